import { ERROR_KINDS, type ErrorKind, type ErrorRates } from './error-model.js';
import type { Random } from './random.js';

/** How often an error could have happened and how often it did. */
export interface ErrorCount {
  readonly chances: number;
  readonly hits: number;
}

/** Decides errors by their rates and keeps the score. */
export interface Dice {
  strikes(kind: ErrorKind): boolean;
  /** Scores an error that was decided elsewhere, and gives the decision back. */
  score(kind: ErrorKind, hit: boolean): boolean;
  counts(): Readonly<Record<ErrorKind, ErrorCount>>;
}

/** Dice that draw from `random`, which the caller reseeds for every row. */
export function createDice(rates: ErrorRates, random: Random): Dice {
  const tally = new Map(ERROR_KINDS.map((kind) => [kind, { chances: 0, hits: 0 }]));
  const score = (kind: ErrorKind, hit: boolean): boolean => {
    const count = tally.get(kind) as { chances: number; hits: number };
    count.chances++;
    if (hit) count.hits++;
    return hit;
  };
  return {
    score,
    strikes: (kind) => score(kind, random.next() < rates[kind]),
    counts: () => Object.fromEntries(tally) as Record<ErrorKind, ErrorCount>,
  };
}
