import { NO_RULE } from '../ruleset.js';
import { type Cases, claimAt, pointInWords } from './cases.js';
import type { Draft } from './draft.js';

/** So many cases are looked at for a person who shows a finding. */
const LOOKED_AT = 4;

/** Every case gets a grade from a rule; else the gap. */
export function proveComplete(cases: Cases): readonly Draft[] {
  const { grids, rules } = cases;
  const gaps = grids.map((grid) => ({ grid, points: pointsWithout(grid) }));
  const [first] = gaps.filter(({ points }) => points.length > 0);
  if (first === undefined) return [];
  const open = gaps.reduce((sum, { points }) => sum + points.length, 0);
  const all = grids.reduce((sum, grid) => sum + possibleIn(grid), 0);
  const { grid, points } = first;
  const shows = claimAt(grid, points.slice(0, LOOKED_AT), { cases, shows: ([one]) => one?.rule === NO_RULE });
  const where = pointInWords(grid, points[0] ?? 0);
  return [
    {
      kind: 'gap',
      place: rules.where(['decide']),
      claim: shows,
      say: (shown) =>
        `no rule gives a grade in ${open} of ${all} cases${shown ? '' : `, such as ${where}`}: such persons are counted as ${NO_RULE}`,
    },
  ];
}

function pointsWithout({ rules, results }: Cases['grids'][number]): readonly number[] {
  const points: number[] = [];
  for (let point = 0; point < rules.length; point += 1)
    if (rules[point] === 0 && results[point] !== 0) points.push(point);
  return points;
}

function possibleIn({ results }: Cases['grids'][number]): number {
  let possible = 0;
  for (let point = 0; point < results.length; point += 1) if (results[point] !== 0) possible += 1;
  return possible;
}
