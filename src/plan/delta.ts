import { join as joinPath } from 'node:path';
import type { Config } from '../config/config.js';
import { allFields } from '../config/source-fields.js';
import type { Engine } from '../engine/engine.js';
import { either, join, name, raw, type Sql, sql } from '../engine/sql.js';
import { asText } from '../engine/text.js';
import { sourceName } from '../match/member-ids.js';
import { typeOf } from '../standardise/field.js';
import { TABLES, type WrittenTable } from '../store/tables.js';
import { sha256 } from './files.js';
import { describingColumns } from './unified.js';

/** The file that `apply` writes a table from. */
export function deltaFile(table: WrittenTable): string {
  return `delta/${table}.parquet`;
}

/**
 * Writes the rows that differ from the target, each with its `op`; exports are not needed to apply them.
 * Gives the hash of each file. Where the target has no members, members, links and points are what their own
 * files hold (initial-load.ts), and are not written twice.
 */
export async function writeDelta(
  engine: Engine,
  config: Config,
  {
    directory,
    asOf,
    isInitial,
    isScoped,
  }: {
    readonly directory: string;
    readonly asOf: string;
    readonly isInitial: boolean;
    readonly isScoped: boolean;
  },
): Promise<Readonly<Record<string, string>>> {
  const written = { asOf, rows: isScoped ? ROWS_IN_SCOPE : raw('rows') };
  const tables: Partial<Record<WrittenTable, Sql>> = isInitial
    ? { source_rows: sourceRows(config, written, true) }
    : {
        members: await memberRows(engine, asOf),
        links: LINKS,
        points: POINTS,
        source_rows: sourceRows(config, written, false),
        changes: sql`select * from changes`,
      };
  const hashes: Record<string, Promise<string>> = {};
  for (const [table, select] of Object.entries(tables)) {
    const name = deltaFile(table as WrittenTable);
    const file = joinPath(directory, name);
    await engine.run(sql`copy (${select}) to ${file} (format parquet, ${PARQUET})`);
    hashes[name] = sha256(file);
  }
  const all = await Promise.all(Object.entries(hashes).map(async ([name, hash]) => [name, await hash]));
  return Object.fromEntries(all);
}

const ROWS_IN_SCOPE = raw('(from rows semi join rows_in_scope using (row_id))');

/** Read once, by `apply`: a dictionary of ten thousand names is looked up for every row and saves little. */
const PARQUET = raw('compression uncompressed, dictionary_size_limit 1000, write_bloom_filter false');

async function memberRows(engine: Engine, asOf: string): Promise<Sql> {
  const described = (await describingColumns(engine, 'unified')).map((column) => column.name);
  const columns = TABLES.members.columns.map((column) => column.name);
  const other = columns.filter((column) => !['member_id', 'split_from', ...described].includes(column));
  const old = join(columns.filter((c) => !['merged_into', 'gone_since'].includes(c)).map((c) => name(c)));
  return sql`select case when is_new then 'insert' else 'update' end as op, last_run as expected_run,
      unified.member_id, ${join(described.map((column) => sql`unified.${name(column)}`))},
      coalesce(previous_members.split_from, unified.split_from) as split_from,
      ${join(other.map((column) => sql`null as ${name(column)}`))}
    from unified join touched on touched.member_id = unified.member_id
    left join previous_members on previous_members.member_id = unified.member_id
    union all by name
    select 'update' as op, last_run as expected_run, ${old}, merged_ids.merged_into, gone_since
    from previous_members join merged_ids using (member_id)
    where previous_members.merged_into is distinct from merged_ids.merged_into
    union all by name
    select 'update' as op, last_run as expected_run, ${old}, merged_into, ${asOf} as gone_since
    from previous_members join absent using (member_id) where is_news`;
}

const LINKS = sql`select
    case when previous_links.member_id is null then 'insert' when links.member_id is null then 'delete' else 'update' end as op,
    coalesce(links.source, previous_links.source) as source,
    coalesce(links.source_member_id, previous_links.source_member_id) as source_member_id,
    coalesce(links.member_id, previous_links.member_id) as member_id, links.how, links.score
  from links full join previous_links
    on links.source = previous_links.source and links.source_member_id = previous_links.source_member_id
  where (links.member_id is distinct from previous_links.member_id
      or links.how is distinct from previous_links.how or links.score is distinct from previous_links.score)
    and not (links.member_id is null and previous_links.member_id in (select member_id from absent))`;

const POINTS = sql`select
    case when previous_points.member_id is null then 'insert' when balances.member_id is null then 'delete' else 'update' end as op,
    coalesce(balances.member_id, previous_points.member_id) as member_id,
    coalesce(balances.bucket, previous_points.bucket) as bucket, balances.balance, balances.expires_at
  from balances full join previous_points
    on balances.member_id = previous_points.member_id and balances.bucket = previous_points.bucket
  where (balances.balance is distinct from previous_points.balance
      or balances.expires_at is distinct from previous_points.expires_at)
    and not (balances.member_id is null and previous_points.member_id in (select member_id from absent))`;

/** The rows of the exports as the target keeps them; a row that a full export no longer has is marked gone. */
function sourceRows(
  config: Config,
  { asOf, rows }: { readonly asOf: string; readonly rows: Sql },
  isFirst: boolean,
): Sql {
  const columns = storedColumns(config);
  const select = (
    value: (column: StoredColumn) => Sql,
  ) => sql`select ${sourceName(config)} as source, member_id as source_member_id,
      ${join(columns.map((c) => sql`${value(c)} as ${name(c.name)}`))} from ${rows}`;
  // What is new altogether keeps its types, which are cheaper to write; `apply` makes text of them.
  if (isFirst)
    return sql`select 'insert' as op, *, cast(null as varchar) as gone_since from (${select((c) => c.typed)})`;
  const current = select((c) => c.text);
  const differs = columns.map((c) => sql`current.${name(c.name)} is distinct from previous.${name(c.name)}`);
  const full = config.sources.filter((source) => source.mode === 'full').map((source) => sql`${source.name}`);
  const stored = join(columns.map((c) => sql`previous.${name(c.name)}`));
  return sql`select case when previous.source is null then 'insert' else 'update' end as op, current.*, cast(null as varchar) as gone_since
    from (${current}) as current left join previous_source_rows as previous using (source, source_member_id)
    where previous.source is null or previous.gone_since is not null or ${either(differs)}
    union all by name
    select 'update' as op, source, source_member_id, ${stored}, ${asOf} as gone_since
    from previous_source_rows as previous
    where gone_since is null and source in (${join([...full, sql`''`])})
      and not exists (from rows where member_id = previous.source_member_id and ${sourceName(config)} = previous.source)`;
}

interface StoredColumn {
  readonly name: string;
  readonly typed: Sql;
  /** As `store.read` gives it back, so that an unchanged row compares equal. */
  readonly text: Sql;
}

function storedColumns(config: Config): readonly StoredColumn[] {
  const fields = allFields(config.sources).filter((field) => field !== 'member_id');
  const known = fields.filter((field) =>
    TABLES.source_rows.columns.some((c) => c.name === (field === 'ci' ? 'ci_hash' : field)),
  );
  const extra = fields.filter((field) => !known.includes(field));
  const pairs = join(extra.map((field) => sql`${field}, ${name(field)}`));
  const passengers =
    extra.length === 0 ? raw('cast(null as varchar)') : sql`cast(json_object(${pairs}) as varchar)`;
  return [
    ...known.map((field) => ({
      name: field === 'ci' ? 'ci_hash' : field,
      typed: name(field),
      text: asText({ name: field, type: typeOf(field).toUpperCase() }),
    })),
    { name: 'name_key', typed: name('name_key'), text: name('name_key') },
    { name: 'extra', typed: passengers, text: passengers },
  ];
}
