import type { Expression } from '../expression/expression.js';
import type { TableInput } from './cell.js';

export const HIT_POLICIES = ['unique', 'first', 'highest'] as const;

/** Which line counts when several apply: there is never more than one, the first, or the one that gives most. */
type HitPolicy = (typeof HIT_POLICIES)[number];

/** A decision table from a CSV file. */
export interface DecisionTable {
  readonly file: string;
  readonly hit: HitPolicy;
  /** The columns that are results, and what stands in them. */
  readonly gives: ReadonlyMap<string, 'grade' | 'number'>;
  /** By column; undefined for results and notes. */
  readonly inputs: readonly (TableInput | undefined)[];
  readonly lines: readonly TableLine[];
}

export interface TableLine {
  /** In the file, from 1. */
  readonly line: number;
  /** The condition of each column; undefined where any value will do. */
  readonly cells: readonly (Expression | undefined)[];
  /** A rank (0 is none) or a number in plain digits by column; an empty cell is left out. */
  readonly results: ReadonlyMap<string, string>;
}

/** The tables that give a grade, or a number, each with its columns that do. */
export function tablesGiving(
  tables: ReadonlyMap<string, DecisionTable>,
  what: 'grade' | 'number',
): ReadonlyMap<string, readonly string[]> {
  const columns = [...tables].map(([name, { gives }]) => {
    const of = [...gives].filter(([, kind]) => kind === what).map(([column]) => column);
    return [name, of] as const;
  });
  return new Map(columns.filter(([, of]) => of.length > 0));
}
