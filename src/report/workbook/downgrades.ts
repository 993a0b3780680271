import type { Row } from '../../engine/engine.js';
import { join, name, raw, type Sql, sql } from '../../engine/sql.js';
import type { FactContext } from '../facts/context.js';
import type { Messages } from '../messages.js';
import type { ReportModel } from '../model.js';
import { count, text } from '../outline/cell.js';
import { fieldCell } from './field-cell.js';
import { type List, MOST_ROWS } from './list.js';
import { SHOWN_NAMES } from './names.js';

/** The members that the sheet lists. */
export const SHOWN_DOWNGRADES = 'workbook_downgrades';

interface Downgrade extends Row {
  readonly member_id: string;
  readonly name: string | null;
  readonly movement: 'down' | 'left';
  readonly before: string | null;
  readonly after: string | null;
  readonly steps: number;
  readonly rule: string | null;
  readonly adjusted_by: string | null;
}

/**
 * Members with a lower grade than before, or none any more: the most steps down first. Makes `workbook_downgrades`;
 * the rows are read from it and from the names of its members.
 */
export async function downgradeList(
  context: FactContext,
  model: ReportModel,
  words: Messages,
): Promise<List<Downgrade>> {
  const { columns, changes, sheets } = words.workbook;
  const { decisions, grades } = words;
  await context.engine.step(
    SHOWN_DOWNGRADES,
    sql`select * from outcomes where movement in ('down', 'left') order by ${FIRST} limit ${MOST_ROWS}`,
  );
  const graded = context.config.sources.filter((source) => 'grade' in source.columns);
  return {
    name: sheets.downgrades,
    total: model.grades.down + model.grades.left,
    file: model.files?.changes ?? 'changes.csv',
    frozen: 1,
    columns: [
      { key: 'member_id', head: columns.member_id, width: 24, cell: (row) => text(row.member_id) },
      {
        key: 'name',
        head: decisions.name,
        width: 14,
        cell: (row) => fieldCell('name', row.name, model.masked),
      },
      { key: 'change', head: columns.change, width: 22, cell: (row) => text(changes[row.movement]) },
      { key: 'before', head: columns.before, width: 14, cell: (row) => text(row.before) },
      { key: 'after', head: columns.after, width: 14, cell: (row) => text(row.after ?? grades.noGrade) },
      {
        key: 'steps',
        head: columns.steps,
        width: 8,
        isNumber: true,
        cell: (row) => count(Math.abs(row.steps)),
      },
      { key: 'rule', head: decisions.rule, width: 24, cell: (row) => text(row.rule) },
      { key: 'adjusted_by', head: decisions.adjustedBy, width: 24, cell: (row) => text(row.adjusted_by) },
      ...graded.map((source) => ({
        key: `grade_in_${source.name}`,
        head: columns.gradesIn({ source: source.name }),
        width: 18,
        cell: (row: Downgrade) => text(row[`grade_in_${source.name}`] as string | null),
      })),
    ],
    rows: downgrades(graded),
  };
}

const FIRST: Sql = sql`abs(steps) desc, member_id`;

function downgrades(graded: readonly { readonly name: string; readonly order: number }[]): Sql {
  const labels = graded.map(
    (source) =>
      sql`, string_agg(grade, ', ' order by row_id) filter (source_no = ${source.order}) as ${name(`grade_in_${source.name}`)}`,
  );
  const rows =
    graded.length === 0
      ? sql`select null::bigint as person_id where false`
      : sql`select person_id ${join(labels, '')} from rows join person_rows using (row_id)
          where person_id in (select person_id from ${raw(SHOWN_DOWNGRADES)}) group by person_id`;
  return sql`select losers.member_id, name, movement, baseline as before, losers.grade as after,
      cast(steps as integer) as steps, rule, adjusted_by, labels.* exclude (person_id)
    from ${raw(SHOWN_DOWNGRADES)} as losers left join ${raw(SHOWN_NAMES)} using (member_id)
    left join (${rows}) as labels on labels.person_id = losers.person_id
    order by ${FIRST}`;
}
