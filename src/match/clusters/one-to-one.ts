import { assign } from './assignment.js';
import { type ConflictOptions, type Settled, settleConflict } from './conflicts.js';
import { type BlockedEdge, type Edge, inOrder, isMust, type TornEdge } from './edge.js';
import {
  type ClusterRow,
  type Groups,
  groupOf,
  groupsOf,
  personsOf,
  reasonAgainst,
  unite,
} from './groups.js';

interface OneToOne extends Settled {
  /** Edges of a component with too many rows to solve: for a person to decide. */
  readonly tooLarge: readonly Edge[];
}

/**
 * Settles a component of two sources that hold no duplicates; every `l` is of the first, as rows are
 * numbered source by source. Decisions of people come first, strongest first; then edges that the limits
 * forbid by themselves, or beside those decisions, are cut; the rest is the best assignment. What that leaves
 * over is cut with the limit that forbids it beside the links made, or as `torn_row` where none does: one of
 * its rows is torn and stays alone.
 */
export function settleOneToOne(
  rows: readonly ClusterRow[],
  edges: readonly Edge[],
  options: ConflictOptions,
): OneToOne {
  const decided = settleConflict(rows, edges.filter(isMust), options);
  const groups = groupsOf(rows);
  for (const [row, person] of decided.person) link(groups, { l: person, r: row });
  const open = edges.filter((edge) => !isMust(edge));
  const cut = open.flatMap((edge) => blocked(groups, edge, options));
  const forbidden = new Set(cut.map(({ l, r }) => `${l}-${r}`));
  const possible = open.filter(({ l, r }) => !forbidden.has(`${l}-${r}`) && !isJoined(groups, { l, r }));
  const found = assign(possible, options.tieMargin);
  const ambiguous: readonly TornEdge[] = found.outcome === 'solved' ? found.ambiguous : [];
  if (found.outcome === 'solved') {
    for (const edge of found.linked) link(groups, edge);
    for (const edge of found.unused) {
      const [because = { ...edge, reason: 'torn_row' }] = blocked(groups, edge, options);
      cut.push(because);
    }
  }
  return {
    person: personsOf(groups),
    ambiguous,
    cut: cut.sort(inOrder),
    contradictions: decided.contradictions,
    tooLarge: found.outcome === 'too_large' ? possible : [],
  };
}

type Ends = Pick<Edge, 'l' | 'r'>;

function isJoined(groups: Groups, { l, r }: Ends): boolean {
  return groupOf(groups, l) === groupOf(groups, r);
}

function link(groups: Groups, ends: Ends): void {
  if (!isJoined(groups, ends)) unite(groups, groupOf(groups, ends.l), groupOf(groups, ends.r));
}

/** The edge with what forbids it as the groups stand; empty when nothing does. */
function blocked(groups: Groups, edge: Edge, options: ConflictOptions): readonly BlockedEdge[] {
  if (isJoined(groups, edge)) return [];
  const reason = reasonAgainst(options, [groupOf(groups, edge.l), groupOf(groups, edge.r)]);
  return reason === undefined ? [] : [{ ...edge, reason }];
}
