import { idPartsOf } from '../config/composed-columns.js';
import { fieldsOf } from '../config/source-fields.js';
import type { Engine } from '../engine/engine.js';
import { either, join, name, type Sql, sql } from '../engine/sql.js';
import { type FieldContext, standardField } from './field.js';
import { isMissing, trimmed } from './missing.js';
import { steppedValue } from './typed.js';

/** The records of one source that have a key of their own. */
export interface KeptRecords {
  readonly count: number;
  /** `row_id`, `read_row` and the columns of the read table. */
  readonly select: Sql;
}

/**
 * Settles which read rows of one source have a key of their own; `row_id` counts from `firstRowId` in the order
 * of the member ids, so that it follows from what the rows say and not from where they stood. Adds the others to
 * `dropped(source_no, read_row, outcome, reason)` with outcome `rejected` or `repeated`. `kept_<source>`, which
 * the select may read, is for the caller to drop.
 */
export async function settleKeys(
  engine: Engine,
  context: FieldContext,
  firstRowId: number,
): Promise<KeptRecords> {
  const { source } = context;
  const table = name(`read_${source.name}`);
  const read = await engine.step(
    'keys',
    sql`select read_row, case when not ${isMissing(name('key'))} and not ${isNoKey(name('key'), context)} then key end as key
      from (select rowid as read_row, ${keyOf(source)} as key from ${table})`,
  );
  const kept = (await isInOrder(engine))
    ? { count: read, select: sql`select rowid + ${firstRowId} as row_id, rowid as read_row, * from ${table}` }
    : await settleDisorder(engine, context, firstRowId);
  await engine.drop('keys');
  return kept;
}

/** Most exports come sorted by their key; then no key repeats, and nothing has to be sorted or joined. */
async function isInOrder(engine: Engine): Promise<boolean> {
  const { disorder } = await engine.one<{ disorder: bigint }>(
    sql`select count(*) as disorder
      from (select read_row, key, lag(read_row) over () as row_before, lag(key) over () as key_before from keys)
      where key is null or read_row <> coalesce(row_before + 1, 0) or key <= key_before`,
  );
  return disorder === 0n;
}

async function settleDisorder(
  engine: Engine,
  context: FieldContext,
  firstRowId: number,
): Promise<KeptRecords> {
  const { source } = context;
  const field = KEYS[source.holds ?? 'members'];
  await engine.run(sql`insert into dropped
    select ${source.order}, read_row, 'rejected',
      case when ${isHeader(name('written'), context)} then 'header_again'
        when ${isRounded(name('written'))} then ${`rounded_${field}`} else ${missingKey(source)} end
    from keys join (select rowid as written_row, ${keyOf(source)} as written from ${name(`read_${source.name}`)})
      on read_row = written_row
    where key is null`);
  await settleRepeats(engine, context);
  const kept = name(`kept_${source.name}`);
  const count = await engine.step(
    `kept_${source.name}`,
    sql`select read_row, ${firstRowId} + row_number() over (order by key) - 1 as row_id
      from keys where key is not null
        and read_row not in (select read_row from dropped where source_no = ${source.order})`,
  );
  return {
    count,
    select: sql`select row_id, read_rows.* from (select rowid as read_row, * from ${name(`read_${source.name}`)}) as read_rows
      join ${kept} using (read_row)`,
  };
}

const KEYS = { members: 'member_id', orders: 'order_no', lots: 'lot_no' } as const;

/** Why a record without a key is rejected. */
function missingKey(source: FieldContext['source']): string {
  return idPartsOf(source) === undefined ? `missing_${KEYS[source.holds ?? 'members']}` : EMPTY_ID_COLUMNS;
}

/** Of records that hold nothing in any of the columns that their id is made from. */
export const EMPTY_ID_COLUMNS = 'empty_id_columns';
function isNoKey(key: Sql, context: FieldContext): Sql {
  return sql`(${isRounded(key)} or ${isHeader(key, context)})`;
}

/** Files were put one behind the other, each with its header. */
function isHeader(key: Sql, { source }: FieldContext): Sql {
  const own = [...(source.fileColumns?.values() ?? [])].map(({ columns }) => columns);
  const field = KEYS[source.holds ?? 'members'];
  const headers = [source.columns, ...own].map(
    (columns) => (columns as Readonly<Record<string, unknown>>)[field],
  );
  // A made id has no header of its own.
  const written = [...new Set(headers)].filter((header) => typeof header === 'string');
  return either(written.map((header) => sql`${key} = ${header}`));
}

/** A spreadsheet has rounded it: ids that differ at their end are one then. */
function isRounded(key: Sql): Sql {
  return sql`(contains(${key}, 'E+') and regexp_full_match(${key}, '[0-9](\\.[0-9]+)?E\\+[0-9]{2,}'))`;
}

/** A refund may carry the number of the order that it refunds. */
function keyOf({ holds, columns }: FieldContext['source']): Sql {
  const key = trimmed(name(KEYS[holds ?? 'members']));
  if (holds !== 'orders' || !('refund_of' in columns)) return key;
  const refunded = trimmed(name('refund_of'));
  return sql`case when ${isMissing(key)} then null
    when ${refunded} is null or ${isMissing(refunded)} then ${key} else ${key} || chr(10) || ${refunded} end`;
}

/** An identical repeat collapses; of differing ones the newest stays where the config says so, else none. */
async function settleRepeats(engine: Engine, context: FieldContext): Promise<void> {
  const { source } = context;
  const repeated = await engine.step(
    'repeats',
    sql`select key, read_row, first_value(read_row) over (partition by key order by read_row) as first_row
      from keys where key in (select key from keys where key is not null group by key having count(*) > 1)`,
  );
  if (repeated > 0) {
    await nameNewest(engine, context);
    await engine.run(sql`insert into dropped
      select ${source.order}, read_row,
        case when variants = 1 or newest is not null then 'repeated' else 'rejected' end,
        case when variants = 1 or newest is not null then 'repeated' else 'repeated_differs' end
      from repeated_keys join repeats using (key)
      where read_row is distinct from (case when variants = 1 then first_row else newest end)`);
    await engine.drop('repeated_keys');
  }
  await engine.drop('repeats');
}

/** `repeated_keys(key, variants, newest)`: how many different records a key has, and which one is the newest. */
async function nameNewest(engine: Engine, context: FieldContext): Promise<void> {
  const { source } = context;
  const rows = sql`select key, read_row, read_rows.* from repeats
    join (select rowid as read_row, * from ${name(`read_${source.name}`)}) as read_rows using (read_row)`;
  const record = join(fieldsOf(source).map((field) => name(field)));
  const by = source.on_repeat === 'reject' ? undefined : source.on_repeat.latest;
  const dated =
    by === undefined
      ? { select: rows, value: sql`cast(null as date)` }
      : steppedValue(standardField(by, context), rows);
  // Two different records of the same newest day: nobody can say which one counts.
  await engine.step(
    'repeated_keys',
    sql`select key, count(distinct record) as variants,
        case when count(distinct record) filter (where age = 1) = 1 then min(read_row) filter (where age = 1) end as newest
      from (select key, read_row, row(${record}) as record,
          case when ${dated.value} is not null
            then rank() over (partition by key order by ${dated.value} desc nulls last) end as age
        from (${dated.select}))
      group by key`,
  );
}
