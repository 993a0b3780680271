import type { Messages } from '../report/messages.js';
import type { Shown } from '../report/shown.js';
import type { RuleComparison } from './model.js';
import { costsShown, pointsShown } from './shown/amounts.js';
import { fieldsShown, refusalsShown } from './shown/fields.js';
import { matrixShown, movementShown } from './shown/movement.js';
import { pairsShown } from './shown/rule-pairs.js';

/** The comparison in words, for every rendering the same. */
export function sectionsOf(comparison: RuleComparison, words: Messages): readonly Shown[] {
  const { costs, refusals } = comparison;
  return [
    movementShown(comparison, words),
    matrixShown(comparison, words),
    pairsShown(comparison, words),
    pointsShown(comparison, words),
    ...(costs === null ? [] : [costsShown({ ...comparison, costs }, words)]),
    fieldsShown(comparison, words),
    ...(refusals.length === 0 ? [] : [refusalsShown(comparison, words)]),
  ];
}

/** Which two files, on which day, and how many members they treat differently. */
export function openingOf(comparison: RuleComparison, words: Messages): readonly string[] {
  const said = words.comparison;
  const { members, matrix } = comparison;
  const changed = matrix.filter(({ a, b }) => a !== b).reduce((sum, cell) => sum + cell.members, 0);
  return [
    ...(['a', 'b'] as const).map((side) => {
      const { path, name } = comparison[side];
      return said.rulesOf({ side: said[side], path, name });
    }),
    said.changed({ changed: words.share({ part: changed, of: members }) }),
    said.firstRun,
  ];
}
