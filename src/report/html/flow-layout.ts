import type { FlowBand, FlowReport } from '../model/flow.js';
import { rankOf } from '../rank.js';

/** What became of the members of a band against their grade in that source. */
export type FlowKind = 'up' | 'same' | 'down' | 'left' | 'new';

export interface FlowNode {
  readonly grade: string | null;
  readonly members: number;
  readonly top: number;
  readonly height: number;
}

export interface FlowRibbon {
  readonly kind: FlowKind;
  readonly members: number;
  /** The upper edge on either side. */
  readonly left: number;
  readonly right: number;
  readonly height: number;
}

export interface FlowGroup {
  readonly source: string;
  readonly members: number;
  /** Where its heading stands. */
  readonly top: number;
  readonly nodes: readonly FlowNode[];
}

/** A flow laid out from top to bottom, the best grades above; lengths in units of the drawing. */
interface FlowLayout {
  readonly height: number;
  readonly groups: readonly FlowGroup[];
  readonly unified: FlowGroup;
  readonly ribbons: readonly FlowRibbon[];
}

/** All bands of all sources together, if none is too thin to be seen. */
const HEIGHT = 400;
const THINNEST = 1;
/** Room for a label beside each grade, however few its members. */
const PITCH = 16;
const GAP = 5;
const HEAD = 26;
const BETWEEN = 14;

/** The kind of a band. A first grade is `new`, since there was nothing to compare it with. */
export function kindOf(ladder: readonly string[], { grade, unified }: FlowBand): FlowKind {
  if (grade === unified) return 'same';
  if (unified === null) return 'left';
  if (grade === null) return 'new';
  return rankOf(ladder, unified) > rankOf(ladder, grade) ? 'up' : 'down';
}

/** Lays the sources out one below the other on the left, and the unified grades on the right. */
export function layFlow(flow: FlowReport, ladder: readonly string[]): FlowLayout {
  const all = flow.reduce((sum, { members }) => sum + members, 0);
  const heightOf = ({ members }: FlowBand) => Math.max(THINNEST, (members / Math.max(all, 1)) * HEIGHT);
  const bands = flow.flatMap((source) => source.bands.map((band) => ({ source: source.source, ...band })));
  let top = 0;
  const groups = flow.map(({ source, members }) => {
    const nodes = column(
      bands.filter((band) => band.source === source),
      {
        ...{ ladder, heightOf, top: top + HEAD },
        side: 'grade',
      },
    );
    const group = { source, members, top, nodes };
    top = bottomOf(nodes, top + HEAD) + BETWEEN;
    return group;
  });
  const right = column(bands, { ladder, heightOf, top: HEAD, side: 'unified' });
  const spare = Math.max(0, (top - BETWEEN - bottomOf(right, HEAD)) / 2);
  const nodes = right.map((node) => ({ ...node, top: node.top + spare }));
  return {
    height: Math.max(top - BETWEEN, bottomOf(nodes, HEAD)) + GAP,
    groups,
    unified: { source: '', members: all, top: spare, nodes },
    ribbons: ribbonsOf({ groups, nodes, bands, ladder, heightOf }),
  };
}

type Sourced = FlowBand & { readonly source: string };

type HeightOf = (band: FlowBand) => number;

interface Column {
  readonly ladder: readonly string[];
  readonly heightOf: HeightOf;
  readonly top: number;
  readonly side: 'grade' | 'unified';
}

/** The grades that occur on one side, each in a slot that has room for its label. */
function column(
  bands: readonly FlowBand[],
  { ladder, heightOf, top: start, side }: Column,
): readonly FlowNode[] {
  let top = start;
  return bestFirst(
    ladder,
    bands.map((band) => band[side]),
  ).map((grade) => {
    const own = bands.filter((band) => band[side] === grade);
    const height = own.reduce((sum, band) => sum + heightOf(band), 0);
    const slot = Math.max(height, PITCH - GAP);
    const node = {
      grade,
      members: own.reduce((sum, { members }) => sum + members, 0),
      top: top + (slot - height) / 2,
      height,
    };
    top += slot + GAP;
    return node;
  });
}

/** Each grade once, the best first, none last. */
function bestFirst(
  ladder: readonly string[],
  grades: readonly (string | null)[],
): readonly (string | null)[] {
  return [...new Set(grades)].sort((a, b) => rankOf(ladder, b) - rankOf(ladder, a));
}

function bottomOf(nodes: readonly FlowNode[], empty: number): number {
  const last = nodes.at(-1);
  return last === undefined ? empty : Math.max(last.top + last.height, last.top + PITCH - GAP);
}

interface Ends {
  readonly groups: readonly FlowGroup[];
  readonly nodes: readonly FlowNode[];
  readonly bands: readonly Sourced[];
  readonly ladder: readonly string[];
  readonly heightOf: HeightOf;
}

/** Bands leave their grade in the order in which they arrive, the best above, and so cross as little as can be. */
function ribbonsOf({ groups, nodes, bands, ladder, heightOf }: Ends): readonly FlowRibbon[] {
  const used = new Map<FlowNode, number>();
  const take = (node: FlowNode | undefined, height: number) => {
    if (node === undefined) return 0;
    const from = used.get(node) ?? 0;
    used.set(node, from + height);
    return node.top + from;
  };
  return groups.flatMap(({ source, nodes: left }) =>
    left.flatMap((node) =>
      bestFirst(
        ladder,
        nodes.map(({ grade }) => grade),
      ).flatMap((unified) => {
        const band = bands.find(
          (one) => one.source === source && one.grade === node.grade && one.unified === unified,
        );
        if (band === undefined) return [];
        const height = heightOf(band);
        const end = nodes.find(({ grade }) => grade === unified);
        const kind = kindOf(ladder, band);
        return [{ kind, members: band.members, left: take(node, height), right: take(end, height), height }];
      }),
    ),
  );
}
