import type { Config } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import { name, raw, type Sql, sql } from '../../engine/sql.js';
import type { BlockingRule } from '../blocking-keys.js';
import { blockPairs } from '../blocks.js';
import { compare } from '../compare.js';
import type { Identity } from '../identity.js';
import type { Priors } from '../judgement.js';
import { FURTHER_ROW, HOUSEHOLD_PAIRS, PARTNER_AMONG_LEFT } from '../loyalty.js';
import { unpack } from '../pattern.js';
import { sameSourceVeto } from '../vetoes.js';
import { rounded } from './chances.js';
import { type EqualPairs, equalPairs, type SourcePair } from './equal-share.js';
import { fitModel } from './fit.js';
import type { Model, PatternCount } from './model.js';
import { readModel } from './model-file.js';
import { readyModel } from './ready-made.js';
import { type ComparisonLevels, startModel } from './start-model.js';
import { type TrainedModel, train } from './train.js';
import { weightAt } from './weights.js';

/** What the config asks for: the weights of the preset, weights from these exports, or a model file. */
type ModelChoice = 'ready-made' | 'train' | { readonly file: string };

export function modelChoice({ identity }: Config): ModelChoice {
  const chosen = identity.model ?? (identity.preset === 'none' ? 'train' : 'ready-made');
  return chosen === 'ready-made' || chosen === 'train' ? chosen : { file: chosen };
}

/** The model before it is known how many rows are left for it, and before it is trained. */
export async function startingModel(engine: Engine, config: Config, identity: Identity): Promise<Model> {
  const choice = modelChoice(config);
  const levels = levelsOf(identity);
  if (typeof choice === 'object') return fitModel(await readModel(choice.file), levels);
  if (config.identity.preset === 'none') return startModel(levels);
  const rows = await rowsOfLargest(engine, 'identities');
  return readyModel(identity.comparisons, { rows, left: rows });
}

/** The model that weighs the pairs, and how it was trained where these exports trained it. */
interface FinalModel {
  readonly model: Model;
  readonly training: TrainedModel | null;
}

/** A file as it is, the ready-made one for the rows that are left, or a trained one. */
export async function finalModel(engine: Engine, choosing: Choosing): Promise<FinalModel> {
  const { config, start } = choosing;
  const choice = modelChoice(config);
  if (typeof choice === 'object') return { model: start, training: null };
  if (choice === 'train') {
    const training = await trainOn(engine, choosing);
    return { model: training.model, training };
  }
  const left = await rowsOfLargest(engine, 'left_rows');
  const prior = rounded(PARTNER_AMONG_LEFT / Math.max(left, 2));
  return { model: { ...start, prior }, training: null };
}

interface Choosing {
  readonly config: Config;
  readonly identity: Identity;
  readonly start: Model;
  readonly rules: readonly BlockingRule[];
}

/** Trains on the exports that the engine holds; `candidates` are their compared pairs. */
async function trainOn(engine: Engine, { config, identity, start, rules }: Choosing): Promise<TrainedModel> {
  const sessions = [];
  for (const [at, rule] of rules.entries()) {
    const pairs = `session_${at}`;
    await engine.step(pairs, sql`select distinct l, r from (${blockPairs(config, rule, 'all')})`);
    sessions.push({ name: rule.name, pairs, fixed: [...new Set(rule.keys.map((key) => key.comparison))] });
  }
  const equal: Record<string, EqualPairs> = {};
  for (const { name: comparison, value, comparator } of identity.comparisons) {
    const { partial } = comparator;
    const between = strangerSources(config);
    equal[comparison] = await equalPairs(engine, { table: 'rows', column: value, partial, between });
  }
  const trained = await train(engine, {
    rows: 'rows',
    start,
    countPatterns: (table) => countPatterns(engine, identity, table),
    strangers: strangers(config),
    mixed: singles(config).length === 0,
    equalPairs: equal,
    sessions,
    candidates: 'candidates',
    pairablePairs: await pairablePairs(engine, config),
  });
  await engine.drop(...sessions.map(({ pairs }) => pairs));
  return trained;
}

/** In a source without duplicates all pairs are strangers; where there is none, nearly all pairs are. */
function strangers(config: Config): Sql {
  return singles(config).length > 0 ? sameSourceVeto(config) : raw('true');
}

function strangerSources(config: Config): readonly SourcePair[] {
  const single = singles(config).map(({ order }): SourcePair => [order, order]);
  if (single.length > 0) return single;
  const orders = config.sources.map(({ order }) => order);
  return orders.flatMap((l) => orders.filter((r) => l <= r).map((r): SourcePair => [l, r]));
}

function singles({ sources }: Config): Config['sources'] {
  return sources.filter((source) => source.one_row_per_person);
}

/** What a pair weighs before it is compared: of two rows that are left, and where one has its person already. */
export function priorsOf(model: Model): { readonly left: Priors; readonly settled: Priors } {
  const knowsHouseholds = model.comparisons.some(({ levels }) => levels.some((l) => l.household !== null));
  const fewer = Math.round(1000 * Math.log2(FURTHER_ROW / PARTNER_AMONG_LEFT));
  const left: Priors = {
    stranger: weightAt(model.prior),
    household: knowsHouseholds ? Math.round(-1000 * Math.log2(HOUSEHOLD_PAIRS)) : null,
  };
  return {
    left,
    settled: {
      stranger: left.stranger + fewer,
      household: left.household === null ? null : left.household + fewer,
    },
  };
}

export function levelsOf({ comparisons }: Identity): readonly ComparisonLevels[] {
  return comparisons.map(({ name: comparison, comparator }) => ({
    name: comparison,
    levels: comparator.levels,
  }));
}

async function countPatterns(
  engine: Engine,
  identity: Identity,
  table: string,
): Promise<readonly PatternCount[]> {
  const isCompared = table === 'candidates';
  if (!isCompared) await compare(engine, identity.comparisons, { from: table, to: 'counted' });
  const counted = await engine.rows<{ pattern: bigint; count: bigint }>(
    sql`select pattern, count(*) as count from ${name(isCompared ? table : 'counted')} group by pattern order by pattern`,
  );
  if (!isCompared) await engine.drop('counted');
  return counted.map(({ pattern, count }) => ({
    levels: unpack(pattern, identity.comparisons.length).levels,
    count: Number(count),
  }));
}

async function rowsOfLargest(engine: Engine, table: string): Promise<number> {
  const { rows } = await engine.one<{ rows: bigint | null }>(
    sql`select max(rows) as rows from (select count(*) as rows from ${name(table)} group by source_no)`,
  );
  return Number(rows ?? 0n);
}

/** How many pairs of rows could be paired at all, blocked or not. */
async function pairablePairs(engine: Engine, { sources }: Config): Promise<number> {
  const counts = await engine.rows<{ source_no: number; rows: bigint }>(
    sql`select source_no, count(*) as rows from identities group by source_no`,
  );
  const pairs = (rows: number) => (rows * (rows - 1)) / 2;
  const total = pairs(counts.reduce((sum, { rows }) => sum + Number(rows), 0));
  return counts
    .filter(({ source_no }) => sources[source_no]?.one_row_per_person === true)
    .reduce((left, { rows }) => left - pairs(Number(rows)), total);
}
