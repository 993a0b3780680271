import { sameAmount, sumOf } from '../decimal.js';
import type { GradePointsReport } from '../model/grade-points.js';
import { html, type Markup, nothing } from './markup.js';
import { gradeName, number, type Page, paragraph } from './page.js';
import { type Column, table } from './table.js';

type Row = GradePointsReport['by_grade'][number];

/** What the members of each grade hold of each bucket, before and after. */
export function gradePoints(page: Page): Markup {
  const { grade_points: buckets = [], grades } = page.model;
  if (buckets.length === 0) return nothing;
  const words = page.words.gradePoints;
  const note = grades.baseline === 'best_source' ? words.firstNote : words.note;
  return html`${buckets.map((bucket) => bucketTable(page, bucket))}${paragraph(note)}`;
}

function bucketTable(page: Page, report: GradePointsReport): Markup {
  const { gradePoints: words, grades } = page.words;
  const { bucket, before, after, by_grade: rows } = report;
  const membersOf = (grade: string | null) =>
    page.model.grades.counts.find((count) => count.grade === grade)?.after ?? 0;
  const columns: readonly Column<Row>[] = [
    { head: grades.grade, kind: 'text', cell: ({ grade }) => gradeName(page, grade) },
    { head: words.members, kind: 'number', cell: ({ grade }) => number(page, membersOf(grade)) },
    ...(before === null ? [] : [amountColumn(page, words.before, (row) => row.before ?? '0')]),
    amountColumn(page, words.after, (row) => row.after),
    ...(before === null ? [] : [differenceColumn(page)]),
  ];
  const foot = [
    html`${page.words.total}`,
    number(page, page.model.members.total),
    ...(before === null ? [] : [amount(page, before)]),
    amount(page, after),
    ...(before === null ? [] : [difference(page, before, after)]),
  ];
  const sums = {
    before: sumOf(rows.map((row) => row.before ?? '0')),
    after: sumOf(rows.map((row) => row.after)),
  };
  const adds = sameAmount(sums.after, after) && sameAmount(sums.before, before ?? '0');
  return html`${table(page, { caption: words.caption({ bucket }), columns, rows, foot })}${
    adds ? nothing : html`<p class="wrong">${page.words.doesNotAddUp}</p>\n`
  }`;
}

function amountColumn(page: Page, head: string, of: (row: Row) => string): Column<Row> {
  return { head, kind: 'number', cell: (row) => amount(page, of(row)) };
}

function differenceColumn(page: Page): Column<Row> {
  return {
    head: page.words.gradePoints.difference,
    kind: 'number',
    cell: ({ before, after }) => difference(page, before ?? '0', after),
  };
}

function difference(page: Page, before: string, after: string): Markup {
  const decimal = sumOf([after, before.startsWith('-') ? before.slice(1) : `-${before}`]);
  return html`${decimal.startsWith('-') || decimal === '0' ? '' : '+'}${amount(page, decimal)}`;
}

function amount({ words }: Page, decimal: string): Markup {
  return html`${words.amount({ decimal })}`;
}
