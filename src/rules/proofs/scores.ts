import { type Expression, operandsOf } from '../expression/expression.js';
import { isAggregate } from '../person/aggregate.js';
import type { Measure } from '../person/measure.js';
import type { ScorePart } from '../person/score.js';
import type { RuleSet } from '../ruleset.js';
import { directionOf } from './direction.js';
import type { Draft } from './draft.js';

/** Amounts of which more is better, whatever they are called in a measure. */
const MORE_IS_BETTER = ['spend', 'orders', 'visits'];

/** Measures and scores one by one, before what is made of them: more of what they are made of never makes them less. */
export function proveScores(rules: RuleSet): readonly Draft[] {
  return [...rules.measures].flatMap(([name, measure]) =>
    measure.kind === 'score'
      ? measure.parts.flatMap((part) => partDraft(name, part, rules))
      : reckonedDrafts(name, measure, rules),
  );
}

function partDraft(
  score: string,
  { measure, weight, steps = [] }: ScorePart,
  rules: RuleSet,
): readonly Draft[] {
  const gives = steps.map((step) => Number(step.gives) * Number(weight));
  const fall = gives.findIndex((value, index) => value < (gives[index - 1] ?? 0));
  const isLess = steps.length === 0 ? Number(weight) < 0 : fall >= 0;
  if (!isLess) return [];
  const why = steps.length === 0 ? `its weight is ${weight}` : `from ${steps[fall]?.from} on it counts less`;
  const message = `more ${measure} makes the score ${score} less: ${why}`;
  return [{ kind: 'not monotone', place: rules.where(['scores', score, measure]), say: () => message }];
}

function reckonedDrafts(
  name: string,
  { expression }: Measure & { readonly kind: 'reckoned' },
  rules: RuleSet,
): readonly Draft[] {
  return MORE_IS_BETTER.flatMap((field): readonly Draft[] => {
    const isIt = (part: Expression) =>
      part.kind === 'call' && isAggregate(part.name) && fieldOf(part) === field;
    if (directionOf(expression, isIt) !== 'falls') return [];
    const message = `more ${field} makes the measure ${name} less`;
    return [{ kind: 'not monotone', place: rules.where(['measures', name]), say: () => message }];
  });
}

function fieldOf(call: Expression): string | undefined {
  const [operand] = operandsOf(call);
  return operand?.kind === 'name' ? operand.path.at(-1) : undefined;
}
