import { numbersIn } from '../../numbers.js';

const { whole } = numbersIn('en');

export const cli = {
  applied: ({ members_new, members_changed, members_gone, run_id }: AppliedCounts) =>
    `Applied as run ${run_id}: ${whole(members_new)} new, ${whole(members_changed)} changed, ${whole(members_gone)} gone members.`,
  transaction: ({ milliseconds }: { milliseconds: number }) =>
    `The write transaction took ${whole(milliseconds)} ms.`,
  checked: ({ config, rules, examples }: { config: string; rules: string; examples: number }) =>
    `${config} and ${rules} are sound; examples passed: ${whole(examples)}.`,
  preset: ({ source, preset, columns }: { source: string; preset: string; columns: number }) =>
    `${source}: preset ${preset}, ${whole(columns)} of its columns; tier-merge check --print shows them.`,
  announced: ({ run_id, changes_rows }: { run_id: string; changes_rows: number }) =>
    `Recorded as run ${run_id}: ${whole(changes_rows)} members were told another grade than before.`,
  nothingToExport:
    'The config names no file for a legacy system, so none was written. They are named under legacy_files.',
  exported: ({ file, rows }: { file: string; rows: number }) => `${file}: ${whole(rows)} rows.`,
  /** Of `check`, for fields that are made of several columns. */
  composed: {
    join: ({ source, field, columns }: ComposedNames) =>
      `${source}: ${field} joins these columns: ${columns}`,
    first: ({ source, field, columns }: ComposedNames) =>
      `${source}: ${field} is the first of these that is not empty: ${columns}`,
    from: ({ source, field, columns }: ComposedNames) =>
      `${source}: ${field} is made from ${columns}: a row in which one of them changes is another row`,
  },
  targetIsEmpty: ({ target }: { target: string }) => `${target} holds no run yet.`,
  targetIsAt: ({ target, run }: { target: string; run: string }) => `${target} is at run ${run}.`,
  generated: ({ people, online, offline }: { people: number; online: number; offline: number }) =>
    `${whole(people)} people: ${whole(online)} online rows, ${whole(offline)} offline rows.`,
  metricsNotWritten: ({ file, why }: { file: string; why: string }) =>
    `The metrics were not written to ${file}: ${why}`,
  reportNotMarked: ({ directory, why }: { directory: string; why: string }) =>
    `The plan is applied, but its report in ${directory} could not say so: ${why}`,
  runColumns: {
    run: 'run',
    kind: 'kind',
    asOf: 'as of',
    total: 'members',
    added: 'new',
    changed: 'changed',
    gone: 'gone',
    changes: 'changes',
    finished: 'finished',
  },
  fieldColumns: ['field', 'value'],
  rowColumns: ['source', 'member id there', 'joined by', 'bits', 'because'],
  pointColumns: ['bucket', 'balance', 'expires'],
  changeColumns: ['field', 'before', 'after'],
};

interface AppliedCounts {
  readonly run_id: string;
  readonly members_new: number;
  readonly members_changed: number;
  readonly members_gone: number;
}

interface ComposedNames {
  readonly source: string;
  readonly field: string;
  readonly columns: string;
}
