import type { Language } from '../messages.js';
import { type Messages, messagesIn } from '../messages.js';
import type { ReportModel } from '../model.js';
import { type Cell, numberColumns, text } from '../outline/cell.js';
import { outlineOf } from '../outline/outline.js';
import type { OutlineSection, OutlineTable, SectionId } from '../outline/section.js';
import type { Line, Sheet } from './sheet.js';

/** They have a sheet of their own. */
const ELSEWHERE: readonly SectionId[] = ['matrix', 'examples'];

/** The first sheet: what to do, and every number of the report. */
export function summarySheet(model: ReportModel, lang: Language): Sheet {
  const words = messagesIn(lang);
  const outline = outlineOf(model, lang);
  const { name, sentence, lines, next, command } = outline.verdict;
  const all: readonly Line[] = [
    one('title', outline.title),
    one('note', outline.privacy),
    ...outline.facts.map(([fact, value]): Line => ({ style: 'plain', cells: [text(fact), value] })),
    BLANK,
    one('title', name),
    one('plain', sentence),
    ...lines.map((line) => one('plain', line)),
    ...(command === null ? [] : [one('plain', next), one('command', command)]),
    BLANK,
    ...outline.sections
      .filter(({ id }) => !ELSEWHERE.includes(id))
      .flatMap((section) => sectionLines(words, section)),
  ];
  return {
    name: words.workbook.sheets.summary,
    columns: COLUMNS,
    lines: all,
    frozen: { rows: 1, columns: 0 },
  };
}

/** The grade matrix with its filters, and its sums below them. Null where there is one source only. */
export function matrixSheet(model: ReportModel, lang: Language): Sheet | null {
  const words = messagesIn(lang);
  const section = outlineOf(model, lang).sections.find(({ id }) => id === 'matrix');
  const table = section?.tables[0];
  if (table === undefined) return null;
  const above: readonly Line[] = [one('note', table.caption)];
  const head = above.length + 1;
  return {
    name: words.workbook.sheets.matrix,
    columns: table.heads.map(() => ({ width: 16 })),
    lines: [...above, ...tableLines(table)],
    frozen: { rows: head, columns: 2 },
    filter: { head, last: head + table.rows.length },
  };
}

const COLUMNS = [44, 18, 18, 18, 18, 18, 18, 18].map((width) => ({ width }));

const BLANK: Line = { style: 'plain', cells: [] };

function one(style: Line['style'], content: string): Line {
  return { style, cells: [text(content)] };
}

function sectionLines(words: Messages, { title, tables: all, notes }: OutlineSection): readonly Line[] {
  const tables = all.filter(({ hasSheet }) => hasSheet !== true);
  if (tables.length === 0) return [];
  return [
    one('title', title),
    ...tables.flatMap((table) => [
      one('caption', table.caption),
      ...tableLines(table),
      ...(table.addsUp === false ? [one('note', words.doesNotAddUp)] : []),
      BLANK,
    ]),
    ...notes.map((note) => one('note', note)),
    ...(notes.length > 0 ? [BLANK] : []),
  ];
}

function tableLines({ heads, rows, foot }: OutlineTable): readonly Line[] {
  return [
    { style: 'head', cells: heads.map(text), right: numberColumns(heads.length, rows) },
    ...rows.map((cells): Line => ({ style: 'plain', cells: cells as readonly Cell[] })),
    ...(foot === undefined ? [] : [{ style: 'foot', cells: foot } as const]),
  ];
}
