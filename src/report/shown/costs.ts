import { totalOf } from '../balance.js';
import { sameAmount, sumOf } from '../decimal.js';
import { type Language, listIn, type Messages } from '../messages.js';
import type { Cost, CostReport } from '../model/costs.js';
import { cell, number, type Shown, type ShownTable, text } from '../shown.js';

interface Row extends Cost {
  readonly name: string;
  readonly membersBefore?: number;
}

/** What the grades cost before and after, and who bears it; every table adds up to the same whole. */
export function costsShown(report: CostReport, words: Messages, lang: Language): Shown {
  const { costs } = words;
  const grades = report.by_grade.map((one) => ({
    ...one,
    name: one.grade,
    membersBefore: one.members_before,
  }));
  const sources = report.by_sources.map((one) => ({ ...one, name: listIn(lang, one.sources) }));
  const stores = storeRows(report, words);
  const tables = [
    costTable(words, { caption: costs.byGradeCaption, head: costs.grade, rows: grades }),
    costTable(words, { caption: costs.bySourcesCaption, head: costs.sources, rows: sources }),
    ...(stores === undefined
      ? []
      : [costTable(words, { caption: costs.byStoreCaption, head: costs.store, rows: stores })]),
  ];
  const lists: readonly (readonly Row[])[] = [grades, sources, ...(stores === undefined ? [] : [stores])];
  const addsUp = lists.every((rows) =>
    (['before', 'after'] as const).every((of) => sameAmount(report[of], sumOf(rows.map((row) => row[of])))),
  );
  return { id: 'costs', title: costs.title, tables, notes: [], addsUp };
}

function storeRows({ by_store, other_stores }: CostReport, { costs }: Messages): readonly Row[] | undefined {
  if (by_store === null) return undefined;
  const named = by_store.map((one) => ({ ...one, name: one.store ?? costs.noStore }));
  if (other_stores === null) return named;
  return [...named, { ...other_stores, name: costs.otherStores({ stores: other_stores.stores }) }];
}

interface Table {
  readonly caption: string;
  readonly head: string;
  readonly rows: readonly Row[];
}

function costTable(words: Messages, { caption, head, rows }: Table): ShownTable {
  const { costs } = words;
  const hasBefore = rows.some(({ membersBefore }) => membersBefore !== undefined);
  const line = ({ name, membersBefore = 0, members, before, after }: Row) => [
    name,
    ...(hasBefore ? [cell({ words }, membersBefore)] : []),
    cell({ words }, members),
    cell({ words }, before),
    cell({ words }, after),
    signed(words, sumOf([after, before.startsWith('-') ? before.slice(1) : `-${before}`])),
  ];
  const total: Row = {
    name: words.total,
    membersBefore: totalOf(rows, ({ membersBefore = 0 }) => membersBefore),
    members: totalOf(rows, ({ members }) => members),
    before: sumOf(rows.map(({ before }) => before)),
    after: sumOf(rows.map(({ after }) => after)),
  };
  return {
    caption,
    columns: [
      text(head),
      ...(hasBefore ? [number(costs.membersBefore)] : []),
      ...[costs.members, costs.before, costs.after, costs.difference].map(number),
    ],
    rows: rows.map(line),
    foot: line(total),
  };
}

function signed(words: Messages, decimal: string): string {
  const written = cell({ words }, decimal);
  return decimal.startsWith('-') || decimal === '0' ? written : `+${written}`;
}
