import { headersOf, type Layout } from '../config/composed-columns.js';
import type { Config, Source } from '../config/config.js';
import { fieldsOf } from '../config/source-fields.js';
import type { Engine } from '../engine/engine.js';
import { join, name, type Sql, sql } from '../engine/sql.js';
import { sourceOfFile } from '../read/mapping.js';
import { type FieldContext, standardField } from './field.js';
import { isMissing, trimmed } from './missing.js';

/**
 * The table `emptied(source_no, row_id, read_row, field, reason, value, column)`: every text of an accepted row that
 * was there and could not be read, with the text as it stood, and the headers that the field is read from.
 */
export async function listEmptied(engine: Engine, config: Config, asOf: string): Promise<void> {
  await engine.run(sql`create or replace table emptied
    (source_no utinyint, row_id bigint, read_row bigint, field varchar, reason varchar, value varchar, "column" varchar)`);
  const { country, junk } = config.identity;
  for (const source of config.sources) {
    await listEmptiedOf(engine, { source, country, junk, asOf, ciKey: '' }, 'rows');
  }
}

/** Adds what was emptied of one export, whose records lie in `table`. */
export async function listEmptiedOf(engine: Engine, context: FieldContext, table: string): Promise<void> {
  const { source } = context;
  const bits = await engine.one<{ bits: bigint | null }>(
    sql`select cast(bit_or(unread) as hugeint) as bits from ${name(table)} where source_no = ${source.order}`,
  );
  for (const [at, field] of fieldsOf(source).entries()) {
    if (((bits.bits ?? 0n) >> BigInt(at)) % 2n === 1n)
      await listField(engine, context, { field, bit: at, table });
  }
}

interface EmptiedField {
  readonly field: string;
  readonly bit: number;
  readonly table: string;
}

async function listField(
  engine: Engine,
  context: FieldContext,
  { field, bit, table }: EmptiedField,
): Promise<void> {
  const { source } = context;
  const column = name(field);
  const reason = standardField(field, context).reason(column);
  await engine.run(sql`insert into emptied
    select ${source.order}, row_id, read_row, ${field}, ${reason}, ${column}, ${shownHeaders(source, field)}
    from (select row_id, read_row from ${name(table)} where source_no = ${source.order} and (unread >> ${bit}) % 2 = 1) as rows
    join (select rowid as read_row, file_no, ${column} from ${name(`read_${source.name}`)}) as read_rows using (read_row)
    where not (${isMissing(trimmed(column))})`);
}

/** By the file that the record stands in, where the files have headers of their own. */
function shownHeaders(source: Source, field: string): Sql {
  const shown = ({ columns, extra }: Layout) => {
    const column = columns[field] ?? extra[field];
    return column === undefined ? null : headersOf(column).join(', ');
  };
  if (source.fileColumns === undefined) return sql`${shown(source)}`;
  const files = source.files.map((path, at) => sql`when ${at} then ${shown(sourceOfFile(source, path))}`);
  return sql`case read_rows.file_no ${join(files, ' ')} end`;
}
