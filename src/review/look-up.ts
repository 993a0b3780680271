import { join as joinPath } from 'node:path';
import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { live } from '../engine/inert.js';
import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import { rowsHash } from '../match/rows-hash.js';
import { sourceNumber } from '../match/source-name.js';
import { readCsv } from '../plan/files/content.js';
import { loadPlanRows, type RowsOfPlan } from '../plan/plan-rows.js';
import { rowFields } from '../standardise/typed.js';

/** A line that names two rows, or one. */
interface NamedPair {
  readonly source_l: string;
  readonly id_l: string;
  readonly source_r: string;
  readonly id_r: string;
  readonly rows_hash: string;
}

/** What the plan knows of a line. */
export interface Found {
  /** The ids as the plan has them: a spreadsheet drops zeros in front and rounds long numbers. */
  readonly id_l: string;
  readonly id_r: string;
  readonly hasLeft: boolean;
  readonly hasRight: boolean;
  /** Whether the plan asks for a decision about it. */
  readonly isAsked: boolean;
  /** What the two rows say now; null where one of them is not there. */
  readonly rowsHash: string | null;
  /** Whether the line was written when they said something else. */
  readonly isChanged: boolean;
}

/**
 * Looks the lines up in a plan and gives what is known of each, in their order. Leaves the table `rows` with all the
 * rows that are named.
 */
export async function lookUp(
  engine: Engine,
  config: Config,
  { plan, lines }: { readonly plan: RowsOfPlan; readonly lines: readonly NamedPair[] },
): Promise<readonly Found[]> {
  await engine.step('named', named(lines));
  await engine.step('asked', asked(joinPath(plan.directory, 'review.csv')));
  await engine.step('resolved', resolved());
  await engine.step(
    'wanted',
    sql`select source_l as source, id_l as member_id from resolved
      union select source_r, id_r from resolved where id_r <> ''`,
  );
  await loadPlanRows(engine, config, plan);
  const found = await engine.rows(facts(config));
  await engine.drop('named', 'asked', 'resolved', 'wanted');
  return found.map((one) => ({
    id_l: one.id_l as string,
    id_r: one.id_r as string,
    hasLeft: one.has_left === true,
    hasRight: one.has_right === true,
    isAsked: one.is_asked === true,
    rowsHash: one.rows_hash as string | null,
    isChanged: one.is_changed === true,
  }));
}

function named(lines: readonly NamedPair[]): Sql {
  const texts = ['source_l', 'id_l', 'source_r', 'id_r', 'rows_hash'] as const;
  const shape = { no: 'integer', ...Object.fromEntries(texts.map((column) => [column, 'varchar'])) };
  const numbered = lines.map((line, no) => ({ no, ...Object.fromEntries(texts.map((c) => [c, line[c]])) }));
  return sql`select unnest(from_json(${JSON.stringify(numbered)}, ${JSON.stringify([shape])}), recursive := true)`;
}

/** The pairs of review.csv in both directions, since a person may turn them round. */
function asked(file: string): Sql {
  const lines = sql`select source_l, ${live(name('id_l'))} as id_l, coalesce(source_r, '') as source_r,
      coalesce(${live(name('id_r'))}, '') as id_r, rows_hash
    from ${readCsv(file)}`;
  return sql`with lines as (${lines})
    select distinct source_l, id_l, source_r, id_r, rows_hash from lines
    union select source_r, id_r, source_l, id_l, rows_hash from lines where id_r <> ''`;
}

/** What a spreadsheet takes for a number it writes without zeros in front, and a long one in six digits. */
function asNumber(text: Sql): Sql {
  const number = sql`regexp_full_match(${text}, '[0-9]+([.][0-9]+)?([eE][+]?[0-9]{1,2})?')`;
  return sql`case when ${number} then format('{:.5e}', cast(${text} as double)) else ${text} end`;
}

function alike(column: string): Sql {
  return sql`${asNumber(sql`asked.${name(column)}`)} = ${asNumber(sql`named.${name(column)}`)}`;
}

/** A line that is no pair of the plan as it is written, but is exactly one as numbers with what its rows say, is that one. */
function resolved(): Sql {
  return sql`with exact as (
    select no from named semi join asked using (source_l, id_l, source_r, id_r)
  ),
  alike as (
    select no, count(*) as pairs, min(asked.id_l) as id_l, min(asked.id_r) as id_r
    from named join asked on asked.source_l = named.source_l and asked.source_r = named.source_r
      and ${join(['id_l', 'id_r', 'rows_hash'].map(alike), ' and ')}
    where no not in (from exact)
    group by no
  )
  select no, source_l, case when pairs = 1 then alike.id_l else named.id_l end as id_l,
    source_r, case when pairs = 1 then alike.id_r else named.id_r end as id_r,
    coalesce(pairs = 1, false) or no in (from exact) as is_asked, named.rows_hash as said
  from named left join alike using (no)`;
}

function facts(config: Config): Sql {
  const number = (source: Sql) => sourceNumber(config, source);
  // A row that stands alone in its line is compared with itself.
  const right = (column: string, left: string) => sql`coalesce(nullif(${name(column)}, ''), ${name(left)})`;
  const both = raw('l.row_id is not null and r.row_id is not null');
  const now = rowsHash(raw('l'), raw('r'), rowFields(config.sources));
  return sql`select *, said <> '' and ${asNumber(raw('said'))} <> ${asNumber(raw('rows_hash'))} as is_changed
    from (select no, id_l, id_r, l.row_id is not null as has_left, r.row_id is not null as has_right, is_asked, said,
      case when ${both} then ${now} end as rows_hash
    from resolved
    left join rows as l on l.source_no = ${number(raw('source_l'))} and l.member_id = id_l
    left join rows as r on r.source_no = ${number(right('source_r', 'source_l'))} and r.member_id = ${right('id_r', 'id_l')})
    order by no`;
}
