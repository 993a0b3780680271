import type { Config } from '../../config/config.js';
import { join, type Sql, sql } from '../../engine/sql.js';
import type { Wrong } from './truth-file.js';

/** The number of a source by its name; NULL for a name that the config does not have. */
export function sourceNumber(config: Config, source: Sql): Sql {
  const branches = config.sources.map(({ name, order }) => sql`when ${name} then ${order}`);
  return sql`cast(case ${source} ${join(branches, ' ')} end as utinyint)`;
}

/** A source that the config does not have. Only a plain name is shown: a shifted column may hold anything. */
export function strangeSource(
  config: Config,
  place: Pick<Wrong, 'at' | 'column'>,
  text: string | null,
): Wrong {
  const shown = text !== null && /^[a-z][a-z0-9_]{0,30}$/i.test(text) ? ` ${JSON.stringify(text)}` : '';
  const message = text === null ? 'the source is missing' : `there is no source${shown}`;
  const names = config.sources.map(({ name }) => name).join(', ');
  return { ...place, message, hint: `sources of the config: ${names}` };
}

/** Figures over nothing would look like figures. */
export function nothingAccepted(column: string): Wrong {
  const message = 'not one of the ids in this file is an accepted row';
  const hint = 'is it the truth of other exports, or did a spreadsheet drop leading zeros?';
  return { at: 0n, column, message, hint };
}
