import type { Config } from '../../config/config.js';
import { name, type Sql, sql } from '../../engine/sql.js';
import { vetoes } from '../vetoes.js';
import type { Limits } from './groups.js';

export interface ClusterOptions {
  /** Links of one row that differ by less are about equal; thousandths of a bit, 0: never. */
  readonly tieMargin: number;
  /** The rows of one person, at most; 2 or more. */
  readonly maxRows?: number;
  /** How many distinct values of a column of `rows` a person may hold. */
  readonly maxValues?: Readonly<Record<string, number>>;
  /** A select of `l, r`: rows that may not share a person. By default every pair in `review`. */
  readonly apart?: Sql;
}

/** What one person may not hold, and how to ask `rows` for it. */
export interface ClusterRules {
  readonly limits: Limits;
  readonly vetoValues: readonly Sql[];
  readonly valueColumns: readonly Sql[];
  /** Numbers of the sources that hold no duplicates. */
  readonly aloneSources: readonly number[];
  /** Two sources, both without duplicates: the best assignment is the answer. */
  readonly oneToOne: boolean;
}

/** @throws RangeError for a limit under which no two rows could be one person. */
export function clusterRules(config: Config, { maxRows, maxValues = {} }: ClusterOptions): ClusterRules {
  if (maxRows !== undefined && !(maxRows >= 2)) throw new RangeError(`maxRows is ${maxRows}, not 2 or more`);
  const values = Object.entries(maxValues).map(([field, most]) => ({ field, most }));
  for (const { field, most } of values)
    if (!(most >= 1)) throw new RangeError(`maxValues of ${field} is ${most}, not 1 or more`);
  const rules = vetoes(config);
  const alone = config.sources.filter((source) => source.one_row_per_person);
  return {
    limits: {
      single: rules.map((veto) => veto.name),
      alone: alone.map((source) => source.name),
      values,
      ...(maxRows === undefined ? {} : { maxRows }),
    },
    vetoValues: rules.map((veto) => veto.value),
    valueColumns: values.map(({ field }) => name(field)),
    aloneSources: alone.map((source) => source.order),
    oneToOne: config.sources.length === 2 && alone.length === 2,
  };
}

/** Conditions on a group of rows, each of which says that the group cannot be one person. */
export function brokenBy({ limits, vetoValues, valueColumns, aloneSources }: ClusterRules): readonly Sql[] {
  return [
    ...vetoValues.map((value) => sql`count(distinct ${value}) > 1`),
    ...aloneSources.map((source) => sql`count(*) filter (where source_no = ${source}) > 1`),
    ...valueColumns.map((column, i) => sql`count(distinct ${column}) > ${limits.values[i]?.most}`),
    ...(limits.maxRows === undefined ? [] : [sql`count(*) > ${limits.maxRows}`]),
  ];
}
