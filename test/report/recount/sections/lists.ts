import { rankOf } from '../persons.js';
import type { Recount } from '../recount.js';
import { sheetNumber } from '../sheet-spots.js';
import { type Claim, place } from '../spot.js';
import { bits, type Claims, whole } from '../table.js';
import type { Cells } from '../world-tables.js';
import { serialOf } from './head.js';

/** The rows of the sheets that list: how many there are, and every number in them. */
export function listClaims(recount: Recount): Claims {
  const { tables, pairs } = recount;
  return {
    page: [],
    sheet: [
      ...changes(recount),
      ...downgrades(recount),
      ...gone(recount),
      ...pairList('Review', pairs.review, recount),
      ...pairList('Ambiguous', pairs.ambiguous, recount),
      ...listed('Rejects', tables.of('rejects').length, 'rejects.csv'),
      ...tables.of('rejects').map(({ line = '' }, at) => numbered('Rejects', at, 'line', line)),
    ],
  };
}

const DECIDE =
  ' Decision: link (one person), no_link (two persons), alone (the left row is nobody else), or empty (not decided yet). Once it is filled in and saved, type: tier-merge review import plan/report.xlsx --by NAME';
const FIRST_RUN =
  ' A first run changes no member; these are the members whose grade is not the best one they have in a source.';

function listed(sheet: string, all: number, file: string, note = ''): readonly Claim[] {
  const words = `${whole(all)} of ${whole(all)} rows are on this sheet; all of them are in ${file}.${note}`;
  return [{ place: place(sheet, 'text'), text: words }];
}

function numbered(sheet: string, at: number, column: string, value: number | string): Claim {
  return { place: `${sheet} > row ${at + 1} > ${column}`, text: sheetNumber(value) };
}

/** On a first run the grades that moved; else changes.csv, sorted as in docs/report.md. */
function changes({ tables, persons }: Recount): readonly Claim[] {
  if (tables.isFirstRun) {
    const moved = persons.filter(({ movement }) => ['up', 'down', 'left'].includes(movement));
    return listed('Changes', moved.length, 'members.csv', FIRST_RUN);
  }
  const grades = new Map(persons.map(({ id, movement, steps }) => [id, { movement, steps }]));
  const rows = tables
    .of('changes')
    .map((row) => ({ row, ...weightOf(row, grades.get(row.member_id ?? '')) }));
  const sorted = rows.toSorted(
    (a, b) =>
      a.kind - b.kind ||
      b.size - a.size ||
      (`${a.row.member_id}\t${a.row.field}` < `${b.row.member_id}\t${b.row.field}` ? -1 : 1),
  );
  return [
    ...listed('Changes', rows.length, 'changes.csv'),
    ...sorted.flatMap(({ row }, at) =>
      (['before', 'after'] as const).flatMap((side) => changeNumber(row, side, at)),
    ),
  ];
}

function weightOf(
  { field = '', before, after }: Cells,
  grade: { readonly movement: string; readonly steps: number } | undefined,
): { readonly kind: number; readonly size: number } {
  if (field === 'grade')
    return {
      kind: { left: 0, down: 1, up: 5, without_baseline: 6 }[grade?.movement ?? ''] ?? 10,
      size: Math.abs(grade?.steps ?? 0),
    };
  if (field.startsWith('points:')) {
    const moved = Number(after || 0) - Number(before || 0);
    return { kind: moved < 0 ? 4 : moved > 0 ? 7 : 9, size: Math.abs(moved) };
  }
  if (field === 'gone_since') return { kind: 2, size: -1 };
  if (field === 'merged_into') return { kind: 3, size: -1 };
  return { kind: field.startsWith('link:') ? 8 : 10, size: -1 };
}

/** Balances, and days that are not masked. */
function changeNumber({ field = '', ...row }: Cells, side: 'before' | 'after', at: number): readonly Claim[] {
  const value = row[side] ?? '';
  if (value === '') return [];
  if (field.startsWith('points:')) return [numbered('Changes', at, side, value)];
  if (!['joined_at', 'last_activity_at', 'gone_since'].includes(field)) return [];
  return [numbered('Changes', at, side, serialOf(value.slice(0, 10)))];
}

function downgrades({ tables, persons }: Recount): readonly Claim[] {
  const losers = persons
    .filter(({ movement }) => movement === 'down' || movement === 'left')
    .toSorted((a, b) => a.steps - b.steps || (a.id < b.id ? -1 : 1));
  return [
    ...listed('Downgrades', losers.length, tables.isFirstRun ? 'members.csv' : 'changes.csv'),
    ...losers.map(({ steps }, at) => numbered('Downgrades', at, 'steps', -steps)),
  ];
}

/** The highest grade first, with what each holds. */
function gone({ tables, gone: ids }: Recount): readonly Claim[] {
  const members = tables.before.members.filter(({ member_id: id = '' }) => ids.includes(id));
  const highest = members.toSorted(
    (a, b) =>
      rankOf(tables, b.grade || null) - rankOf(tables, a.grade || null) ||
      ((a.member_id ?? '') < (b.member_id ?? '') ? -1 : 1),
  );
  return [
    ...listed('Gone', ids.length, 'changes.csv'),
    ...highest.flatMap(({ member_id: id }, at) =>
      tables.before.points
        .filter((balance) => balance.member_id === id)
        .map(({ bucket, balance = '' }) => numbered('Gone', at, `points:${bucket}`, balance)),
    ),
  ];
}

/** What two rows weigh, and the days that they say; heaviest first, those of one left row together. */
function pairList(sheet: string, pairs: readonly Cells[], { tables }: Recount): readonly Claim[] {
  const rows = new Map(tables.rows.map((row) => [`${row.source} ${row.source_member_id}`, row]));
  return [
    ...listed(sheet, pairs.length, 'review.csv', pairs.length === 0 ? '' : DECIDE),
    ...pairs.flatMap((pair, at) => [
      { place: `${sheet} > row ${at + 1} > score`, text: bits(Number(pair.score)).sheet },
      ...(['l', 'r'] as const).flatMap((side) =>
        ['joined_at', 'last_activity_at'].flatMap((field) => {
          const day = rows.get(`${pair[`source_${side}`]} ${pair[`id_${side}`]}`)?.[field] ?? '';
          return day === '' ? [] : [numbered(sheet, at, `${field}_${side}`, serialOf(day.slice(0, 10)))];
        }),
      ),
    ]),
  ];
}
