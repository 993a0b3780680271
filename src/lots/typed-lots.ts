import type { Config, LotExport } from '../config/config.js';
import { LOT_FIELD_NAMES } from '../config/order-fields.js';
import { fieldsOf } from '../config/source-fields.js';
import type { Engine } from '../engine/engine.js';
import { join, name, sql } from '../engine/sql.js';
import { listEmptiedOf } from '../standardise/emptied.js';
import type { FieldContext } from '../standardise/field.js';
import { type KeptRecords, settleKeys } from '../standardise/keys.js';
import type { CompiledExclusion } from '../standardise/rows.js';
import { dropTexts, typedRows } from '../standardise/typed.js';

/**
 * From the tables `read_lots.<name>` to the table `lots`: one row for every accepted lot, in types. What is not
 * in it is added to `dropped` and what could not be read to `emptied`. Without lot numbers every record is a lot
 * of its own: two that are alike may be two.
 */
export async function typeLots(
  engine: Engine,
  config: Config,
  { asOf, exclusions }: { readonly asOf: string; readonly exclusions: readonly CompiledExclusion[] },
): Promise<void> {
  const { lots = [] } = config;
  if (lots.length === 0) return;
  const { country, junk } = config.identity;
  let rows = 0;
  for (const [at, source] of lots.entries()) {
    const context: FieldContext = { source, country, junk, asOf, ciKey: '' };
    const kept = await ('lot_no' in source.columns
      ? settleKeys(engine, context, rows)
      : keepAll(engine, source, rows));
    rows += kept.count;
    const typed = await typedRows(engine, context, { kept, fields: LOT_FIELD_NAMES });
    const bucket = sql`coalesce(bucket, ${source.name.replace('lots.', '')}) as bucket`;
    const select = sql`select * exclude (name_key, phone_key, recency) replace (${bucket}) from (${typed})`;
    if (at === 0) await engine.step('lots', select);
    else await engine.run(sql`insert into lots by name ${select}`);
    await dropTexts(engine, context);
    await engine.drop(`kept_${source.name}`);
  }
  for (const source of lots) await listEmptiedOf(engine, { source, country, junk, asOf, ciKey: '' }, 'lots');
  await leaveOut(engine, exclusions);
}

/** Numbered by what they say, not by where they stand. */
async function keepAll(engine: Engine, source: LotExport, firstRowId: number): Promise<KeptRecords> {
  const table = name(`read_${source.name}`);
  const texts = join(fieldsOf(source).map((field) => name(field)));
  const { count } = await engine.one<{ count: bigint }>(sql`select count(*) as count from ${table}`);
  return {
    count: Number(count),
    select: sql`select ${firstRowId} + row_number() over (order by ${texts}, rowid) - 1 as row_id, rowid as read_row, *
      from ${table}`,
  };
}

/** A lot of nobody is rejected; of the others the first exclusion that holds counts. */
async function leaveOut(engine: Engine, exclusions: readonly CompiledExclusion[]): Promise<void> {
  await engine.run(
    sql`insert into dropped select source_no, read_row, 'rejected', 'missing_member_id' from lots where member_id is null`,
  );
  await engine.run(sql`delete from lots where member_id is null`);
  for (const { source, name: reason, condition } of exclusions) {
    const holds = sql`source_no = ${source.order} and (${condition})`;
    await engine.run(
      sql`insert into dropped select source_no, read_row, 'excluded', ${reason} from lots where ${holds}`,
    );
    await engine.run(sql`delete from lots where ${holds}`);
  }
}
