/**
 * What to do with a component that cannot be one person: its edges are taken strongest first, and one that
 * would break a veto or a cardinality is cut. Where two equally strong edges exclude each other, nobody can
 * say which is right: the row between them is ambiguous and stays apart with both candidates reported.
 * The outcome follows from the rows' ids and the evidence alone, not from the order they come in.
 */
export interface ConflictRow {
  readonly id: bigint;
  /** One entry a veto or cardinality: rows of one person may not differ in it. `null`: does not know. */
  readonly single: readonly (string | null)[];
  /** One entry for each source that holds no duplicates: a person may have one row with `true`. */
  readonly alone: readonly boolean[];
  /** Rows that this one may not share a person with, whatever ties them. */
  readonly apart: readonly bigint[];
}

export interface ConflictEdge {
  readonly l: bigint;
  readonly r: bigint;
  readonly evidence: number;
}

export interface Settled {
  /** Row to the smallest row of its person. */
  readonly person: ReadonlyMap<bigint, bigint>;
  /** Edges of rows that fit two persons equally; `torn` is that row. */
  readonly ambiguous: readonly (ConflictEdge & { readonly torn: bigint })[];
  readonly cut: readonly ConflictEdge[];
}

interface Group {
  readonly rows: readonly bigint[];
  readonly single: readonly (string | null)[];
  readonly alone: readonly boolean[];
  readonly apart: readonly bigint[];
}

export function settleConflict(rows: readonly ConflictRow[], edges: readonly ConflictEdge[]): Settled {
  const groups = new Map<bigint, Group>(rows.map(({ id, ...row }) => [id, { ...row, rows: [id] }]));
  const frozen = new Set<bigint>();
  const ambiguous: (ConflictEdge & { readonly torn: bigint })[] = [];
  const cut: ConflictEdge[] = [];
  for (const level of byStrength(edges)) {
    const open = level.filter((edge) => groupOf(groups, edge.l) !== groupOf(groups, edge.r));
    const possible = open.filter((edge) => isPossible(groups, frozen, edge));
    cut.push(...open.filter((edge) => !possible.includes(edge)));
    const torn = rowsBetween(groups, possible);
    for (const row of torn) frozen.add(row);
    for (const edge of possible) {
      if (torn.has(edge.l)) ambiguous.push({ ...edge, torn: edge.l });
      else if (torn.has(edge.r)) ambiguous.push({ ...edge, torn: edge.r });
    }
    cut.push(
      ...joinAll(
        groups,
        possible.filter((edge) => !torn.has(edge.l) && !torn.has(edge.r)),
      ),
    );
  }
  const person = new Map(rows.map(({ id }) => [id, smallest(groupOf(groups, id).rows)]));
  return { person, ambiguous, cut };
}

/** The edges by evidence, strongest first; edges of one strength in the order of their rows. */
function byStrength(edges: readonly ConflictEdge[]): readonly (readonly ConflictEdge[])[] {
  const levels = new Map<number, ConflictEdge[]>();
  for (const edge of [...edges].sort(compareEdges)) {
    const level = levels.get(edge.evidence);
    if (level === undefined) levels.set(edge.evidence, [edge]);
    else level.push(edge);
  }
  return [...levels.values()];
}

function compareEdges(a: ConflictEdge, b: ConflictEdge): number {
  return b.evidence - a.evidence || Number(a.l - b.l) || Number(a.r - b.r);
}

/** Single rows that have two edges of this strength to groups that cannot be one person. */
function rowsBetween(groups: ReadonlyMap<bigint, Group>, edges: readonly ConflictEdge[]): Set<bigint> {
  const neighbours = new Map<bigint, Set<Group>>();
  const note = (row: bigint, other: bigint) => {
    if (groupOf(groups, row).rows.length > 1) return;
    neighbours.set(row, (neighbours.get(row) ?? new Set()).add(groupOf(groups, other)));
  };
  for (const { l, r } of edges) {
    note(l, r);
    note(r, l);
  }
  const torn = new Set<bigint>();
  for (const [row, others] of neighbours) {
    const list = [...others];
    if (list.some((a, i) => list.slice(i + 1).some((b) => merged(a, b) === undefined))) torn.add(row);
  }
  return torn;
}

/** Joins what may be joined, in order; gives the edges that may not be any more. */
function joinAll(groups: Map<bigint, Group>, edges: readonly ConflictEdge[]): readonly ConflictEdge[] {
  const cut: ConflictEdge[] = [];
  for (const edge of edges) {
    const [a, b] = [groupOf(groups, edge.l), groupOf(groups, edge.r)];
    if (a === b) continue;
    const both = merged(a, b);
    if (both === undefined) cut.push(edge);
    else for (const row of both.rows) groups.set(row, both);
  }
  return cut;
}

function isPossible(
  groups: ReadonlyMap<bigint, Group>,
  frozen: ReadonlySet<bigint>,
  { l, r }: ConflictEdge,
): boolean {
  return !frozen.has(l) && !frozen.has(r) && merged(groupOf(groups, l), groupOf(groups, r)) !== undefined;
}

/** Two groups as one person, or undefined when a veto or a cardinality forbids it. */
function merged(a: Group, b: Group): Group | undefined {
  const single = a.single.map((value, i) => value ?? b.single[i] ?? null);
  if (single.some((value, i) => (b.single[i] ?? value) !== value)) return undefined;
  if (a.alone.some((value, i) => value && b.alone[i])) return undefined;
  if (b.rows.some((row) => a.apart.includes(row))) return undefined;
  const alone = a.alone.map((value, i) => value || b.alone[i] === true);
  return { rows: [...a.rows, ...b.rows], single, alone, apart: [...a.apart, ...b.apart] };
}

function groupOf(groups: ReadonlyMap<bigint, Group>, row: bigint): Group {
  const group = groups.get(row);
  if (group === undefined) throw new RangeError(`row ${row} is not in this component`);
  return group;
}

function smallest(rows: readonly bigint[]): bigint {
  const [least = 0n] = [...rows].sort((a, b) => Number(a - b));
  return least;
}
