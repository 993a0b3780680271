import type { Config } from '../config/config.js';
import { join, type Sql, sql } from '../engine/sql.js';
import type { Wrong } from './edited-file.js';

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
