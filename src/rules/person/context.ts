import type { OrderExport, Source } from '../../config/config.js';
import { type Sql, sql } from '../../engine/sql.js';
import type { Expression } from '../expression/expression.js';
import type { Value } from '../expression/scope.js';
import type { PersonColumns } from './columns.js';

/** What a rule about a person is compiled in. What rests on other rules is asked for, and found as it is needed. */
export interface PersonContext {
  readonly sources: readonly Source[];
  readonly grades: readonly string[];
  /** `YYYY-MM-DD` */
  readonly asOf: string;
  /** The buckets that move by differences to what was seen before. */
  readonly moving: readonly string[];
  /** Filled in the pass over all rows. */
  readonly columns: PersonColumns;
  /** Absent where there are no orders; the columns are filled in the pass over the orders that count. */
  readonly orders: { readonly exports: readonly OrderExport[]; readonly columns: PersonColumns } | undefined;
  /** Filled in the pass over the lots that are carried. */
  readonly lots: PersonColumns;
  /** Filled in a pass over all persons: what one person is among the others. */
  readonly population: PersonColumns;
  /** The highest mapped grade of all rows, as a rank. */
  bestSource(): Sql;
  /** The highest mapped grade of one source; undefined when its grades are not mapped. */
  mapped(source: string): Sql | undefined;
  /** The names of all measures. */
  readonly measures: readonly string[];
  /** A measure or score; undefined when there is none of the name. Throws Misread when it refers to itself. */
  measure(name: string, at: number): Value | undefined;
  /** What a decision table gives as a number. Throws Misread. */
  table(call: Expression & { readonly kind: 'call' }): Value;
  /** The condition of a rule of `decide`, by its name; undefined when there is none. */
  rule(name: string): Expression | 'always' | undefined;
}

/** The day for which the plan is made. */
export function asOfValue({ asOf }: Pick<PersonContext, 'asOf'>): Value {
  return { sql: sql`cast(${asOf} as timestamp)`, type: 'date' };
}

/** What is known of a row beside its fields. */
export function rowNames(context: Pick<PersonContext, 'asOf' | 'sources'>): ReadonlyMap<string, Value> {
  const names = context.sources.map(({ name }) => name);
  const arms = context.sources.map(({ name, order }) => `when ${order} then '${name}'`);
  return new Map<string, Value>([
    ['as_of', asOfValue(context)],
    ['source', { sql: { sql: `(case source_no ${arms.join(' ')} end)` }, type: 'text', among: names }],
  ]);
}
