import { type Facts, reportOf } from '../../report/facts/collect.js';
import type { FactContext } from '../../report/facts/context.js';
import { workbookOf } from '../../report/workbook/workbook.js';
import { comparePlans, writeAgainst } from '../against/against.js';
import { type Plan, writePlan } from '../files/plan-file.js';
import type { MadePlan } from '../made-plan.js';
import type { MakeOptions } from '../make-options.js';
import { writeReports } from '../reports.js';

/** Writes plan.json, the report in its forms, and what differs from an earlier plan. */
export async function writeReport(
  context: FactContext,
  options: MakeOptions,
  { facts, plan }: { readonly facts: Facts; readonly plan: Plan },
): Promise<MadePlan> {
  const { config, folder, against: earlier } = options;
  const model = await reportOf(context, facts, {
    tool: options.tool,
    runId: options.runId,
    asOf: options.asOf,
    planPath: options.shownDirectory,
    contentHash: plan.content_hash,
    limits: plan.limits,
  });
  const directory = folder.path;
  const workbook = () => workbookOf(context, model, config.report);
  await writeReports(model, { directory, report: config.report, workbook });
  const made = { model, planId: await writePlan(directory, plan) };
  if (earlier === undefined) return made;
  const now = { directory, format: config.output.format, isInitial: context.isFirstRun };
  const against = await comparePlans(context.engine, { earlier, now, mask: config.report.mask });
  await writeAgainst(context.engine, directory);
  return { ...made, against };
}
