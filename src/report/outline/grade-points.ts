import { sameAmount, sumOf } from '../decimal.js';
import type { GradePointsReport } from '../model/grade-points.js';
import { amount, text } from './cell.js';
import type { Draft } from './draft.js';
import type { OutlineTable } from './section.js';

/** What the members of each grade hold, a table for each bucket. */
export function gradePointTables(draft: Draft): readonly OutlineTable[] {
  return (draft.model.grade_points ?? []).map((bucket) => bucketTable(draft, bucket));
}

function bucketTable({ words }: Draft, report: GradePointsReport): OutlineTable {
  const { gradePoints, grades } = words;
  const { bucket, before, after, by_grade: rows } = report;
  const hadBefore = before !== null;
  const line = (name: string, was: string | null, is: string) => [
    text(name),
    ...(hadBefore ? [amount(was ?? '0')] : []),
    amount(is),
  ];
  return {
    caption: gradePoints.caption({ bucket }),
    heads: [grades.grade, ...(hadBefore ? [gradePoints.before] : []), gradePoints.after],
    rows: rows.map((row) => line(row.grade ?? grades.noGrade, row.before, row.after)),
    foot: line(words.total, before, after),
    addsUp:
      sameAmount(after, sumOf(rows.map((row) => row.after))) &&
      sameAmount(before ?? '0', sumOf(rows.map((row) => row.before ?? '0'))),
  };
}
