import { type BlockedEdge, type Edge, isMust, strongestFirst, type TornEdge } from './edge.js';
import {
  type ClusterRow,
  type Group,
  type Groups,
  groupOf,
  groupsOf,
  type Limits,
  personsOf,
  reasonAgainst,
  unite,
} from './groups.js';

/** What became of a component: an edge is inside a person or in exactly one of the lists. */
export interface Settled {
  /** Row to the smallest row of its person. */
  readonly person: ReadonlyMap<bigint, bigint>;
  readonly ambiguous: readonly TornEdge[];
  /** Links that a veto or a cardinality forbids, by its name, or `torn_row`: the row stays alone anyway. */
  readonly cut: readonly BlockedEdge[];
  /** Decisions of people that a veto, a cardinality or a stronger decision forbids. */
  readonly contradictions: readonly BlockedEdge[];
}

export interface ConflictOptions extends Limits {
  /** Two edges of one row are about equal when they differ by less, in thousandths of a bit; 0: never. */
  readonly tieMargin: number;
}

/**
 * Settles a component that cannot be one person. Edges are taken by weight, strongest first, then by the
 * smaller `l`, then by the smaller `r`; each is judged by the groups that stand at that moment. Edge e:
 * 1. inside one group: nothing to do;
 * 2. its two groups together are forbidden (`reasonAgainst`): cut with that reason, a decision of a person
 *    becomes a contradiction;
 * 3. one of its rows is torn already: cut as `torn_row`, unless it was reported with that row;
 * 4. a row x of e that is still single is *torn* when another edge f of x, later in the order, has
 *    weight(e) - weight(f) < tieMargin, leads to a row that is not torn, could be joined as well, and the
 *    groups at the far ends of e and f cannot be one person together with x. Then x stays alone for good, and
 *    e and all edges of x that could be joined and are within the margin are ambiguous. Both rows of e
 *    are looked at before either is torn; an edge with two torn rows is reported under its `l`, or under
 *    the one torn first. Decisions of people are never torn;
 * 5. otherwise the groups become one.
 *
 * @throws RangeError when an edge names a row that was not handed in.
 */
export function settleConflict(
  rows: readonly ClusterRow[],
  edges: readonly Edge[],
  options: ConflictOptions,
): Settled {
  const order = [...edges].sort(strongestFirst);
  const scene: Scene = { options, groups: groupsOf(rows), edgesOf: byRow(order), ambiguous: new Map() };
  const torn = new Set<bigint>();
  const blocked: BlockedEdge[] = [];
  for (const edge of order) {
    const [a, b] = [groupOf(scene.groups, edge.l), groupOf(scene.groups, edge.r)];
    if (a === b || scene.ambiguous.has(edge)) continue;
    const reason = reasonAgainst(options, [a, b]) ?? (isTorn(torn, edge) ? 'torn_row' : undefined);
    if (reason !== undefined) blocked.push({ ...edge, reason });
    else if (!tear(scene, torn, edge)) unite(scene.groups, a, b);
  }
  return {
    person: personsOf(scene.groups),
    ambiguous: [...scene.ambiguous].map(([edge, row]) => ({ ...edge, torn: row })),
    cut: blocked.filter((edge) => !isMust(edge)),
    contradictions: blocked.filter(isMust),
  };
}

interface Scene {
  readonly options: ConflictOptions;
  readonly groups: Groups;
  /** The edges of each row, strongest first. */
  readonly edgesOf: ReadonlyMap<bigint, readonly Edge[]>;
  readonly ambiguous: Map<Edge, bigint>;
}

function byRow(order: readonly Edge[]): ReadonlyMap<bigint, readonly Edge[]> {
  const edgesOf = new Map<bigint, Edge[]>();
  for (const edge of order)
    for (const row of [edge.l, edge.r]) {
      const list = edgesOf.get(row);
      if (list === undefined) edgesOf.set(row, [edge]);
      else list.push(edge);
    }
  return edgesOf;
}

function isTorn(torn: ReadonlySet<bigint>, { l, r }: Edge): boolean {
  return torn.has(l) || torn.has(r);
}

/** Whether this edge tears one of its rows; if so, puts down what is ambiguous by it. */
function tear(scene: Scene, torn: Set<bigint>, edge: Edge): boolean {
  if (isMust(edge)) return false;
  const found = [edge.l, edge.r].map((row) => ({ row, candidates: candidatesOf(scene, torn, edge, row) }));
  const tornNow = found.filter(({ candidates }) => candidates.length > 0);
  for (const { row, candidates } of tornNow) {
    torn.add(row);
    for (const candidate of candidates)
      if (!scene.ambiguous.has(candidate)) scene.ambiguous.set(candidate, row);
  }
  return tornNow.length > 0;
}

/** The edges that `row` is torn between when `edge` is its best; none when it is not torn. */
function candidatesOf(
  { options, groups, edgesOf }: Scene,
  torn: ReadonlySet<bigint>,
  edge: Edge,
  row: bigint,
): readonly Edge[] {
  const own = groupOf(groups, row);
  if (own.rows.length > 1) return [];
  const best = farEnd(groups, edge, row);
  const near = (edgesOf.get(row) ?? []).filter(
    (other) =>
      edge.weight - other.weight < options.tieMargin &&
      !isTorn(torn, other) &&
      reasonAgainst(options, [own, farEnd(groups, other, row)]) === undefined,
  );
  const excludes = (group: Group) =>
    group !== best && reasonAgainst(options, [own, best, group]) !== undefined;
  return near.some((other) => excludes(farEnd(groups, other, row))) ? near : [];
}

function farEnd(groups: Groups, { l, r }: Edge, row: bigint): Group {
  return groupOf(groups, row === l ? r : l);
}
