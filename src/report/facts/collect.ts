import type { LimitReport } from '../model/limits.js';
import type { Verdict } from '../model/verdict.js';
import type { ReportModel } from '../model.js';
import { isContradicted } from '../outcome.js';
import { contentFileOf } from './content-file-of.js';
import type { FactContext } from './context.js';
import { gatherCosts } from './costs.js';
import { gatherFlow } from './flow.js';
import { gatherGradePoints } from './grade-points.js';
import { gatherDecisions, gatherGrades, gatherMatrix, gatherMembers, judgeMembers } from './grades.js';
import { gatherEmptied, gatherInputs, gatherRejects } from './inputs.js';
import { gatherLosses } from './losses.js';
import { gatherLots } from './lots.js';
import { gatherMatching } from './matching.js';
import { gatherOrders } from './orders.js';
import { gatherPoints } from './points.js';
import { rulesOf } from './rules-of.js';
import { gatherScoring } from './scoring.js';

/** What a report says of a plan before its limits are judged. */
export type Facts = Pick<
  ReportModel,
  | 'inputs'
  | 'members'
  | 'grades'
  | 'matrix'
  | 'flow'
  | 'losses'
  | 'decisions'
  | 'points'
  | 'grade_points'
  | 'orders'
  | 'lots'
  | 'costs'
  | 'matching'
  | 'emptied'
  | 'scoring'
>;

/** Gathers every number of the report from the engine's tables. */
export async function gatherFacts(context: FactContext): Promise<Facts> {
  await judgeMembers(context);
  return {
    inputs: await gatherInputs(context),
    members: await gatherMembers(context),
    grades: await gatherGrades(context),
    matrix: await gatherMatrix(context),
    flow: await gatherFlow(context),
    losses: await gatherLosses(context),
    decisions: await gatherDecisions(context),
    points: await gatherPoints(context),
    grade_points: await gatherGradePoints(context),
    ...(await gatherOrders(context)),
    ...(await gatherLots(context)),
    ...(await gatherCosts(context)),
    matching: await gatherMatching(context),
    emptied: await gatherEmptied(context),
    scoring: await gatherScoring(context),
  };
}

interface PlanFacts {
  readonly tool: string;
  readonly runId: string;
  readonly asOf: string;
  readonly planPath: string;
  readonly contentHash: string;
  readonly limits: readonly LimitReport[];
}

/** The whole report of a plan. */
export async function reportOf(context: FactContext, facts: Facts, plan: PlanFacts): Promise<ReportModel> {
  const { config } = context;
  const rejected = facts.inputs.reduce((total, input) => total + input.rejected, 0);
  return Object.freeze({
    schema: 1,
    tool: plan.tool,
    run_id: plan.runId,
    project: config.project,
    as_of: plan.asOf,
    time_zone: config.timeZone,
    masked: config.report.mask,
    lang: config.report.lang,
    plan_path: plan.planPath,
    content_hash: plan.contentHash,
    verdict: verdictOf(facts, plan.limits),
    ...(config.approval === 'required' ? { needs_approval: true } : {}),
    ...(context.scope === undefined ? {} : { scope: context.scope }),
    ...(context.superseded === undefined ? {} : { superseding: context.superseded }),
    ...facts,
    limits: plan.limits,
    rejects: { total: rejected, shown: await gatherRejects(context), file: 'rejects.csv' },
    rules: rulesOf(context),
    files: {
      changes: contentFileOf(context),
      emptied: 'emptied.csv',
      review: 'review.csv',
    },
  });
}

function verdictOf({ members, matching }: Facts, limits: readonly LimitReport[]): Verdict {
  const broken = limits.filter((limit) => !limit.passed);
  const names = [...new Set(broken.map((limit) => limit.name))];
  if (broken.some((limit) => limit.kind === 'input')) return { status: 'input_refused', limits: names };
  if (broken.length > 0 || isContradicted({ matching })) return { status: 'needs_decision', limits: names };
  const changes = members.new + members.changed + members.gone;
  return { status: changes === 0 ? 'nothing_to_do' : 'ready', limits: [] };
}
