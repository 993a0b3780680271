import type { Engine } from '../../engine/engine.js';
import type { Sql } from '../../engine/sql.js';
import { type Chances, rounded } from './chances.js';
import { compareModels, type ModelDifference } from './difference.js';
import { estimate } from './em.js';
import type { EqualPairs } from './equal-share.js';
import type { RareLevel } from './level-shares.js';
import type { Model, PatternCount } from './model.js';
import { estimatePrior, type Prior } from './prior.js';
import { countRandomPairs } from './random-pairs.js';
import type { Session, SessionEstimate } from './session.js';
import { strangerChances } from './strangers.js';
import { trainingPairs } from './training-pairs.js';
import { weightsOf } from './weights.js';

export interface TrainInput {
  /** The table of rows. */
  readonly rows: string;
  /** The comparisons and their levels, with m, household and prior to start from; its u is not read. */
  readonly start: Model;
  /** Compares the pairs of a table (l, r) and counts their patterns, in the order of `start`. */
  readonly countPatterns: (pairs: string) => Promise<readonly PatternCount[]>;
  /** Which rows `l` and `r` are taken for strangers; best two of a source without duplicates. */
  readonly strangers: Sql;
  /** Whether true pairs are among these strangers; by default not. Then all candidates are among them too. */
  readonly mixed?: boolean;
  /** Equal pairs among the strangers where they were counted exactly (`equalPairs`), by the name of the comparison. */
  readonly equalPairs?: Readonly<Record<string, EqualPairs>>;
  readonly sessions: readonly TrainingSession[];
  /** The table (l, r) of the pairs of all blocking rules, each once. */
  readonly candidates: string;
  /** How many pairs of rows may be paired at all, blocked or not. */
  readonly pairablePairs: number;
  readonly bounds?: Partial<TrainBounds>;
}

/** One blocking rule. */
interface TrainingSession {
  readonly name: string;
  /** The table (l, r) of its pairs. */
  readonly pairs: string;
  /** The comparisons it blocks on, by name. */
  readonly fixed: readonly string[];
}

export interface TrainBounds {
  /** Random pairs that u is first counted on. They grow until each level was seen `leastSeen` times. */
  readonly samplePairs: number;
  readonly mostSamplePairs: number;
  readonly leastSeen: number;
  readonly mostSessionPairs: number;
  /** How many true pairs the start counts as in each session. */
  readonly startPairs: number;
}

export interface TrainedModel {
  readonly model: Model;
  /** Random pairs that u was counted on. */
  readonly samplePairs: number;
  /** Levels that even the largest sample saw too seldom. */
  readonly rare: readonly RareLevel[];
  readonly sessions: readonly SessionEstimate[];
  /** Names of the comparisons whose m is that of the start. */
  readonly unestimated: readonly string[];
  readonly prior: Prior;
}

const BOUNDS: TrainBounds = {
  samplePairs: 1_000_000,
  mostSamplePairs: 8_000_000,
  leastSeen: 100,
  mostSessionPairs: 2_000_000,
  startPairs: 10,
};

/**
 * Estimates u from random pairs, m from the sessions, then λ from the candidates, each with what came before. Where
 * true pairs are among the random ones, the model that this gives takes them out, and all starts again, until
 * it stays: rows of one person in one file are few among all its pairs, but most of those that agree.
 */
export async function train(engine: Engine, input: TrainInput): Promise<TrainedModel> {
  const bounds = { ...BOUNDS, ...input.bounds };
  const { counts, pairs, rare } = await countRandomPairs(engine, input, bounds);
  const sessions = await countSessions(engine, input, bounds);
  const counted = {
    sample: counts,
    sessions,
    candidates: await input.countPatterns(input.candidates),
    startPairs: bounds.startPairs,
  };
  let fitted = trainOnce(input, counted);
  for (let round = 1; input.mixed === true && round < MOST_ROUNDS; round++) {
    const before = fitted.model;
    fitted = trainOnce(input, counted, before);
    if (isSettled(before, fitted.model)) break;
  }
  return { ...fitted, samplePairs: pairs, rare };
}

const MOST_ROUNDS = 20;

/** Settled when no weight moved by a twentieth of a bit. */
const SETTLED = 50;

interface Counted {
  readonly sample: readonly PatternCount[];
  readonly sessions: readonly Session[];
  readonly candidates: readonly PatternCount[];
  readonly startPairs: number;
}

/** One round of training; `known` is the model that takes true pairs out of the random ones. */
function trainOnce(
  input: TrainInput,
  { sample, sessions, candidates, startPairs }: Counted,
  known?: Model,
): Omit<TrainedModel, 'samplePairs' | 'rare'> {
  const levels = input.start.comparisons.map((comparison) => comparison.levels);
  const u = strangerChances({
    sample,
    candidates,
    sizes: levels.map(({ length }) => length),
    equal: input.start.comparisons.map(({ name }) => input.equalPairs?.[name]),
    known,
  }).map((column) => column.map(rounded));
  const start = levels.map((column) => column.map(({ m }) => m));
  const { m, unestimated, ...estimated } = estimate(sessions, u, { start, startPairs });
  const model = withChances(input.start, { m, u });
  const prior = estimatePrior(candidates, weightsOf(model), {
    pairable: input.pairablePairs,
    start: input.start.prior,
  });
  return {
    model: { ...model, prior: rounded(prior.prior) },
    sessions: estimated.sessions,
    unestimated: unestimated.map((at) => input.start.comparisons[at]?.name ?? ''),
    prior,
  };
}

function isSettled(before: Model, after: Model): boolean {
  const far = ({ prior, rows }: ModelDifference) =>
    Math.max(Math.abs(prior.difference), ...rows.map(({ difference }) => Math.abs(difference ?? 0)));
  return far(compareModels(before, after)) < SETTLED;
}

async function countSessions(
  engine: Engine,
  input: TrainInput,
  { mostSessionPairs }: TrainBounds,
): Promise<readonly Session[]> {
  const sessions: Session[] = [];
  for (const session of input.sessions) {
    const pairs = await trainingPairs(engine, { ...session, rows: input.rows, most: mostSessionPairs });
    const counts = await input.countPatterns(pairs);
    sessions.push({ name: session.name, counts, fixed: placesOf(session, input.start) });
    await engine.drop('training_pairs');
  }
  return sessions;
}

function placesOf({ name, fixed }: TrainingSession, { comparisons }: Model): readonly number[] {
  return fixed.map((comparison) => {
    const place = comparisons.findIndex((candidate) => candidate.name === comparison);
    if (place === -1) throw new RangeError(`session ${name} blocks on ${comparison}, which is not compared`);
    return place;
  });
}

function withChances(start: Model, { m, u }: { m: Chances; u: Chances }): Model {
  const comparisons = start.comparisons.map(({ name, levels }, at) => ({
    name,
    levels: levels.map(({ level, household }, place) => ({
      level,
      m: rounded(m[at]?.[place] as number),
      u: u[at]?.[place] as number,
      household,
    })),
  }));
  return { ...start, comparisons };
}
