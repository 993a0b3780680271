import type { Config } from '../config/config.js';
import { isField } from '../config/fields.js';
import { RECENCY } from '../config/source-fields.js';
import type { Engine } from '../engine/engine.js';
import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import { typeOf } from './field.js';
import { trimmed } from './missing.js';
import { phoneKey } from './phone.js';
import { rowFields } from './typed.js';

/**
 * A delta export leaves out what did not change: adds to `rows` the rows of such sources as the target last
 * saw them, and numbers all rows anew in the order of their keys. `previous_source_rows` must be loaded.
 */
export async function carryAbsent(engine: Engine, config: Config): Promise<void> {
  const deltas = config.sources.filter((source) => source.mode === 'delta');
  if (deltas.length === 0) return;
  const fields = rowFields(config.sources);
  for (const source of deltas) {
    await engine.run(sql`insert into rows by name
      select -1 as row_id, ${source.order}::utinyint as source_no, ${storedRow(fields)}
      from previous_source_rows
      where source = ${source.name} and gone_since is null
        and source_member_id not in (select member_id from rows where source_no = ${source.order})
        and source_member_id not in (
          select ${trimmed(name('member_id'))} from ${name(`read_${source.name}`)} where member_id is not null
        )`);
  }
  await engine.step(
    'rows',
    sql`select row_number() over (order by source_no, member_id) - 1 as row_id, * exclude (row_id) from rows`,
  );
}

/**
 * The columns of `rows` behind `row_id` and `source_no`, from a line of `source_rows` as the target keeps it; the
 * line may hold all values as text.
 */
export function storedRow(fields: readonly string[]): Sql {
  return sql`-1 as read_row, -1 as file_no, 0 as unread, false as keep_apart, ${join(fields.map(storedField))},
        name_key, ${phoneKey(name('phone'))} as phone_key, ${recency(fields)} as recency`;
}

/** A field of `rows` from `previous_source_rows`, under its name there. */
export function storedField(field: string): Sql {
  if (field === 'member_id') return sql`source_member_id as member_id`;
  if (field === 'ci') return sql`ci_hash as ci`;
  if (!isField(field)) return sql`json_extract_string(extra, ${`$."${field}"`}) as ${name(field)}`;
  return sql`${storedValue(field)} as ${name(field)}`;
}

function storedValue(field: string): Sql {
  const known = typeOf(field);
  return sql`cast(${name(field)} as ${raw(known)})`;
}

function recency(fields: readonly string[]): Sql {
  const moments = RECENCY.filter((field) => fields.includes(field));
  if (moments.length === 0) return sql`cast(null as timestamp)`;
  return sql`coalesce(${join(moments.map((field) => sql`cast(${name(field)} as timestamp)`))})`;
}
