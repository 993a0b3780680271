import type { ConflictOptions, Settled } from '../../../src/match/clusters/conflicts.js';
import { type Edge, MUST_WEIGHT } from '../../../src/match/clusters/edge.js';
import type { ClusterRow } from '../../../src/match/clusters/groups.js';
import type { Dice } from '../../read/dice.js';

export interface World {
  readonly rows: readonly ClusterRow[];
  readonly edges: readonly Edge[];
  readonly options: ConflictOptions;
}

/**
 * Up to nine rows and as many edges as chance gives; weights lie close together, some are decisions of
 * people, and any of the limits may be there.
 */
export function world(dice: Dice): World {
  const ids = Array.from({ length: 2 + dice.below(8) }, (_, at) => BigInt(at * 3 + 1));
  const strangers = tied(ids).filter(() => dice.chance(12));
  const rows = ids.map(
    (id): ClusterRow => ({
      id,
      single: [dice.pick(['a', 'b', null, null]), dice.pick(['x', 'y', null, null, null])],
      alone: [dice.chance(3), dice.chance(5)],
      values: [dice.pick([[], ['p'], ['q'], ['r'], ['p', 'q']])],
      apart: strangers.flatMap(([l, r]) => (l === id ? [r] : [])),
    }),
  );
  const edges = tied(ids)
    .filter(() => dice.chance(2))
    .map(([l, r]) => ({ l, r, weight: dice.below(6) + 1 + (dice.chance(15) ? MUST_WEIGHT : 0) }));
  return { rows, edges, options: optionsOf(dice) };
}

/** The same for two sources without duplicates: the rows of the first come first. */
export function twoSources(dice: Dice): World {
  const { rows, edges, options } = world(dice);
  const first = 1 + dice.below(rows.length - 1);
  const isFirst = (id: bigint) => rows.findIndex((row) => row.id === id) < first;
  return {
    rows: rows.map((row, at) => ({
      ...row,
      single: row.single.map(() => null),
      alone: [at < first, at >= first],
    })),
    edges: edges.filter(({ l, r }) => isFirst(l) !== isFirst(r)),
    options: { ...options, alone: ['online', 'offline'] },
  };
}

function optionsOf(dice: Dice): ConflictOptions {
  return {
    single: ['ci', 'gender'],
    alone: ['online', 'app'],
    values: [{ field: 'phone', most: 1 + dice.below(4) }],
    tieMargin: dice.below(4),
    ...(dice.chance(3) ? { maxRows: 2 + dice.below(4) } : {}),
  };
}

function tied(ids: readonly bigint[]): readonly (readonly [bigint, bigint])[] {
  return ids.flatMap((l, at) => ids.slice(at + 1).map((r) => [l, r] as const));
}

/** `row>person` of each row, then what is ambiguous, cut, and contradicts. */
export function told({ person, ambiguous, cut, contradictions }: Settled): readonly string[] {
  return [
    [...person]
      .toSorted(([a], [b]) => Number(a - b))
      .map(([, to]) => to)
      .join(' '),
    listed(ambiguous.map(({ l, r, torn }) => `${l}-${r}?${torn}`)),
    listed(cut.map(({ l, r, reason }) => `${l}-${r} ${reason}`)),
    listed(contradictions.map(({ l, r, reason }) => `${l}-${r} ${reason}`)),
  ];
}

function listed(texts: readonly string[]): string {
  return texts.toSorted().join(', ');
}

/** What must hold of any outcome and does not; empty when all is well. */
export function faults({ rows, edges, options }: World, settled: Settled): readonly string[] {
  const personOf = (row: bigint) => settled.person.get(row);
  const found: string[] = [];
  if (rows.some(({ id }) => personOf(id) === undefined)) found.push('a row without a person');
  for (const person of new Set(settled.person.values())) {
    const members = rows.filter(({ id }) => personOf(id) === person);
    const reason = reasonOf(members, options);
    if (members.length > 1 && reason !== undefined) found.push(`person ${person} breaks ${reason}`);
    if (members.some(({ id }) => id < person)) found.push(`person ${person} has a smaller row`);
    if (!isConnected(members, edges)) found.push(`person ${person} is not held together`);
  }
  const lists = [...settled.cut, ...settled.ambiguous, ...settled.contradictions];
  for (const { l, r, weight } of edges) {
    const times = lists.filter((told) => told.l === l && told.r === r && told.weight === weight).length;
    if (times !== (personOf(l) === personOf(r) ? 0 : 1)) found.push(`${l}-${r} is told ${times} times`);
  }
  for (const { torn } of settled.ambiguous)
    if (rows.filter(({ id }) => personOf(id) === torn).length !== 1 || personOf(torn) !== torn)
      found.push(`torn row ${torn} is not alone`);
  return found;
}

/** Why these rows cannot be one person, looked at one by one. */
export function reasonOf(rows: readonly ClusterRow[], options: ConflictOptions): string | undefined {
  const every = <T>(of: (row: ClusterRow) => readonly T[]) => new Set(rows.flatMap((row) => of(row)));
  for (const [i, veto] of options.single.entries())
    if (
      every((row) => [row.single[i] ?? '-']).size - (rows.some((row) => row.single[i] === null) ? 1 : 0) >
      1
    )
      return veto;
  for (const [i, source] of options.alone.entries())
    if (rows.filter((row) => row.alone[i]).length >= 2) return `one_row_per_person:${source}`;
  const strangers = every((row) => row.apart.map((other) => `${row.id} ${other}`));
  if (rows.some((a) => rows.some((b) => strangers.has(`${a.id} ${b.id}`)))) return 'apart';
  for (const [i, { field, most }] of options.values.entries())
    if (every((row) => row.values[i] ?? []).size > most) return `max_values:${field}`;
  return options.maxRows !== undefined && rows.length > options.maxRows ? 'max_rows' : undefined;
}

/** Whether the edges between these rows alone hold them together. */
function isConnected(members: readonly ClusterRow[], edges: readonly Edge[]): boolean {
  const reached = new Set(members.slice(0, 1).map(({ id }) => id));
  const inside = edges.filter(({ l, r }) => [l, r].every((end) => members.some(({ id }) => id === end)));
  for (let grown = true; grown; ) {
    const next = inside.flatMap(({ l, r }) => (reached.has(l) !== reached.has(r) ? [l, r] : []));
    for (const row of next) reached.add(row);
    grown = next.length > 0;
  }
  return reached.size === members.length;
}
