import type { Config } from '../config/config.js';
import { allFields } from '../config/source-fields.js';
import { TABLES } from '../store/tables.js';
import type { WantedColumns } from './previous.js';

/**
 * The columns of the target that a plan looks at. Most columns of `source_rows` are of fields that no source has, and
 * the stamps of links, balances and rows are for `revert`; an engine that is asked for a column that was left out
 * refuses the statement.
 */
export function comparedColumns(config: Config): WantedColumns {
  const fields = allFields(config.sources).map((field) => (field === 'ci' ? 'ci_hash' : field));
  return {
    links: TABLES.links.columns.map((column) => column.name),
    points: TABLES.points.columns.map((column) => column.name),
    source_rows: [...fields, ...ALWAYS],
  };
}

/** What no export has, and what is looked at whether a source has it or not. */
const ALWAYS = [
  ...['phone', 'grade', 'ci_hash', 'birth_date', 'gender', 'status'],
  ...['name_key', 'extra', 'gone_since', 'kept_buckets', 'written_grade', 'written_run', 'own_grade'],
];
