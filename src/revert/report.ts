import { basename } from 'node:path';
import type { Plan } from '../plan/files/plan-file.js';
import type { GradeReport } from '../report/model/grades.js';
import type { MemberCounts } from '../report/model/members.js';
import type { TakenBackReport } from '../report/model/taken-back.js';
import type { ReportModel } from '../report/model.js';
import type { Reverting, RevertOptions } from './make.js';

/** plan.json of a revert as a value. */
export function describeRevert(
  options: RevertOptions,
  { run, member, previous, rules }: Reverting,
  written: {
    readonly counts: Plan['counts'];
    readonly contentHash: string;
    readonly files: Plan['files'];
  },
): Plan {
  const { config, store } = options;
  return {
    schema: 1,
    kind: 'revert',
    tool: options.tool,
    run_id: options.runId,
    project: config.project,
    as_of: options.asOf,
    time_zone: config.timeZone,
    created_at: options.createdAt,
    directory: options.directory,
    config: { path: config.path, sha256: config.hash },
    rules: { path: rules.file, name: rules.name, sha256: rules.hash },
    inputs: [],
    target: { shown: store.shown, head: previous.head },
    counts: written.counts,
    limits: [],
    reverts: { run: run.run_id, member },
    masked: config.report.mask,
    content_hash: written.contentHash,
    format: config.output.format,
    files: written.files,
  };
}

/** The report of a revert: no export was read, nothing matched, no rule decided. */
export function reportRevert(
  options: RevertOptions,
  { run, member, members: concerned, rules }: Reverting,
  found: {
    readonly members: MemberCounts;
    readonly grades: GradeReport;
    readonly counted: Pick<
      TakenBackReport,
      'ids' | 'rows' | 'points' | 'kept_rows' | 'below_zero' | 'decisions'
    >;
    readonly contentHash: string;
  },
): ReportModel {
  const { config } = options;
  const file = config.identity.decisions;
  return {
    schema: 1,
    tool: options.tool,
    run_id: options.runId,
    project: config.project,
    as_of: options.asOf,
    time_zone: config.timeZone,
    masked: config.report.mask,
    lang: config.report.lang,
    plan_path: options.shownDirectory,
    content_hash: found.contentHash,
    verdict: { status: 'ready', limits: [] },
    ...(config.approval === 'required' ? { needs_approval: true } : {}),
    ...NOTHING_READ,
    members: found.members,
    grades: found.grades,
    rules: { path: rules.file, name: rules.name, hash: rules.hash, config_hash: config.hash, findings: [] },
    files: { changes: `changes.${config.output.format}` },
    taken_back: {
      run: run.run_id,
      as_of: run.as_of,
      member,
      members: concerned,
      ...found.counted,
      decisions_file: file === undefined ? null : basename(file),
    },
  };
}

const NOTHING_READ: Pick<
  ReportModel,
  'inputs' | 'matrix' | 'decisions' | 'points' | 'matching' | 'limits' | 'rejects' | 'emptied'
> = {
  inputs: [],
  matrix: null,
  decisions: [],
  points: [],
  matching: {
    ...{ links: 0, review: 0, ambiguous: 0, clusters: 0, largest: 0 },
    ...{ sizes: [], by_rule: [], by_sources: [] },
  },
  limits: [],
  rejects: { total: 0, shown: [], file: '' },
  emptied: [],
};
