import { type Edge, inOrder, smallerFirst, type TornEdge } from './edge.js';
import {
  cheapestMatching,
  costOfFreeing,
  type PerfectMatching,
  preferLowColumns,
  reducedCost,
} from './perfect-matching.js';

/** A component with more rows on a side is not solved: 200 take well under a second, 2,000 half a minute. */
const LARGEST_SIDE = 200;

export type Assignment =
  | { readonly outcome: 'too_large' }
  | {
      readonly outcome: 'solved';
      /** The links that are made. These lists are in the order of `l`, then `r`. */
      readonly linked: readonly Edge[];
      readonly ambiguous: readonly TornEdge[];
      /** Edges that are worse by the margin or more than what their rows have. */
      readonly unused: readonly Edge[];
    };

/**
 * The links between two sources, each without duplicates, whose weights add up to the most: every row has
 * one link at most, and where there is no edge there is no link. Exact, in whole numbers. Of several best
 * solutions it takes the one in which the smallest `l` has its smallest possible `r` (to have none comes
 * last), then the next `l`, and so on; the order of the edges plays no part.
 *
 * An edge that is not in the solution is a *rival* when the best solution that contains it weighs less than
 * `tieMargin` (thousandths of a bit) below the best of all. A row of the solution with a rival is torn: its
 * link is not made, and it and its rivals are ambiguous (an edge with two torn rows is reported under `l`).
 * So a link that is made is in every solution within the margin in which one of its rows is linked.
 *
 * @throws RangeError for a weight that is not a positive integer, and for a row on both sides.
 */
export function assign(edges: readonly Edge[], tieMargin: number): Assignment {
  check(edges);
  const lefts = numbered(edges.map(({ l }) => l));
  const rights = numbered(edges.map(({ r }) => r));
  if (lefts.size > LARGEST_SIDE || rights.size > LARGEST_SIDE) return { outcome: 'too_large' };
  const places = [...edges]
    .sort(inOrder)
    .map((edge): Place => ({ edge, i: lefts.get(edge.l) ?? -1, j: rights.get(edge.r) ?? -1 }));
  const matching = solve(places, lefts.size, rights.size);
  const chosen = new Set(places.filter(({ i, j }) => matching.columnOf[i] === j));
  const rivals = new Set(rivalsOf(matching, places, tieMargin));
  const linkedRows = new Set([...chosen].flatMap(({ edge }) => [edge.l, edge.r]));
  const torn = new Set(
    [...rivals].flatMap(({ edge }) => [edge.l, edge.r].filter((row) => linkedRows.has(row))),
  );
  const isAmbiguous = (place: Place) =>
    rivals.has(place) || (chosen.has(place) && (torn.has(place.edge.l) || torn.has(place.edge.r)));
  return {
    outcome: 'solved',
    linked: edgesOf(places.filter((place) => chosen.has(place) && !isAmbiguous(place))),
    ambiguous: edgesOf(places.filter(isAmbiguous)).map((edge) => ({
      ...edge,
      torn: torn.has(edge.l) ? edge.l : edge.r,
    })),
    unused: edgesOf(places.filter((place) => !chosen.has(place) && !rivals.has(place))),
  };
}

/** An edge with its place in the matrix. */
interface Place {
  readonly edge: Edge;
  readonly i: number;
  readonly j: number;
}

function edgesOf(places: readonly Place[]): readonly Edge[] {
  return places.map(({ edge }) => edge);
}

function check(edges: readonly Edge[]): void {
  const lefts = new Set(edges.map(({ l }) => l));
  for (const { l, r, weight } of edges) {
    if (!Number.isSafeInteger(weight) || weight <= 0)
      throw new RangeError(`the weight ${weight} of ${l} and ${r} is not a positive integer`);
    if (lefts.has(r)) throw new RangeError(`row ${r} is on both sides`);
  }
}

/** The rows in the order of their ids, each with its number. */
function numbered(rows: readonly bigint[]): ReadonlyMap<bigint, number> {
  return new Map([...new Set(rows)].sort(smallerFirst).map((row, at) => [row, at]));
}

/**
 * That a row may stay single is put as a perfect matching: every row gets a stand-in on the other side, and
 * to have that one weighs nothing. Where l and r are linked their stand-ins are left over, so these may have
 * each other, also for nothing. Columns: the right rows, then the stand-ins of the left ones.
 */
function solve(places: readonly Place[], lefts: number, rights: number): PerfectMatching {
  const size = lefts + rights;
  const cost = new Float64Array(size * size).fill(Infinity);
  for (let i = 0; i < lefts; i++) cost[i * size + rights + i] = 0;
  for (let j = 0; j < rights; j++) cost[(lefts + j) * size + j] = 0;
  for (const { edge, i, j } of places) {
    cost[i * size + j] = -edge.weight;
    cost[(lefts + j) * size + rights + i] = 0;
  }
  const matching = cheapestMatching(size, cost);
  preferLowColumns(matching, lefts);
  return matching;
}

/** One search for each left row gives what it would take to have each other column. */
function rivalsOf(matching: PerfectMatching, places: readonly Place[], tieMargin: number): readonly Place[] {
  const near = places.filter(
    ({ i, j }) => matching.columnOf[i] !== j && reducedCost(matching, i, j) < tieMargin,
  );
  const searches = new Map<number, Float64Array>();
  return near.filter(({ i, j }) => {
    const freeing = searches.get(i) ?? costOfFreeing(matching, i, tieMargin);
    searches.set(i, freeing);
    return reducedCost(matching, i, j) + (freeing[j] ?? Infinity) < tieMargin;
  });
}
