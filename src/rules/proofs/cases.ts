import type { Place } from '../../config/yaml.js';
import { NO_RULE, type RuleSet } from '../ruleset.js';
import type { Grid } from './grid.js';
import { personsAt, type TrialContext } from './trial.js';
import type { Claim } from './witness.js';

/** What the proofs about grades look at: all cases, day by day. */
export interface Cases {
  readonly grids: readonly Grid[];
  readonly rules: RuleSet;
  readonly trials: TrialContext;
}

/** The result of who is out of the programme; what is not above it is no grade. */
export const LEFT = 2;

/** A result as a rank; who has no grade, or left, is below everyone. */
export function standing(result: number): number {
  return Math.max(0, result - LEFT);
}

/** As a person reads it. */
export function gradeOf(result: number, { grades }: Pick<RuleSet, 'grades'>): string {
  return grades[standing(result) - 1] ?? 'none';
}

/** The rule that decided, by its number from 1. */
export function ruleOf(number: number, rules: RuleSet): { readonly name: string; readonly place: Place } {
  return rules.decide[number - 1] ?? { name: NO_RULE, place: rules.where(['decide']) };
}

/** The claim that some person at one of these points is decided so. */
export function claimAt(
  grid: Grid,
  points: readonly number[],
  { cases, shows }: { readonly cases: Cases; readonly shows: Claim['shows'] },
): Claim {
  const trials = points.flatMap((point) =>
    personsAt({ grid, point }, cases.trials).map((person) => [person]),
  );
  return { asOf: grid.asOf, trials, shows };
}

/** A point in words, for findings that no person could be found for. */
export function pointInWords(grid: Grid, point: number): string {
  const profile = grid.profiles[Math.floor(point / grid.inner)];
  const rows = (profile?.members ?? []).map((member) => {
    const sample = grid.rows[member];
    const values = Object.entries(sample?.values ?? {}).flatMap(([field, value]) =>
      value === null ? [] : [`${field} ${value}`],
    );
    return [sample?.source.name ?? '', ...values].join(' ');
  });
  return rows.join(' and ');
}
