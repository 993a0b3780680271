import type { Cells, Tables } from './world-tables.js';

/** A row of a member, with what its export says. */
export interface PersonRow {
  readonly source: string;
  readonly id: string;
  readonly how: string;
  /** As it stands in the export; missing fields are empty. */
  readonly said: (field: string) => string;
}

export interface Person {
  readonly member: Cells;
  readonly id: string;
  readonly grade: string | null;
  /** What its grade is compared with. */
  readonly baseline: string | null;
  readonly movement: 'up' | 'same' | 'down' | 'left' | 'without_baseline';
  /** Of the ladder. */
  readonly steps: number;
  readonly rows: readonly PersonRow[];
  /** The best mapped grade of its rows of a source; null for rows without one, `-` for no row. */
  readonly side: (source: string) => string | null;
}

/** The members of the plan in the order of their file, each from its rows in the exports. */
export function personsOf(tables: Tables): readonly Person[] {
  const rows = grouped(rowsOf(tables), ({ member }) => member);
  const held = new Map(tables.before.members.map((member) => [member.member_id, member.grade || null]));
  return tables.of('members').map((member): Person => {
    const own = rows.get(member.member_id ?? '') ?? [];
    const grades = own.map((row) => mapped(tables, row));
    const grade = member.grade || null;
    const baseline = tables.isFirstRun ? best(tables, grades) : (held.get(member.member_id ?? '') ?? null);
    return {
      ...{ member, id: member.member_id ?? '', grade, baseline, rows: own },
      movement: movementOf(rankOf(tables, grade), rankOf(tables, baseline)),
      steps: rankOf(tables, grade) - rankOf(tables, baseline),
      side: (source) => {
        const there = own.filter((row) => row.source === source);
        return there.length === 0
          ? '-'
          : best(
              tables,
              there.map((row) => mapped(tables, row)),
            );
      },
    };
  });
}

/** From 1, lowest first; 0 for none. */
export function rankOf({ rules }: Tables, grade: string | null): number {
  return grade === null ? 0 : rules.grades.indexOf(grade) + 1;
}

export function best(tables: Tables, grades: readonly (string | null)[]): string | null {
  return grades.reduce((one, two) => (rankOf(tables, two) > rankOf(tables, one) ? two : one), null);
}

function rowsOf(tables: Tables): readonly (PersonRow & { readonly member: string })[] {
  const said = new Map<string, Cells>();
  for (const [source, { records, config }] of tables.exports)
    for (const { fields } of records) said.set(`${source} ${fields[config.columns.member_id ?? '']}`, fields);
  return tables
    .of('links')
    .map(({ source = '', source_member_id: id = '', member_id: member = '', how = '' }) => ({
      ...{ source, id, member, how },
      said: (field) =>
        said.get(`${source} ${id}`)?.[tables.config.sources[source]?.columns[field] ?? ''] ?? '',
    }));
}

function mapped({ rules }: Tables, { source, said }: PersonRow): string | null {
  return rules.map[source]?.[said('grade')] ?? null;
}

function movementOf(rank: number, before: number): Person['movement'] {
  if (rank === before) return 'same';
  if (rank === 0) return 'left';
  if (before === 0) return 'without_baseline';
  return rank > before ? 'up' : 'down';
}

/** In the order in which they are met. */
export function grouped<T>(all: readonly T[], key: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
}

/** How often each value occurs, in the order in which they are met. */
export function tally<T>(values: readonly T[]): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Most first; of as many, by name. */
export function mostFirst(counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...counts].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}

export function total(counts: readonly number[]): number {
  return counts.reduce((sum, one) => sum + one, 0);
}
