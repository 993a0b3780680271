import type { Expression } from './expression/expression.js';
import type { FaultList } from './file/faults.js';
import { candidatesOf } from './grade/candidates.js';
import type { Decision } from './ruleset.js';

/** A rule that no person can reach, because an earlier one always answers first, is a fault. */
export function checkDecisions(decide: readonly Decision[], faults: FaultList): void {
  for (const [index, later] of decide.entries()) {
    const shadow = decide.slice(0, index).find((earlier) => shadows(earlier, later));
    if (shadow === undefined) continue;
    const why = shadow.when === undefined ? 'applies to everyone before it' : 'has the same condition';
    const message = `the rule ${later.name} can never apply: ${shadow.name} (line ${shadow.place.line}) ${why}`;
    faults.atPlace(later.place, message, 'put the more special rule first, or remove this one');
  }
}

/**
 * The earlier rule is asked whenever the later one would be, and its grade is missing only where the grade of
 * the later one is missing too.
 */
function shadows(earlier: Decision, later: Decision): boolean {
  const asked = earlier.when === undefined || sameCondition(earlier.when, later.when);
  const known = new Set(candidatesOf(earlier.grade));
  return (
    asked && (known.has('always') || candidatesOf(later.grade).every((candidate) => known.has(candidate)))
  );
}

function sameCondition(a: Expression, b: Expression | undefined): boolean {
  return b !== undefined && withoutPlaces(a) === withoutPlaces(b);
}

function withoutPlaces(expression: Expression): string {
  return JSON.stringify(expression, (key, value: unknown) => (key === 'at' ? undefined : value));
}
