import type { InputReport } from '../report/model/inputs.js';
import type { LimitReport } from '../report/model/limits.js';
import type { ReportModel } from '../report/model.js';
import type { AppliedRow } from '../store/apply.js';
import type { Metric, Sample } from './exposition.js';

/** What one command did, as far as it came. Times are seconds since 1970. */
export interface Night {
  readonly project: string;
  readonly command: string;
  readonly version: string;
  readonly exitCode: number;
  readonly startedAt: number;
  readonly finishedAt: number;
  /** Of this command or of one before it; undefined when none is known. */
  readonly lastSuccessAt: number | undefined;
  /** By stage, in the order in which they ran; the last one may not have come to its end. */
  readonly stageSeconds: Readonly<Record<string, number>>;
  readonly peakMemoryBytes: number;
  /** Where a plan was made. */
  readonly model: ReportModel | undefined;
  /** Where a plan was applied. */
  readonly row: AppliedRow | undefined;
  /** The last run in the ledger, as far as the command has looked. */
  readonly head: string | null | undefined;
}

export const LAST_SUCCESS = 'tier_merge_last_success_timestamp_seconds';

/** Everything that an alert may be built on; no value of a row is in it. */
export function nightMetrics(night: Night): readonly Metric[] {
  const { model } = night;
  return [
    ...ofTheRun(night),
    ...ofTheMembers(night),
    ...ofTheInputs(model?.inputs ?? []),
    ...ofLimits(model),
  ];
}

function ofTheRun(night: Night): readonly Metric[] {
  const { project, command, version, lastSuccessAt, head } = night;
  return [
    metric('tier_merge_info', 'What wrote this file; always 1.', [
      { labels: { project, command, version }, value: 1 },
    ]),
    metric('tier_merge_exit_code', 'Exit code of the last command.', [{ value: night.exitCode }]),
    metric('tier_merge_start_timestamp_seconds', 'When the last command began.', [
      { value: night.startedAt },
    ]),
    metric('tier_merge_end_timestamp_seconds', 'When the last command ended.', [{ value: night.finishedAt }]),
    metric(LAST_SUCCESS, 'When a command last ended with exit code 0 or 2.', one(lastSuccessAt)),
    metric(
      'tier_merge_stage_duration_seconds',
      'How long each stage took; a command that failed did so in the last of them.',
      Object.entries(night.stageSeconds).map(([stage, value]) => ({ labels: { stage }, value })),
    ),
    metric(
      'tier_merge_write_transaction_seconds',
      'How long the target was locked for other writers.',
      one(secondsOf(night.row)),
    ),
    metric('tier_merge_peak_memory_bytes', 'The most memory that the process held.', [
      { value: night.peakMemoryBytes },
    ]),
    metric(
      'tier_merge_target_head_info',
      'The last run in the ledger of the target; always 1.',
      head === undefined || head === null ? [] : [{ labels: { run_id: head }, value: 1 }],
    ),
  ];
}

function secondsOf(row: AppliedRow | undefined): number | undefined {
  return row === undefined || row.transaction_ms === null ? undefined : row.transaction_ms / 1000;
}

function ofTheMembers({ model, row }: Night): readonly Metric[] {
  const members = model?.members ?? (row && membersOf(row));
  const changes = members && { new: members.new, changed: members.changed, gone: members.gone };
  const { up, down, same, left } = model?.grades ?? {};
  return [
    metric('tier_merge_members', 'Members of the plan.', one(members?.total)),
    metric('tier_merge_member_changes', 'Members that are new, changed or gone.', by('change', changes)),
    metric(
      'tier_merge_member_grades',
      'Members by what becomes of their grade.',
      by('move', model && { up, down, same, left }),
    ),
    metric('tier_merge_review_pairs', 'Pairs that wait for a person.', one(model?.matching.review)),
    metric(
      'tier_merge_ambiguous_rows',
      'Rows that fit more than one person.',
      one(model?.matching.ambiguous),
    ),
    metric('tier_merge_links', 'Rows joined to another row of their member.', one(model?.matching.links)),
  ];
}

function membersOf(row: AppliedRow) {
  const { members_total: total, members_new, members_changed: changed, members_gone: gone } = row;
  return { total, new: members_new, changed, gone };
}

function ofTheInputs(inputs: readonly InputReport[]): readonly Metric[] {
  return [
    metric(
      'tier_merge_source_records',
      'Records of each source by what became of them.',
      inputs.flatMap(({ source, accepted, repeated, excluded, rejected }) =>
        by('outcome', { accepted, repeated, excluded, rejected }).map(({ labels, value }) => ({
          labels: { source, ...labels },
          value,
        })),
      ),
    ),
    metric(
      'tier_merge_source_emptied_values',
      'Values of each source that could not be read and are empty now.',
      inputs.map(({ source, emptied }) => ({ labels: { source }, value: emptied })),
    ),
  ];
}

function ofLimits(model: ReportModel | undefined): readonly Metric[] {
  const limits = model?.limits ?? [];
  const each = (value: (limit: LimitReport) => number | null) =>
    limits.flatMap((limit): Sample[] => {
      const measured = value(limit);
      const labels = { limit: limit.name, scope: limit.scope ?? '' };
      return measured === null ? [] : [{ labels, value: measured }];
    });
  return [
    metric(
      'tier_merge_limit_value',
      'What each limit measures: a count.',
      each(({ value }) => value),
    ),
    metric(
      'tier_merge_limit_whole',
      'What a percentage of a limit is taken of.',
      each(({ of }) => of),
    ),
    metric(
      'tier_merge_limit_threshold',
      'What the config or --allow sets: a count, or a ratio of the whole where it is a percentage.',
      each(({ limit, allowed }) => thresholdOf(allowed ?? limit)),
    ),
    metric(
      'tier_merge_limit_passed',
      '1 where a limit is kept, else 0.',
      each(({ passed }) => Number(passed)),
    ),
  ];
}

function thresholdOf(text: string): number {
  const number = Number.parseFloat(text);
  return text.endsWith('%') ? number / 100 : number;
}

function metric(name: string, help: string, samples: readonly Sample[]): Metric {
  return { name, help, samples };
}

function one(value: number | undefined): readonly Sample[] {
  return value === undefined ? [] : [{ value }];
}

function by(
  label: string,
  values: Readonly<Record<string, number | undefined>> | undefined,
): readonly Required<Sample>[] {
  return Object.entries(values ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [{ labels: { [label]: name }, value }],
  );
}
