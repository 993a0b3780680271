import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { live } from '../engine/inert.js';
import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import { trimmed } from '../standardise/missing.js';
import { rowFields } from '../standardise/typed.js';
import { type EditedFile, MOST_FAULTS, type Wrong } from './edited-file.js';
import { rowsHash } from './rows-hash.js';
import { sourceNumber, strangeSource } from './source-name.js';

/** What a file of decided pairs must have; `rows_hash` is read where it is there. */
export const PAIR_COLUMNS = ['source_l', 'id_l', 'source_r', 'id_r', 'decision'] as const;

/**
 * From the lines of a file to `decided(line_id, decision, l, r, left_key, right_key, is_absent, is_changed, …more)`, one row
 * for every line with a decision:
 * - `decision`: `link`, `no_link`, or `alone`, which is about the left row; its line may name the row that it
 *   was shown beside;
 * - `l`, `r`: the rows, the left one first, NULL where one of them is no accepted row;
 * - `left_key`, `right_key`: the rows as the file names them; a line without a right row has NULL;
 * - `is_absent`: a row that the decision is about is no accepted row;
 * - `is_changed`: the rows say something else than when the decision was made.
 *
 * Gives the number of lines. Throws Faults for lines that cannot be used, and for two that contradict each other.
 */
export async function takeDecided(
  engine: Engine,
  config: Config,
  { file, more = [] }: { readonly file: EditedFile; readonly more?: readonly string[] },
): Promise<number> {
  const lines = await engine.step('decided_lines', linesOf(config, file, more));
  await refuseUnreadable(engine, config, file);
  await engine.step('decided_rows', NAMED_ROWS);
  await engine.step('decided', decided(config, more));
  await refuseContradictions(engine, file);
  await engine.drop('decided_lines', 'decided_rows');
  return lines;
}

function linesOf(config: Config, { columns, table }: EditedFile, more: readonly string[]): Sql {
  const text = (column: string) =>
    columns.includes(column) ? sql`nullif(${trimmed(name(column))}, '')` : sql`cast(null as varchar)`;
  const number = (column: string) => sourceNumber(config, trimmed(name(column)));
  const others = more.map((column) => sql`, ${text(column)} as ${name(column)}`);
  return sql`select rowid as line_id, ${text('source_l')} as source_l, ${text('source_r')} as source_r,
      ${number('source_l')} as no_l, ${live(text('id_l'))} as id_l,
      ${number('source_r')} as no_r, ${live(text('id_r'))} as id_r,
      lower(${text('decision')}) as decision, ${text('rows_hash')} as rows_hash ${join(others, ' ')}
    from ${name(table)}`;
}

/** Of all rows those few that the lines name: the joins below look at nothing else. */
const NAMED_ROWS = sql`select rows.* from rows semi join (
    select no_l as source_no, id_l as member_id from decided_lines where decision is not null
    union select no_r, id_r from decided_lines where decision is not null
  ) using (source_no, member_id)`;

function decided(config: Config, more: readonly string[]): Sql {
  const key = (side: string) =>
    sql`case when ${name(`id_${side}`)} is not null then ${name(`no_${side}`)} || ' ' || ${name(`id_${side}`)} end`;
  // A row that stands alone in its line is compared with itself.
  const hash = rowsHash(raw('a'), raw('b'), rowFields(config.sources));
  const both = sql`a.row_id is not null and b.row_id is not null`;
  const others = more.map((column) => sql`, ${name(column)}`);
  return sql`select line_id, decision, a.row_id as l, case when id_r is not null then b.row_id end as r,
      ${key('l')} as left_key, ${key('r')} as right_key,
      a.row_id is null or (decision <> 'alone' and b.row_id is null) as is_absent,
      coalesce(${both} and rows_hash <> ${hash}, false) as is_changed ${join(others, ' ')}
    from decided_lines
    left join decided_rows as a on a.source_no = no_l and a.member_id = id_l
    left join decided_rows as b on b.source_no = coalesce(no_r, no_l) and b.member_id = coalesce(id_r, id_l)
    where decision is not null`;
}

/** A line without a decision is still to be decided, whatever else it says. */
async function refuseUnreadable(engine: Engine, config: Config, file: EditedFile): Promise<void> {
  const found = await engine.rows<{ line_id: bigint; fault: string; l: string | null; r: string | null }>(
    sql`select line_id, fault, source_l as l, source_r as r
      from (select *, ${FIRST_FAULT} as fault from decided_lines where decision is not null)
      where fault is not null order by line_id limit ${MOST_FAULTS}`,
  );
  const wrongs = found.map(({ line_id: at, fault: column, l, r }): Wrong => {
    if (column === 'source_l') return strangeSource(config, { at, column }, l);
    if (column === 'source_r') return strangeSource(config, { at, column }, r);
    return { at, column, ...wordsOf(column) };
  });
  if (wrongs.length > 0) await file.refuse(wrongs);
}

/** The leftmost column of a line that cannot be used. */
const FIRST_FAULT = sql`case when no_l is null then 'source_l' when id_l is null then 'id_l'
    when decision = 'alone' and source_r is null and id_r is null then null
    when no_r is null then 'source_r' when id_r is null or (no_l = no_r and id_l = id_r) then 'id_r'
    when decision not in ('link', 'no_link', 'alone') then 'decision' end`;

function wordsOf(column: string): Pick<Wrong, 'message' | 'hint'> {
  if (column === 'decision')
    return {
      message: 'the decision is neither link nor no_link nor alone',
      hint: 'link: one person; no_link: two persons; alone: the left row is nobody else; empty: not decided yet',
    };
  return {
    message: `${column} is missing, or the same row as the other`,
    hint: 'a pair needs the source and the member id of two rows',
  };
}

interface Contradiction extends Record<string, unknown> {
  readonly line_id: bigint;
  readonly other: bigint;
  readonly about: 'pair' | 'row';
}

/** A decision whose rows have changed contradicts nothing: it counts no more. */
async function refuseContradictions(engine: Engine, file: EditedFile): Promise<void> {
  const found = await engine.rows<never>(
    sql`with valid as (
        select *, least(left_key, right_key) as one, greatest(left_key, right_key) as two from decided where not is_changed
      ),
      opposite as (
        select greatest(min(a.line_id), min(b.line_id)) as line_id, least(min(a.line_id), min(b.line_id)) as other, 'pair' as about
        from valid as a join valid as b using (one, two)
        where a.decision = 'link' and b.decision = 'no_link' group by one, two
      ),
      linked as (
        select line_id, left_key as key from valid where decision = 'link'
        union all select line_id, right_key from valid where decision = 'link'
      ),
      tied as (
        select greatest(alone.line_id, linked.line_id) as line_id, least(alone.line_id, linked.line_id) as other, 'row' as about
        from valid as alone join linked on linked.key = alone.left_key where alone.decision = 'alone'
      )
      select * from (from opposite union all from tied) order by line_id, other limit ${MOST_FAULTS}`,
  );
  const wrongs = (found as readonly Contradiction[]).map(
    ({ line_id: at, other, about }): Wrong => ({
      at,
      column: 'decision',
      message: `another line decides the opposite about this ${about}: line ${file.lineOf(other)}`,
      hint: 'keep the line that is right',
    }),
  );
  if (wrongs.length > 0) await file.refuse(wrongs);
}
