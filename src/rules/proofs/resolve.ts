import type { Source } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import { sql } from '../../engine/sql.js';
import { rowScope } from '../expression/scope.js';
import { compileValue } from '../expression/value.js';
import { rowNames } from '../person/context.js';
import type { Turn } from './leaf.js';

/** A constant as the engine holds it. */
export interface ResolvedTurn extends Turn {
  readonly text: string;
}

interface Day {
  readonly asOf: string;
  readonly sources: readonly Source[];
}

/** The values of constants on a day; those that reckon with the day are reckoned by the engine. */
export async function resolveTurns(
  engine: Engine,
  turns: readonly Turn[],
  day: Day,
): Promise<readonly ResolvedTurn[]> {
  const resolved: ResolvedTurn[] = [];
  for (const turn of turns) resolved.push({ ...turn, text: await resolve(engine, turn.constant, day) });
  return resolved;
}

async function resolve(engine: Engine, constant: Turn['constant'], day: Day): Promise<string> {
  if (constant.kind === 'number') return constant.text;
  if (constant.kind === 'text') return constant.value;
  const value = compileValue(constant, rowScope([], rowNames(day)));
  const { text } = await engine.one<{ text: string | null }>(
    sql`select cast(${value.sql} as varchar) as text`,
  );
  return text ?? '';
}

export async function resolveAll(
  engine: Engine,
  turns: ReadonlyMap<string, readonly Turn[]>,
  day: Day,
): Promise<ReadonlyMap<string, readonly ResolvedTurn[]>> {
  const resolved = new Map<string, readonly ResolvedTurn[]>();
  for (const [key, list] of turns) resolved.set(key, await resolveTurns(engine, list, day));
  return resolved;
}
