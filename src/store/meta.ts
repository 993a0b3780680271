import type { Knex } from 'knex';
import { Failure } from '../failure.js';
import type { Place } from './target.js';

export async function readMeta(db: Knex, { prefix }: Place, key: string): Promise<string | undefined> {
  const [row] = await db(`${prefix}meta`).select('value').where({ key });
  return row?.value;
}

/** Keeps values for good. One that is there already must be the same: rows were hashed with it. */
export async function keepMeta(
  trx: Knex,
  place: Place,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [key, value] of Object.entries(values)) {
    const there = await readMeta(trx, place, key);
    if (there === undefined) await trx(`${place.prefix}meta`).insert({ key, value });
    else if (there !== value) throw differs(place, key);
  }
}

/** Without either value: they are keys. */
function differs({ shown }: Place, key: string): Failure {
  return new Failure(
    'stale',
    `${shown} has another ${key} than the plan was made with`,
    'make the plan again',
  );
}
