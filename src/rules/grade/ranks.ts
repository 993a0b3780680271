import { didYouMean } from '../../config/nearest.js';
import { Misread } from '../expression/expression.js';

/** The rank of a label, from 1. Throws Misread when it is not on the ladder. */
export function rankOf(
  label: string,
  at: number,
  grades: readonly string[],
  others: readonly string[] = [],
): number {
  const rank = grades.indexOf(label) + 1;
  if (rank > 0) return rank;
  const hint = didYouMean(label, [...grades, ...others]) ?? `the ladder is ${grades.join(', ')}`;
  throw new Misread(`${label} is not a grade of the ladder`, at, hint);
}
