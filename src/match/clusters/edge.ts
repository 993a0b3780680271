/** Two rows, l < r, that are tied with this weight: a positive integer, thousandths of a bit. */
export interface Edge {
  readonly l: bigint;
  readonly r: bigint;
  readonly weight: number;
}

/** A link that is not made, because `torn` fits two persons about equally well. */
export interface TornEdge extends Edge {
  readonly torn: bigint;
}

/** A link that is not made, with the name of what forbids it. */
export interface BlockedEdge extends Edge {
  readonly reason: string;
}

/** A pair of this weight or more is a decision of a person, not a score. */
export const MUST_WEIGHT = 1_000_000_000;

export function isMust(edge: Edge): boolean {
  return edge.weight >= MUST_WEIGHT;
}

export function strongestFirst(a: Edge, b: Edge): number {
  return b.weight - a.weight || inOrder(a, b);
}

export function inOrder(a: Edge, b: Edge): number {
  return smallerFirst(a.l, b.l) || smallerFirst(a.r, b.r);
}

export function smallerFirst(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
