import type { Row } from '../../engine/engine.js';
import { join, name, raw, type Sql, sql } from '../../engine/sql.js';
import type { FactContext } from '../facts/context.js';
import { listed } from '../facts/listed.js';
import type { Messages } from '../messages.js';
import type { ReportModel } from '../model.js';
import { amount, text } from '../outline/cell.js';
import { fieldCell } from './field-cell.js';
import type { List, ListColumn } from './list.js';

interface Gone extends Row {
  readonly member_id: string;
  readonly name: string | null;
  readonly grade: string | null;
}

/** Members who are in no export any more, as the target has them: the highest grade first. */
export async function goneList(
  context: FactContext,
  model: ReportModel,
  words: Messages,
): Promise<List<Gone>> {
  const held = await context.engine.rows<{ bucket: string }>(
    sql`select distinct bucket from previous_points semi join (${NEWS}) using (member_id) order by bucket`,
  );
  const buckets = held.map(({ bucket }) => bucket);
  const sources = context.config.sources.map((source) => source.name);
  return {
    name: words.workbook.sheets.gone,
    total: model.members.gone,
    file: model.losses?.gone.examples.file ?? 'changes.csv',
    frozen: 1,
    columns: columnsOf({ model, words, buckets, sources }),
    rows: goneMembers(context, { buckets, sources }),
  };
}

interface Told {
  readonly model: ReportModel;
  readonly words: Messages;
  readonly buckets: readonly string[];
  readonly sources: readonly string[];
}

function columnsOf({ model, words, buckets, sources }: Told): readonly ListColumn<Gone>[] {
  const { workbook, decisions, grades, tables } = words;
  return [
    { key: 'member_id', head: workbook.columns.member_id, width: 24, cell: (row) => text(row.member_id) },
    {
      key: 'name',
      head: decisions.name,
      width: 14,
      cell: (row) => fieldCell('name', row.name, model.masked),
    },
    {
      key: 'grade',
      head: tables.gone.grade,
      width: 16,
      cell: (row) => text(row.grade ?? grades.noGrade),
    },
    ...buckets.map((bucket): ListColumn<Gone> => {
      const key = `points:${bucket}`;
      const cell = (row: Gone) => (row[key] === null ? null : amount(row[key] as string));
      return { key, head: tables.gone.balanceOf({ bucket }), width: 16, isNumber: true, cell };
    }),
    ...sources.map((source): ListColumn<Gone> => {
      const key = `ids_in_${source}`;
      return {
        ...{ key, head: tables.gone.rowsIn({ source }), width: 24 },
        cell: (row) => text(row[key] as string | null),
      };
    }),
  ];
}

/** Those who were gone before are no news. */
const NEWS = sql`select member_id from absent where is_news`;

function goneMembers({ rules }: FactContext, { buckets, sources }: Pick<Told, 'buckets' | 'sources'>): Sql {
  const balances = buckets.map(
    (bucket) =>
      sql`, cast(sum(balance) filter (where bucket = ${bucket}) as varchar) as ${name(`points:${bucket}`)}`,
  );
  const ids = sources.map(
    (source) =>
      sql`, string_agg(source_member_id, ', ' order by source_member_id) filter (where source = ${source}) as ${name(`ids_in_${source}`)}`,
  );
  // Taken before they are summed: the target has millions of whom nobody is gone.
  const ofGone = (table: Sql) => sql`(from ${table} semi join (${NEWS}) using (member_id))`;
  return sql`with points as (select member_id ${join(balances, '')} from ${ofGone(raw('previous_points'))} group by member_id),
    ids as (select member_id ${join(ids, '')} from ${ofGone(raw('previous_links'))} group by member_id)
    select * from (select member_id, name, grade from ${ofGone(raw('previous_members'))})
    left join points using (member_id) left join ids using (member_id)
    order by coalesce(list_position([${listed(rules.grades)}], grade), 0) desc, member_id`;
}
