import type { Messages } from '../messages.js';
import type { TakenBackReport } from '../model/taken-back.js';

/** What a revert does, one sentence a line, most consequential first. */
export function takenBackLines({ takenBack: words }: Messages, report: TakenBackReport): readonly string[] {
  const { run, as_of: asOf, member, members, ids, points, rows } = report;
  return [
    words.run({ run, asOf }),
    ...(member === null ? [] : [words.member({ member, members: members.join(', ') })]),
    ...(report.decisions === 0
      ? []
      : [words.decisions({ pairs: report.decisions, file: report.decisions_file })]),
    ...ids.map((id) => words.id(id)),
    ...(ids.length === 0 ? [] : [words.idsIn]),
    ...points.map((bucket) => words.points(bucket)),
    ...(report.below_zero === 0 ? [] : [words.belowZero({ balances: report.below_zero })]),
    ...(report.kept_rows === 0 ? [] : [words.keptRows({ rows: report.kept_rows })]),
    words.written(rows),
  ];
}
