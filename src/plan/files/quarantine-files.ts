import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { dirname, join as joinPath } from 'node:path';
import { headersOf } from '../../config/composed-columns.js';
import type { Config, Source } from '../../config/config.js';
import { shownFrom } from '../../config/shown-path.js';
import { exportsOf } from '../../config/source-fields.js';
import type { Engine, Row } from '../../engine/engine.js';
import { inert } from '../../engine/inert.js';
import { join, name, raw, type Sql, sql } from '../../engine/sql.js';
import { sourceName } from '../../match/member-ids.js';
import { REVIEW_PAIRS } from '../../match/review-pairs.js';
import { rowsHash } from '../../match/rows-hash.js';
import { sourceOfFile } from '../../read/mapping.js';
import type { SourceReading } from '../../read/source.js';
import { EMPTY_ID_COLUMNS } from '../../standardise/keys.js';
import { rowFields } from '../../standardise/typed.js';
import { copy } from './content.js';

interface Reject extends Row {
  readonly source: string;
  readonly file_no: number;
  readonly raw_offset: bigint;
  readonly raw_bytes: bigint;
}

/**
 * Writes `rejects.csv`, sorted by source, file and line, `rejects.raw` with the untouched bytes of each
 * record in the same order, and `emptied.csv`. `raw_offset` and `raw_bytes` point into `rejects.raw`.
 */
export async function writeQuarantine(
  engine: Engine,
  config: Config,
  options: { readonly directory: string; readonly readings: ReadonlyMap<string, SourceReading> },
): Promise<void> {
  await listRejects(engine, config, options.readings);
  await writeRaw(engine, joinPath(options.directory, 'rejects.raw'), options.readings);
  await copy(
    engine,
    sql`select source, ${inert(name('file'))} as file, line, reason, ${inert(name('column'))} as "column", ${inert(name('value'))} as value,
        cast(coalesce(sum(raw_bytes) over (order by position rows between unbounded preceding and 1 preceding), 0) as bigint) as raw_offset,
        raw_bytes
      from rejects order by position`,
    joinPath(options.directory, 'rejects.csv'),
  );
  await copy(
    engine,
    sql`select ${exportName(config)} as source, ${inert(sql`key`)} as source_member_id, field, reason, ${inert(sql`value`)} as value, ${inert(name('column'))} as "column"
      from (select source_no, row_id, field, reason, value, "column" from emptied) as emptied join (${keys(config)}) using (source_no, row_id)
      order by source_no, row_id, field`,
    joinPath(options.directory, 'emptied.csv'),
  );
}

/** What identifies a record in its export: the member, or the number of an order. */
function keys({ orders = [], lots = [] }: Config): Sql {
  return join(
    [
      sql`select source_no, row_id, member_id as key from rows`,
      ...(orders.length > 0 ? [sql`select source_no, row_id, order_no from counted_orders`] : []),
      ...(lots.length > 0 ? [sql`select source_no, row_id, member_id from placed_lots`] : []),
    ],
    ' union all ',
  );
}

function exportName(config: Config): Sql {
  const names = exportsOf(config).map((source) => sql`when ${source.order} then ${source.name}`);
  return sql`case source_no ${join(names, ' ')} end`;
}

/**
 * Writes `review.csv`: pairs of rows that a person must decide, as a file of decisions to be filled in. The outcome
 * is `review` or `ambiguous`; `contradiction` for a decision that something forbids; `cut` for pairs that agree and
 * were kept apart because a veto or a cardinality forbids them in one person. Of an ambiguous pair the left row is
 * the one that fits two persons. `crowded.csv` lists the values on so many rows that nothing was linked by them.
 */
export async function writeReview(engine: Engine, config: Config, directory: string): Promise<void> {
  await copy(engine, reviewLines(config), joinPath(directory, 'review.csv'));
  await copy(
    engine,
    sql`select replace(key, '_key', '') as key, ${inert(sql`value`)} as value, rows from crowded order by rows desc, key, value`,
    joinPath(directory, 'crowded.csv'),
  );
}

function reviewLines(config: Config): Sql {
  const source = (row: string) => sql`(select ${sourceName(config)} from (select ${raw(row)}.source_no))`;
  // A row that is shown alone is compared with itself.
  return sql`select pairs.outcome, pairs.reason, ${source('a')} as source_l, ${inert(sql`a.member_id`)} as id_l,
      case when b_id is not null then ${source('b')} end as source_r,
      case when b_id is not null then ${inert(sql`b.member_id`)} end as id_r,
      null as decision, null as "by", null as "at", null as note,
      ${rowsHash(raw('a'), raw('b'), rowFields(config.sources))} as rows_hash,
      compared.weight as score, reasons.reason as agreement
    from (${REVIEW_PAIRS}) as pairs
    join rows as a on a.row_id = a_id join rows as b on b.row_id = coalesce(b_id, a_id)
    left join compared on compared.l = least(a_id, b_id) and compared.r = greatest(a_id, b_id)
    left join patterns using (pattern) left join reasons using (agreement)
    order by a_id, b_id nulls first, pairs.outcome`;
}

/** `rejects`: what the reader refused, and what was refused for its key, with the place in its export as the config writes it. */
async function listRejects(
  engine: Engine,
  config: Config,
  readings: ReadonlyMap<string, SourceReading>,
): Promise<void> {
  await engine.run(sql`create or replace table late_rejects
    (source varchar, file varchar, file_no integer, line bigint, reason varchar, "column" varchar, raw_offset bigint, raw_bytes bigint)`);
  const late = sql`select source_no, read_row, reason from dropped where outcome = 'rejected' order by source_no, read_row`;
  for await (const batch of engine.batches<{ source_no: number; read_row: bigint; reason: string }>(late)) {
    for (const { source_no, read_row, reason } of batch) {
      const source = exportsOf(config)[source_no];
      const reading = source && readings.get(source.name);
      if (source === undefined || reading === undefined) continue;
      const place = reading.locate(read_row);
      const fileNo = reading.files.findIndex((file) => file.path === place.file);
      await engine.run(sql`insert into late_rejects values
        (${source.name}, ${place.file}, ${fileNo}, ${place.line}, ${reason}, ${columnAbout(reason, source, place.file)},
          ${place.offset}, ${place.bytes})`);
    }
  }
  const order = exportsOf(config)
    .map((source) => sql`when ${source.name} then ${source.order}`.sql)
    .join(' ');
  await engine.step(
    'rejects',
    sql`select row_number() over (order by case source ${raw(order)} end, file_no, line) as position, * replace (${fileAsConfigured(config, readings)} as file)
      from (
        select source, file, file_no, line, reason, "column", value, raw_offset, raw_bytes from read_rejects
        union all by name
        select * from late_rejects
      )`,
  );
  await engine.drop('late_rejects');
}

/** The headers that a reject for its key is about, where these are not the key's own. */
function columnAbout(reason: string, source: Source, file: string): string | null {
  if (reason !== EMPTY_ID_COLUMNS) return null;
  const { member_id: id } = sourceOfFile(source, file).columns;
  return id === undefined ? null : headersOf(id).join(', ');
}

function fileAsConfigured(config: Config, readings: ReadonlyMap<string, SourceReading>): Sql {
  const paths = [...readings.values()].flatMap(({ files }) => files.map((file) => file.path));
  const branches = paths.map((path) => sql`when ${path} then ${shownFrom(dirname(config.path), path)}`);
  return branches.length === 0 ? name('file') : sql`case file ${join(branches, ' ')} else file end`;
}

async function writeRaw(
  engine: Engine,
  file: string,
  readings: ReadonlyMap<string, SourceReading>,
): Promise<void> {
  const out = createWriteStream(file, { mode: 0o600 });
  const places = sql`select source, file_no, raw_offset, raw_bytes from rejects order by position`;
  for await (const batch of engine.batches<Reject>(places)) {
    for (const { source, file_no, raw_offset, raw_bytes } of batch) {
      const bytes = await readings.get(source)?.rawBytes(file_no, Number(raw_offset), Number(raw_bytes));
      if (bytes !== undefined && !out.write(bytes)) await once(out, 'drain');
    }
  }
  out.end();
  await once(out, 'finish');
}
