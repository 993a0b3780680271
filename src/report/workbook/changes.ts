import type { Engine, Row } from '../../engine/engine.js';
import { raw, type Sql, sql } from '../../engine/sql.js';
import type { Messages } from '../messages.js';
import type { ReportModel } from '../model.js';
import { text } from '../outline/cell.js';
import { fieldCell, fieldName } from './field-cell.js';
import { type List, type ListColumn, MOST_ROWS } from './list.js';

/** The changes that the sheet lists. */
export const SHOWN_CHANGES = 'workbook_changes';

interface Change extends Row {
  readonly member_id: string;
  readonly name: string | null;
  readonly change: keyof Messages['workbook']['changes'];
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly rule: string | null;
  readonly adjusted_by: string | null;
}

/** The tables `changes` and `outcomes` of a plan, and `(member_id, name)` as a select. */
interface Changed {
  readonly engine: Engine;
  readonly isFirstRun: boolean;
  readonly named: Sql;
}

/**
 * Every change, old and new, those that somebody may complain about first. On a first run nobody changes, and the
 * sheet has the members whose grade is not the best one they have in a source. Makes `workbook_changes`, from which
 * the rows are read.
 */
export async function changeList(
  { isFirstRun, engine, named }: Changed,
  model: ReportModel,
  words: Messages,
): Promise<List<Change>> {
  const from = isFirstRun ? FIRST_RUN : LATER_RUNS;
  const { total } = await engine.one<{ total: bigint }>(sql`select count(*) as total from (${from})`);
  await engine.step(SHOWN_CHANGES, sql`${from} order by ${FIRST} limit ${MOST_ROWS}`);
  return {
    name: words.workbook.sheets.changes,
    total: Number(total),
    file: model.files?.changes ?? 'changes.csv',
    ...(isFirstRun ? { note: words.workbook.firstRun } : {}),
    frozen: 1,
    columns: columnsOf(model, words),
    rows: sql`select ${raw(SHOWN_CHANGES)}.*, name from ${raw(SHOWN_CHANGES)}
      left join (${named}) using (member_id) order by ${FIRST}`,
  };
}

function columnsOf({ masked }: ReportModel, words: Messages): readonly ListColumn<Change>[] {
  const { columns, changes } = words.workbook;
  const { decisions } = words;
  const value = ({ field }: Change, one: string | null) =>
    field === 'grade' ? text(one ?? words.grades.noGrade) : fieldCell(field, one, masked);
  return [
    { key: 'member_id', head: columns.member_id, width: 24, cell: (row) => text(row.member_id) },
    { key: 'name', head: decisions.name, width: 14, cell: (row) => fieldCell('name', row.name, masked) },
    { key: 'change', head: columns.change, width: 22, cell: (row) => text(changes[row.change]) },
    { key: 'field', head: columns.field, width: 22, cell: (row) => text(fieldName(words, row.field)) },
    {
      key: 'before',
      head: columns.before,
      width: 18,
      cell: (row) => value(row, row.before),
    },
    { key: 'after', head: columns.after, width: 18, cell: (row) => value(row, row.after) },
    { key: 'rule', head: decisions.rule, width: 24, cell: (row) => text(row.rule) },
    { key: 'adjusted_by', head: decisions.adjustedBy, width: 24, cell: (row) => text(row.adjusted_by) },
  ];
}

/** What a member loses before what it gains. */
const ORDER = sql`['left', 'down', 'gone', 'merged', 'less', 'up', 'entered', 'more', 'link', 'expiry', 'field', 'returned']`;

const FIRST: Sql = sql`list_position(${ORDER}, change), size desc nulls last, member_id, field`;

const FIRST_RUN: Sql = sql`select member_id, movement as change, 'grade' as field, baseline as before, grade as after,
    rule, adjusted_by, abs(steps)::double as size
  from outcomes where movement in ('left', 'down', 'up')`;

const LATER_RUNS: Sql = sql`select changes.member_id, field, before, after,
    case when field = 'grade' then outcomes.rule end as rule,
    case when field = 'grade' then outcomes.adjusted_by end as adjusted_by,
    case when field = 'grade' then abs(steps)::double else abs(points) end as size,
    case
      when field = 'grade' and movement = 'without_baseline' then 'entered'
      when field = 'grade' and movement in ('left', 'down', 'up') then movement
      when field = 'gone_since' and after is null then 'returned'
      when field = 'gone_since' then 'gone'
      when field = 'merged_into' then 'merged'
      when points < 0 then 'less'
      when points > 0 then 'more'
      when points = 0 then 'expiry'
      when starts_with(field, 'link:') then 'link'
      else 'field'
    end as change
  from (
    select *, case when starts_with(field, 'points:')
      then coalesce(try_cast(after as double), 0) - coalesce(try_cast(before as double), 0) end as points
    from changes
  ) as changes left join outcomes using (member_id)`;
