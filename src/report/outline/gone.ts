import type { GoneReport } from '../model/losses.js';
import { amount, text } from './cell.js';
import type { Draft } from './draft.js';
import type { OutlineTable } from './section.js';

/** Members who are in no export any more: what they had, and some of them one by one. */
export function goneTables(draft: Draft, report: GoneReport): readonly OutlineTable[] {
  const { words } = draft;
  const { points } = report;
  const { gone } = words.tables;
  return [
    {
      caption: gone.points,
      heads: [words.workbook.bucket, gone.balance],
      rows: points.map(({ bucket, balance }) => [text(bucket), amount(balance)]),
    },
    goneMembers(draft, report),
  ];
}

function goneMembers({ words }: Draft, { examples }: GoneReport): OutlineTable {
  const { gone } = words.tables;
  const { shown, total, file } = examples;
  return {
    caption: gone.examples({ shown: shown.length, total, file }),
    heads: [words.decisions.member, words.decisions.name, gone.grade, gone.rows],
    rows: shown.map(({ member_id, name, grade, rows }) => [
      ...[member_id, name, grade ?? words.grades.noGrade].map(text),
      text(rows.map((one) => words.largest.part(one)).join(', ')),
    ]),
    hasSheet: true,
  };
}
