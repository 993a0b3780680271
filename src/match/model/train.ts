import type { Engine } from '../../engine/engine.js';
import type { Sql } from '../../engine/sql.js';
import { type Chances, rounded } from './chances.js';
import { estimate } from './em.js';
import { levelShares, type RareLevel, rareLevels, withEqual } from './level-shares.js';
import type { Model, PatternCount } from './model.js';
import { estimatePrior, type Prior } from './prior.js';
import { samplePairs, sampleRows } from './sample.js';
import type { SessionEstimate } from './session.js';
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
  /** u of `equal` where it was counted exactly (`equalShare`), by the name of the comparison. */
  readonly equalShares?: Readonly<Record<string, number>>;
  readonly sessions: readonly TrainingSession[];
  /** The table (l, r) of the pairs of all blocking rules, each once. */
  readonly candidates: string;
  /** How many pairs of rows may be paired at all, blocked or not. */
  readonly pairablePairs: number;
  readonly bounds?: Partial<TrainBounds>;
}

/** One blocking rule. */
export interface TrainingSession {
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

/** Estimates u from random pairs, m from the sessions, then λ from the candidates, each with what came before. */
export async function train(engine: Engine, input: TrainInput): Promise<TrainedModel> {
  const bounds = { ...BOUNDS, ...input.bounds };
  const strangers = await countStrangers(engine, input, bounds);
  const u = strangers.u.map((column) => column.map(rounded));
  const sessions = [];
  for (const session of input.sessions) {
    const pairs = await trainingPairs(engine, {
      ...session,
      rows: input.rows,
      most: bounds.mostSessionPairs,
    });
    sessions.push({
      ...session,
      counts: await input.countPatterns(pairs),
      fixed: placesOf(session, input.start),
    });
    await engine.drop('training_pairs');
  }
  const start = input.start.comparisons.map(({ levels }) => levels.map(({ m }) => m));
  const { m, unestimated, ...estimated } = estimate(sessions, u, { start, startPairs: bounds.startPairs });
  const model = withChances(input.start, { m, u });
  const prior = estimatePrior(await input.countPatterns(input.candidates), weightsOf(model), {
    pairable: input.pairablePairs,
    start: input.start.prior,
  });
  return {
    model: { ...model, prior: rounded(prior.prior) },
    samplePairs: strangers.pairs,
    rare: strangers.rare,
    sessions: estimated.sessions,
    unestimated: unestimated.map((at) => input.start.comparisons[at]?.name ?? ''),
    prior,
  };
}

interface Strangers {
  readonly u: Chances;
  readonly pairs: number;
  readonly rare: readonly RareLevel[];
}

/** Grows the sample until it saw each level often enough, has no more pairs to give, or is as large as allowed. */
async function countStrangers(engine: Engine, input: TrainInput, bounds: TrainBounds): Promise<Strangers> {
  const { comparisons } = input.start;
  const sizes = comparisons.map(({ levels }) => levels.length);
  const equal = comparisons.map(({ name }) => input.equalShares?.[name]);
  const sampled = await sampleRows(engine, { table: input.rows, most: bounds.mostSamplePairs });
  let before = 0;
  for (let wanted = Math.min(bounds.samplePairs, bounds.mostSamplePairs); ; ) {
    const pairs = await samplePairs(engine, sampled, { pairs: wanted, pairable: input.strangers });
    const counts = await input.countPatterns('sample_pairs');
    const rare = rareLevels(counts, sizes, bounds.leastSeen).filter(
      ({ comparison, level }) => equal[comparison] === undefined || level < (sizes[comparison] ?? 0) - 1,
    );
    if (rare.length === 0 || pairs === before || wanted >= bounds.mostSamplePairs) {
      await engine.drop('sample_rows', 'sample_pairs');
      const shares = levelShares(counts, sizes);
      return { u: shares.map((column, at) => withKnown(column, equal[at])), pairs, rare };
    }
    before = pairs;
    wanted = Math.min(wanted * growth(rare, bounds.leastSeen), bounds.mostSamplePairs);
  }
}

/** At least twice as many; more where the rarest level asks for it, as each sample is compared from the start. */
function growth(rare: readonly RareLevel[], least: number): number {
  const rarest = Math.min(...rare.map(({ seen }) => seen));
  return Math.max(2, Math.ceil(least / Math.max(rarest, 1)));
}

function withKnown(shares: readonly number[], equal: number | undefined): readonly number[] {
  return equal === undefined ? shares : withEqual(shares, equal);
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
