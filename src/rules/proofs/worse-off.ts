import type { RuleSet } from '../ruleset.js';
import { type Cases, claimAt, LEFT, pointInWords, ruleOf, standing } from './cases.js';
import type { Draft } from './draft.js';
import type { Grid } from './grid.js';
import type { Decided } from './witness.js';

/** A case in which somebody falls, and by how many steps. */
interface Fall {
  readonly grid: Grid;
  readonly point: number;
  readonly steps: number;
}

/** No one is worse off than their best source grade; else for each rule how far one can fall. Who left does not fall. */
export function proveNobodyWorseOff(cases: Cases): readonly Draft[] {
  return [...deepestFalls(cases.grids)]
    .toSorted(([a], [b]) => a - b)
    .map(([number, fall]) => draftOf(number, fall, cases));
}

function draftOf(number: number, { grid, point, steps }: Fall, cases: Cases): Draft {
  const { rules } = cases;
  const { name, place } = ruleOf(number, rules);
  const shows = ([one]: readonly Decided[]) => one?.rule === name && stepsDown(one, rules) > 0;
  return {
    kind: 'worse off',
    place,
    rule: name,
    claim: claimAt(grid, [point], { cases, shows }),
    say: (shown) => {
      const [one] = shown ?? [];
      const from = one?.best ?? rules.grades[(grid.profiles[Math.floor(point / grid.inner)]?.best ?? 1) - 1];
      const to = one === undefined ? rules.grades[standing(grid.results[point] ?? 0) - 1] : one.grade;
      const how = shown === undefined ? ` (${pointInWords(grid, point)})` : '';
      const who = number === 0 ? 'a person to whom no rule applies can be' : `${name} can leave a person`;
      return `${who} ${steps === 1 ? 'one step' : `${steps} steps`} below the best source grade: ${from} becomes ${to ?? 'none'}${how}`;
    },
  };
}

function stepsDown({ grade, best }: Decided, { grades }: RuleSet): number {
  const rank = (label: string | undefined) => (label === undefined ? 0 : grades.indexOf(label) + 1);
  return rank(best) - rank(grade);
}

/** By the number of the rule. */
function deepestFalls(grids: readonly Grid[]): ReadonlyMap<number, Fall> {
  const falls = new Map<number, Fall>();
  for (const grid of grids) {
    const { results, rules, inner } = grid;
    const deepest = new Uint8Array(MOST_RULES);
    for (const [number, { steps }] of falls) deepest[number] = steps;
    for (const [profile, { best }] of grid.profiles.entries()) {
      for (let point = profile * inner; point < (profile + 1) * inner; point += 1) {
        const result = results[point] as number;
        if (result === 0 || result === LEFT || result >= best + LEFT) continue;
        const steps = best - standing(result);
        const rule = rules[point] as number;
        if (steps <= (deepest[rule] as number)) continue;
        deepest[rule] = steps;
        falls.set(rule, { grid, point, steps });
      }
    }
  }
  return falls;
}

/** So many fit the numbers of a grid. */
const MOST_RULES = 65_536;
