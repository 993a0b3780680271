import type { Engine } from '../engine/engine.js';
import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import { isMissing, trimmedColumn } from '../standardise/missing.js';

/** The number of a row in the table that is asked. */
export const ROW = raw('row_no');

const ALIKE = [['ci'], ['name', 'phone'], ['name', 'email']] as const;

/** The most rows of one kind; whether they are one person is for somebody else to say. */
export async function alikeRows(engine: Engine, table: Sql, fields: readonly string[]): Promise<number> {
  const id = fields.includes('member_id') ? sql`count(distinct ${name('member_id')})` : sql`count(*)`;
  let most = 0;
  for (const keys of ALIKE.filter((of) => of.every((field) => fields.includes(field)))) {
    const texts = join(keys.map(comparable));
    await repeated(engine, table, { keys, texts });
    const row = await engine.one<{ rows: bigint | null }>(
      sql`select cast(sum(rows) as bigint) as rows from (
        select ${id} as rows from ${table} join init_repeated using (${ROW}) group by ${texts} having ${id} > 1)`,
    );
    most = Math.max(most, Number(row.rows ?? 0n));
  }
  await engine.drop('init_repeated');
  return most;
}

function comparable(field: string): Sql {
  return field === 'phone'
    ? sql`right(regexp_replace(${name(field)}, '[^0-9]', '', 'g'), 8)`
    : sql`lower(${trimmedColumn(field)})`;
}

/** The rows whose texts have the hash of another row's: a few, of which alone the ids are looked at. */
async function repeated(
  engine: Engine,
  table: Sql,
  { keys, texts }: { readonly keys: readonly string[]; readonly texts: Sql },
): Promise<void> {
  const there = keys.map(
    (field) => sql`${name(field)} is not null and not ${isMissing(trimmedColumn(field))}`,
  );
  await engine.step(
    'init_hashes',
    sql`select ${ROW}, hash(${texts}) as texts from ${table} where ${join(there, ' and ')}`,
  );
  await engine.step(
    'init_repeated',
    sql`select ${ROW} from init_hashes join (
      select texts from init_hashes group by texts having count(*) > 1) using (texts)`,
  );
  await engine.drop('init_hashes');
}
