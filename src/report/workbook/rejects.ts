import type { Row } from '../../engine/engine.js';
import { sql } from '../../engine/sql.js';
import { type Messages, wordsFor } from '../messages.js';
import type { ReportModel } from '../model.js';
import { count, text } from '../outline/cell.js';
import type { List } from './list.js';

interface Reject extends Row {
  readonly source: string;
  readonly file: string;
  readonly line: bigint;
  readonly reason: string;
  readonly column: string | null;
}

/** Records that could not be read, in the order of rejects.csv. Their text is in that file alone. */
export function rejectList(model: ReportModel, words: Messages): List<Reject> {
  const { rejects, inputs, codes, workbook } = words;
  return {
    name: workbook.sheets.rejects,
    total: model.rejects.total,
    file: model.rejects.file,
    frozen: 0,
    columns: [
      { key: 'source', head: inputs.source, width: 14, cell: (row) => text(row.source) },
      { key: 'file', head: rejects.file, width: 40, cell: (row) => text(row.file) },
      { key: 'line', head: rejects.line, width: 12, isNumber: true, cell: (row) => count(Number(row.line)) },
      {
        key: 'reason',
        head: rejects.reason,
        width: 40,
        cell: (row) => text(wordsFor(codes.rejectReasons, row.reason)),
      },
      { key: 'column', head: rejects.column, width: 24, cell: (row) => text(row.column) },
    ],
    rows: sql`select source, file, line, reason, "column" from rejects order by position`,
  };
}
