import type { Decision } from './decision-word.js';
import type { Found } from './look-up.js';

/** A line with what the plan knows of it; the ids are those of the plan. */
export interface Looked<L> {
  readonly line: L;
  readonly found: Found;
}

/** Any line that names two rows, or one. */
export type AnyLine = Looked<{
  readonly decision: Decision | undefined;
  readonly source_l: string;
  readonly source_r: string;
}>;

export function leftKey({ line, found }: AnyLine): string {
  return JSON.stringify([line.source_l, found.id_l]);
}

/** Empty for a row that stands alone in its line. */
export function rightKey({ line, found }: AnyLine): string {
  return found.id_r === '' ? '' : JSON.stringify([line.source_r, found.id_r]);
}

/** The same for both directions. */
export function pairKey(looked: AnyLine): string {
  return [leftKey(looked), rightKey(looked)].toSorted().join(' ');
}

/** What is decided; beside which row a row was found to be alone makes no difference. */
export function decisionKey(looked: AnyLine): string {
  const { decision } = looked.line;
  return decision === 'alone' ? `alone ${leftKey(looked)}` : `${decision} ${pairKey(looked)}`;
}

/** The first line of each key. */
export function firstBy<T>(
  lines: readonly T[],
  keys: (line: T) => readonly string[],
): ReadonlyMap<string, T> {
  const first = new Map<string, T>();
  for (const line of lines) for (const key of keys(line)) if (!first.has(key)) first.set(key, line);
  return first;
}
