import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import { asText } from '../engine/text.js';
import { sourceName } from '../match/member-ids.js';
import { phrase } from '../match/wording.js';
import { messagesIn } from '../report/messages.js';
import type { Masters } from '../rules/masters.js';
import { TABLES } from '../store/tables.js';
import { type KeptFields, keepFields } from './kept-fields.js';
import { MOVED_BALANCES } from './points/moves.js';

/** Columns of the target's members that say what a member is, in the order of members.csv. */
const DESCRIBING = TABLES.members.columns
  .map((column) => column.name)
  .filter((column) => !['member_id', 'merged_into', 'split_from', 'gone_since'].includes(column));

/**
 * Puts what was matched and merged under member ids. Makes
 * - the view `unified(member_id, person_id, is_new, split_from, previous_grade, …)`: one row a member, with those of
 *   `describingColumns` that the merge gave, as the target stores them (dates as ISO text);
 * - `links(row_id, source, source_member_id, member_id, how, score, reason)`: one row an accepted source row;
 * - `balances(member_id, bucket, balance, expires_at)`.
 */
export async function unify(
  engine: Engine,
  config: Config,
  { isFirstRun, masters }: { readonly isFirstRun: boolean; readonly masters: Masters },
): Promise<void> {
  const columns = await describingColumns(engine, 'merged');
  const kept = await keepFields(engine, config, masters.fields);
  await wordReasons(engine);
  const links = sql`select row_id, ${sourceName(config)} as source, rows.member_id as source_member_id, person_ids.member_id,
      coalesce(how, 'alone') as how, coalesce(weight, 0) as score, coalesce(reason, '') as reason
    from rows join person_rows using (row_id) join person_ids using (person_id)
    left join ties using (row_id) left join patterns using (pattern) left join reasons using (agreement)`;
  const balances = sql`select member_id, bucket, balance, cast(expires_at as varchar) as expires_at
    from merged_points join person_ids using (person_id)
    ${masters.buckets.length === 0 ? sql`` : sql`union all ${MOVED_BALANCES}`}`;
  await engine.run(sql`create or replace view unified as
    select ${join(['member_id', 'person_id', 'is_new', 'split_from', 'previous_grade'].map((column) => sql`merged.${name(column)}`))},
      ${join(columns.map((column) => sql`${described(column, kept)} as ${name(column.name)}`))}
    from merged ${kept.joins}`);
  // Against an empty target each is read once, to write its file; otherwise many times.
  const kind = raw(isFirstRun ? 'view' : 'table');
  await engine.run(sql`create or replace ${kind} links as ${links}`);
  await engine.run(sql`create or replace ${kind} balances as ${balances}`);
}

function described(column: TableColumn, { values }: KeptFields): Sql {
  const made = asText(column, sql`merged.${name(column.name)}`);
  const kept = values.get(column.name);
  return kept === undefined ? made : sql`case when merged.is_new then ${made} else ${kept} end`;
}

/** `reasons(agreement, reason)`: agreements in the words of files, which are English whatever the report's language. */
async function wordReasons(engine: Engine): Promise<void> {
  const found = await engine.rows<{ agreement: string }>(
    sql`select distinct agreement from patterns order by agreement`,
  );
  await engine.run(sql`create or replace table reasons (agreement varchar, reason varchar)`);
  const words = messagesIn('en').codes;
  const rows = found.map(({ agreement }) => sql`(${agreement}, ${phrase(agreement, words)})`);
  if (rows.length > 0) await engine.run(sql`insert into reasons values ${join(rows)}`);
}

export interface TableColumn {
  readonly name: string;
  readonly type: string;
}

/** Those columns of a table that describe a member, in the target's order. */
export async function describingColumns(engine: Engine, table: string): Promise<readonly TableColumn[]> {
  const all = await engine.rows<{ column_name: string; column_type: string }>(sql`describe ${name(table)}`);
  const types = new Map(all.map((column) => [column.column_name, column.column_type]));
  return DESCRIBING.flatMap((column) => {
    const type = types.get(column);
    return type === undefined ? [] : [{ name: column, type }];
  });
}
