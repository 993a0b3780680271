import type { Config } from '../config/config.js';
import { exportsOf } from '../config/source-fields.js';
import type { Engine } from '../engine/engine.js';
import type { LimitReport } from '../report/model/limits.js';
import { countsAfter, INITIAL_COUNTS } from './counts.js';
import { deltaFile } from './delta.js';
import type { Plan } from './files/plan-file.js';
import type { Readings } from './inputs/read-inputs.js';
import type { MakeOptions } from './make-options.js';
import type { Previous } from './previous.js';
import type { Merged } from './stages/merged.js';

export interface Content {
  readonly limits: readonly LimitReport[];
  readonly contentHash: string;
  readonly files: Plan['files'];
  readonly decisions: Plan['decisions'];
}

/** plan.json as a value. */
export async function describePlan(
  { engine, rules, previous, readings, masters }: Merged,
  options: MakeOptions,
  { limits, contentHash, files, decisions }: Content,
): Promise<Plan> {
  const { config, store } = options;
  return {
    schema: 1,
    kind: 'apply',
    tool: options.tool,
    run_id: options.runId,
    project: config.project,
    as_of: options.asOf,
    ...(options.scope === undefined ? {} : { scope: options.scope }),
    ...(options.superseding === undefined ? {} : { superseding: options.superseding }),
    time_zone: config.timeZone,
    created_at: options.createdAt,
    directory: options.directory,
    config: { path: config.path, sha256: config.hash },
    rules: { path: rules.file, name: rules.name, sha256: rules.hash },
    inputs: inputsOf(config, readings),
    target: { shown: store.shown, head: previous.head },
    counts: await countPlan(engine, options, previous),
    limits: [...limits],
    ...(decisions === undefined ? {} : { decisions }),
    ...(masters.fields.length === 0 ? {} : { kept: [...masters.fields] }),
    masked: config.report.mask,
    content_hash: contentHash,
    format: config.output.format,
    files,
  };
}

function inputsOf(config: Config, readings: Readings): Plan['inputs'] {
  return exportsOf(config).flatMap((source) =>
    (readings.get(source.name)?.files ?? []).map(
      ({ path, bytes, sha256, encoding, lines, records, endsWithLineEnd }) => ({
        source: source.name,
        path,
        bytes,
        sha256,
        encoding,
        lines,
        records,
        ends_with_newline: endsWithLineEnd,
      }),
    ),
  );
}

/** What the target's tables will hold once the plan is in them. */
async function countPlan(
  engine: Engine,
  { folder }: MakeOptions,
  previous: Previous,
): Promise<Plan['counts']> {
  const select =
    previous.head === null ? INITIAL_COUNTS : countsAfter((table) => `${folder.path}/${deltaFile(table)}`);
  const row = await engine.one<Record<keyof Plan['counts'], bigint>>(select);
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, Number(value)]),
  ) as Plan['counts'];
}
