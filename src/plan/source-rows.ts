import type { Config } from '../config/config.js';
import { allFields } from '../config/source-fields.js';
import { either, join, name, raw, type Sql, sql } from '../engine/sql.js';
import { asText } from '../engine/text.js';
import { sourceName } from '../match/member-ids.js';
import { typeOf } from '../standardise/field.js';
import { TABLES } from '../store/tables.js';

/** The rows of the exports as the target keeps them; a row that a full export no longer has is marked gone. */
export function sourceRows(config: Config, { asOf, isFirst, moving, writesBack, rows }: SourceRows): Sql {
  const columns = [...storedColumns(config, writesBack), ...(writesBack ? WRITTEN_BACK : [])];
  const select = (
    value: (column: StoredColumn) => Sql,
  ) => sql`select ${sourceName(config)} as source, member_id as source_member_id,
      ${join(columns.map((c) => sql`${value(c)} as ${name(c.name)}`))}
      from ${rows} as rows ${writesBack ? sql`left join written_back using (row_id)` : sql``}`;
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
    select 'update' as op, source, source_member_id, ${stored}, ${asOf} as gone_since,
      ${moving.length === 0 ? null : moving.join(',')} as kept_buckets
    from previous_source_rows as previous
    where gone_since is null and source in (${join([...full, sql`''`])})
      and not exists (from rows where member_id = previous.source_member_id and ${sourceName(config)} = previous.source)`;
}

interface SourceRows {
  readonly asOf: string;
  /** Whether `written_back` is there. */
  readonly writesBack: boolean;
  readonly isFirst: boolean;
  /** The table `rows`, or those in scope. */
  readonly rows: Sql;
  readonly moving: readonly string[];
}

const WRITTEN_BACK: readonly StoredColumn[] = ['written_grade', 'written_run', 'own_grade'].map((column) => {
  const value = sql`written_back.${name(column)}`;
  return { name: column, typed: value, text: value };
});

interface StoredColumn {
  readonly name: string;
  readonly typed: Sql;
  /** As `store.read` gives it back, so that an unchanged row compares equal. */
  readonly text: Sql;
}

function storedColumns(config: Config, writesBack: boolean): readonly StoredColumn[] {
  const fields = allFields(config.sources).filter((field) => field !== 'member_id');
  const known = fields.filter((field) =>
    TABLES.source_rows.columns.some((c) => c.name === (field === 'ci' ? 'ci_hash' : field)),
  );
  const extra = fields.filter((field) => !known.includes(field));
  // What the rules count as the grade of a row may be older than what the export says.
  const read = (field: string) =>
    writesBack && field === 'grade' ? sql`written_back.said_grade` : sql`rows.${name(field)}`;
  const pairs = join(extra.map((field) => sql`${field}, ${name(field)}`));
  const passengers =
    extra.length === 0 ? raw('cast(null as varchar)') : sql`cast(json_object(${pairs}) as varchar)`;
  return [
    ...known.map((field) => ({
      name: field === 'ci' ? 'ci_hash' : field,
      typed: read(field),
      text: asText({ name: field, type: typeOf(field).toUpperCase() }, read(field)),
    })),
    { name: 'name_key', typed: name('name_key'), text: name('name_key') },
    { name: 'extra', typed: passengers, text: passengers },
  ];
}
