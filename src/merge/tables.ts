import type { Source } from '../config/config.js';
import { name, type Sql } from '../engine/sql.js';
import type { RuleSet } from '../rules/ruleset.js';

/** Where the merge reads from and writes to; examples use tables of their own. */
export interface MergeTables {
  readonly rows: string;
  readonly personRows: string;
  readonly previousGrades: string;
  /** Where a person's member id stands; its columns are carried into `merged`. Examples have none. */
  readonly personIds?: string;
  /** The orders that count and those that do not; absent where there are none. */
  readonly countedOrders?: string;
  /** The lots with their person and what becomes of them. */
  readonly placedLots?: string;
  /** The buckets that move by differences; `seen_amounts` and `leaving_rows` are there for them. */
  readonly moving?: readonly string[];
  /** Put before the names of the tables that are made. */
  readonly prefix: string;
}

export const PLAN_TABLES: MergeTables = {
  rows: 'rows',
  personRows: 'person_rows',
  previousGrades: 'previous_grades',
  prefix: '',
};

/** What every step of the merge is made from. */
export interface MergeContext {
  readonly rules: RuleSet;
  readonly sources: readonly Source[];
  /** `YYYY-MM-DD` */
  readonly asOf: string;
  readonly tables: MergeTables;
}

/** The table a step makes. */
export function made({ tables }: MergeContext, table: string): Sql {
  return name(`${tables.prefix}${table}`);
}
