import { smallerFirst } from './edge.js';

/** A row as far as it decides whom it may share a person with. */
export interface ClusterRow {
  readonly id: bigint;
  /** For each of `Limits.single` what the row says; `null`: does not know. */
  readonly single: readonly (string | null)[];
  /** For each of `Limits.alone` whether the row is of that source. */
  readonly alone: readonly boolean[];
  /** For each of `Limits.values` the values that the row holds. */
  readonly values: readonly (readonly string[])[];
  /** Rows that this one may not share a person with, whatever ties them; one direction is enough. */
  readonly apart: readonly bigint[];
}

/** What the rows of one person may not do together, by name. */
export interface Limits {
  /** Vetoes: rows of one person may not differ in these. */
  readonly single: readonly string[];
  /** Sources that hold no duplicates: one row of each for a person. */
  readonly alone: readonly string[];
  /** Identifiers of which a person holds at most so many distinct values. */
  readonly values: readonly { readonly field: string; readonly most: number }[];
  /** The rows of one person, at most. */
  readonly maxRows?: number;
}

/** Rows that are one person so far. */
export interface Group {
  readonly rows: bigint[];
  readonly single: (string | null)[];
  readonly alone: boolean[];
  readonly values: readonly Set<string>[];
  readonly apart: Set<bigint>;
}

export type Groups = Map<bigint, Group>;

/** Every row in a group of its own. */
export function groupsOf(rows: readonly ClusterRow[]): Groups {
  const groups: Groups = new Map(
    rows.map((row) => [
      row.id,
      {
        rows: [row.id],
        single: [...row.single],
        alone: [...row.alone],
        values: row.values.map((values) => new Set(values)),
        apart: new Set(row.apart),
      },
    ]),
  );
  for (const row of rows) for (const other of row.apart) groups.get(other)?.apart.add(row.id);
  return groups;
}

export function groupOf(groups: Groups, row: bigint): Group {
  const group = groups.get(row);
  if (group === undefined) throw new RangeError(`row ${row} is not in this component`);
  return group;
}

/** Makes two groups one: the smaller moves, so that no row moves more than a few times. */
export function unite(groups: Groups, a: Group, b: Group): void {
  const [to, from] = a.rows.length >= b.rows.length ? [a, b] : [b, a];
  for (const row of from.rows) groups.set(row, to);
  to.rows.push(...from.rows);
  from.single.forEach((value, i) => {
    to.single[i] ??= value;
  });
  from.alone.forEach((value, i) => {
    to.alone[i] ||= value;
  });
  from.values.forEach((values, i) => {
    for (const value of values) to.values[i]?.add(value);
  });
  for (const row of from.apart) to.apart.add(row);
}

/**
 * Why these groups cannot be one person, or undefined when they can. Of several reasons the first of: the
 * vetoes, `one_row_per_person:<source>`, `apart`, `max_values:<field>`, `max_rows`. A reason once given
 * stays: groups only grow.
 */
export function reasonAgainst(limits: Limits, groups: readonly Group[]): string | undefined {
  const veto = limits.single.find((_, i) => differ(groups.map(({ single }) => single[i])));
  if (veto !== undefined) return veto;
  const source = limits.alone.find((_, i) => groups.filter(({ alone }) => alone[i]).length > 1);
  if (source !== undefined) return `one_row_per_person:${source}`;
  if (groups.some((a, at) => groups.slice(at + 1).some((b) => areApart(a, b)))) return 'apart';
  const many = limits.values.find(({ most }, i) => distinct(groups, i) > most);
  if (many !== undefined) return `max_values:${many.field}`;
  const rows = groups.reduce((sum, group) => sum + group.rows.length, 0);
  return rows > (limits.maxRows ?? Infinity) ? 'max_rows' : undefined;
}

/** Each row with the smallest row of its group, which names the person. */
export function personsOf(groups: Groups): ReadonlyMap<bigint, bigint> {
  const names = new Map<Group, bigint>();
  for (const row of [...groups.keys()].sort(smallerFirst)) {
    const group = groupOf(groups, row);
    if (!names.has(group)) names.set(group, row);
  }
  return new Map([...groups].map(([row, group]) => [row, names.get(group) ?? row]));
}

function differ(values: readonly (string | null | undefined)[]): boolean {
  const known = values.filter((value) => value != null);
  return known.some((value) => value !== known[0]);
}

function areApart(a: Group, b: Group): boolean {
  const [few, many] = a.rows.length <= b.rows.length ? [a, b] : [b, a];
  return few.rows.some((row) => many.apart.has(row));
}

function distinct(groups: readonly Group[], i: number): number {
  return new Set(groups.flatMap(({ values }) => [...(values[i] ?? [])])).size;
}
