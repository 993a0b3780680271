import type { Engine, Row } from '../engine/engine.js';
import { join, type Sql, sql } from '../engine/sql.js';
import { type Language, type Messages, messagesIn, wordsFor } from '../report/messages.js';
import type { ReportModel } from '../report/model.js';
import { text } from '../report/outline/cell.js';
import { archiveOf, bytesOf } from '../report/workbook/archive.js';
import { changeList } from '../report/workbook/changes.js';
import { fieldCell } from '../report/workbook/field-cell.js';
import { type List, listSheet } from '../report/workbook/list.js';
import { workbookParts } from '../report/workbook/parts.js';
import { summarySheet } from '../report/workbook/summary.js';

/** The workbook of a plan that takes a run back: what it does, every change, and every id that begins or ends. */
export async function revertWorkbook(
  engine: Engine,
  model: ReportModel,
  lang: Language,
): Promise<Uint8Array> {
  const words = messagesIn(lang);
  await engine.step('outcomes', outcomes(model.grades.ladder));
  const changes = await changeList({ engine, isFirstRun: false, named: NAMES }, model, words);
  const sheets = [
    summarySheet(model, lang),
    listSheet(engine, words, changes),
    listSheet(engine, words, idList(model, words)),
  ];
  return bytesOf(archiveOf(workbookParts(sheets)));
}

/** As the members are afterwards, else as they are now. */
const NAMES = sql`select member_id, coalesce(now.name, was.name) as name
  from previous_members as was full join after_members as now using (member_id)`;

/** As the facts of a plan have it: no rule decided here. */
function outcomes(ladder: readonly string[]): Sql {
  const grades = sql`[${join(ladder.map((grade) => sql`${grade}`))}]::varchar[]`;
  return sql`select *, case
        when grade is null and baseline is null then 'same'
        when grade is null then 'left'
        when baseline is null then 'without_baseline'
        when steps > 0 then 'up' when steps < 0 then 'down' else 'same' end as movement,
      null::varchar as rule, null::varchar as adjusted_by
    from (select member_id, grade, previous_grade as baseline,
        coalesce(list_position(${grades}, grade), 0) - coalesce(list_position(${grades}, previous_grade), 0) as steps
      from unified)`;
}

interface IdChange extends Row {
  readonly member_id: string;
  readonly name: string | null;
  readonly change: string;
  readonly other: string | null;
}

function idList(model: ReportModel, words: Messages): List<IdChange> {
  const { workbook, decisions, tables } = words;
  const { takenBack } = tables;
  return {
    name: workbook.sheets.ids,
    total: (model.taken_back?.ids ?? []).reduce((sum, { count }) => sum + count, 0),
    file: 'member_ids.csv',
    frozen: 1,
    columns: [
      { key: 'member_id', head: workbook.columns.member_id, width: 24, cell: (row) => text(row.member_id) },
      {
        key: 'name',
        head: decisions.name,
        width: 14,
        cell: (row) => fieldCell('name', row.name, model.masked),
      },
      {
        key: 'change',
        head: takenBack.becomes,
        width: 34,
        cell: (row) => text(wordsFor(takenBack.ids, row.change)),
      },
      { key: 'other', head: takenBack.other, width: 24, cell: (row) => text(row.other) },
    ],
    rows: sql`select member_id, name, change, other from id_changes left join (${NAMES}) using (member_id)
      order by list_position(['removed', 'gone', 'merged', 'unmerged', 'restored', 'returned'], change), member_id`,
  };
}
