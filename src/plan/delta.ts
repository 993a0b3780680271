import { join as joinPath } from 'node:path';
import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import type { Masters } from '../rules/masters.js';
import { seen, seenColumns } from '../store/delta.js';
import { TABLES, type Table, type WrittenTable } from '../store/tables.js';
import { sha256 } from './files/content.js';
import { sourceRows } from './source-rows.js';
import { describingColumns } from './unified.js';

/** The file that `apply` writes a table from. */
export function deltaFile(table: WrittenTable): string {
  return `delta/${table}.parquet`;
}

/**
 * Writes the rows that differ from the target, each with its `op`; exports are not needed to apply them.
 * Gives the hash of each file. Where the target has no members, members, links and points are what their own
 * files hold (apply/initial-load.ts), and are not written twice.
 */
export async function writeDelta(
  engine: Engine,
  config: Config,
  { directory, asOf, isInitial, isScoped, masters, writesBack }: DeltaOptions,
): Promise<Readonly<Record<string, string>>> {
  const rows = isScoped ? ROWS_IN_SCOPE : raw('rows');
  const written = { asOf, rows, moving: masters.buckets, writesBack };
  const tables: Partial<Record<WrittenTable, Sql>> = isInitial
    ? { source_rows: sourceRows(config, { ...written, isFirst: true }) }
    : {
        members: await memberRows(engine, asOf, masters.fields),
        links: LINKS,
        points: pointRows(masters.buckets),
        source_rows: sourceRows(config, { ...written, isFirst: false }),
        changes: sql`select * from changes`,
      };
  const hashes: Record<string, Promise<string>> = {};
  for (const [table, select] of Object.entries(tables)) {
    const name = deltaFile(table as WrittenTable);
    const file = joinPath(directory, name);
    await engine.run(sql`copy (${select}) to ${file} (format parquet, ${PARQUET})`);
    hashes[name] = sha256(file);
    // As in `writeContent`.
    hashes[name].catch(() => {});
  }
  const all = await Promise.all(Object.entries(hashes).map(async ([name, hash]) => [name, await hash]));
  return Object.fromEntries(all);
}

interface DeltaOptions {
  readonly directory: string;
  readonly asOf: string;
  readonly isInitial: boolean;
  readonly isScoped: boolean;
  readonly masters: Masters;
  /** Whether `written_back` is there: some source is told its grades, or was. */
  readonly writesBack: boolean;
}

const ROWS_IN_SCOPE = raw('(from rows semi join rows_in_scope using (row_id))');

/** Read once, by `apply`: a dictionary of ten thousand names is looked up for every row and saves little. */
const PARQUET = raw('compression uncompressed, dictionary_size_limit 1000, write_bloom_filter false');

async function memberRows(engine: Engine, asOf: string, kept: readonly string[]): Promise<Sql> {
  const described = (await describingColumns(engine, 'unified')).map((column) => column.name);
  const columns = TABLES.members.columns.map((column) => column.name);
  const other = columns.filter((column) => !['member_id', 'split_from', ...described].includes(column));
  const old = join(
    columns
      .filter((c) => !['merged_into', 'gone_since'].includes(c))
      .map((c) => (kept.includes(c) ? sql`null as ${name(c)}` : name(c))),
  );
  const saw = sql`'row' as saw, ${whatWasSeen(TABLES.members, sql`previous_members`)}`;
  return sql`select case when is_new then 'insert' else 'update' end as op, last_run as expected_run,
      case when not is_new then 'row' end as saw, ${whatWasSeen(TABLES.members, sql`previous_members`)},
      unified.member_id, ${join(described.map((column) => sql`${kept.includes(column) ? news(column) : sql`unified.${name(column)}`} as ${name(column)}`))},
      coalesce(previous_members.split_from, unified.split_from) as split_from,
      ${join(other.map((column) => sql`null as ${name(column)}`))}
    from unified join touched on touched.member_id = unified.member_id
    left join previous_members on previous_members.member_id = unified.member_id
    union all by name
    select 'update' as op, last_run as expected_run, ${saw}, ${old}, merged_ids.merged_into, gone_since
    from previous_members join merged_ids using (member_id)
    where previous_members.merged_into is distinct from merged_ids.merged_into
    union all by name
    select 'update' as op, last_run as expected_run, ${saw}, ${old}, merged_into, ${asOf} as gone_since
    from previous_members join absent using (member_id) where is_news`;
}

/** Of a column that the target is master of, only what takes back a consent. */
function news(column: string): Sql {
  const value = sql`unified.${name(column)}`;
  return sql`case when is_new or ${value} is distinct from previous_members.${name(column)} then ${value} end`;
}

/** `was_<column>` for each column in which the row might be changed by others until the plan is applied. */
function whatWasSeen(table: Table, from: Sql): Sql {
  return join(seenColumns(table).map((c) => sql`${from}.${name(c.name)} as ${name(seen(c.name))}`));
}

const LINKS = sql`select ${whatWasSeen(TABLES.links, sql`previous_links`)},
    case when previous_links.member_id is not null then 'row' end as saw,
    case when previous_links.member_id is null then 'insert' when links.member_id is null then 'delete' else 'update' end as op,
    coalesce(links.source, previous_links.source) as source,
    coalesce(links.source_member_id, previous_links.source_member_id) as source_member_id,
    coalesce(links.member_id, previous_links.member_id) as member_id, links.how, links.score
  from links full join previous_links
    on links.source = previous_links.source and links.source_member_id = previous_links.source_member_id
  where (links.member_id is distinct from previous_links.member_id
      or links.how is distinct from previous_links.how or links.score is distinct from previous_links.score)
    and not (links.member_id is null and previous_links.member_id in (select member_id from absent))`;

const SET_POINTS = sql`select ${whatWasSeen(TABLES.points, sql`previous_points`)},
    case when previous_points.member_id is not null then 'row' end as saw,
    case when previous_points.member_id is null then 'insert' when balances.member_id is null then 'delete' else 'update' end as op,
    coalesce(balances.member_id, previous_points.member_id) as member_id,
    coalesce(balances.bucket, previous_points.bucket) as bucket, balances.balance, balances.expires_at
  from balances full join previous_points
    on balances.member_id = previous_points.member_id and balances.bucket = previous_points.bucket
  where (balances.balance is distinct from previous_points.balance
      or balances.expires_at is distinct from previous_points.expires_at)
    and not (balances.member_id is null and previous_points.member_id in (select member_id from absent))`;

/** Of a bucket that moves, no more than by how much. Its rows stay: somebody may be writing to them. */
function pointRows(moving: readonly string[]): Sql {
  if (moving.length === 0) return SET_POINTS;
  const names = join(moving.map((bucket) => sql`${bucket}`));
  return sql`${SET_POINTS} and coalesce(balances.bucket, previous_points.bucket) not in (${names})
    union all by name
    select case when held is null then 'insert' else 'update' end as op, member_id, bucket, holds as balance, expires_at,
      case when held is not null then moved end as moves_by
    from point_moves where moved <> 0`;
}
