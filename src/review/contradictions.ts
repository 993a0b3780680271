import { type AnyLine, firstBy, leftKey, pairKey, rightKey } from './looked.js';

interface Contradiction<A, B> {
  readonly one: A;
  readonly other: B;
}

/** `link` and `no_link` of one pair, `link` and `alone` of one row: of each line the first that says the opposite. */
export function contradictionsOf<A extends AnyLine, B extends AnyLine>(
  lines: readonly A[],
  others: readonly B[],
): readonly Contradiction<A, B>[] {
  const those = (decision: string) => others.filter(({ line }) => line.decision === decision);
  const linkedRows = firstBy(those('link'), (line) => [leftKey(line), rightKey(line)]);
  const linkedPairs = firstBy(those('link'), (line) => [pairKey(line)]);
  const partedPairs = firstBy(those('no_link'), (line) => [pairKey(line)]);
  const aloneRows = firstBy(those('alone'), (line) => [leftKey(line)]);
  return lines.flatMap((one) => {
    const opposites = {
      link: [partedPairs.get(pairKey(one)), aloneRows.get(leftKey(one)), aloneRows.get(rightKey(one))],
      no_link: [linkedPairs.get(pairKey(one))],
      alone: [linkedRows.get(leftKey(one))],
    };
    const { decision } = one.line;
    const other = decision && opposites[decision].find((found) => found !== undefined);
    return other === undefined ? [] : [{ one, other }];
  });
}
