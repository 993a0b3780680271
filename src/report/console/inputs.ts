import { droppedOf, hasDropped, linesSign, type RecordCounts, recordsSign, totalCounts } from '../balance.js';
import { arrivalTexts } from '../sentences/arrival.js';
import { type Column, table } from './table.js';
import { block, indented, type View } from './view.js';

interface Row {
  readonly name: string;
  readonly counts: RecordCounts;
}

/** Where the records and the lines of each source went, each row a sum. */
export function inputLines(view: View): readonly string[] {
  const words = view.words.inputs;
  const number = (value: number) => view.words.number({ value });
  const plus = (value: number) => `+ ${number(value)}`;
  const source: Column<Row> = { head: words.source, align: 'left', cell: ({ name }) => name };
  const column = (head: string, cell: (counts: RecordCounts) => string): Column<Row> => ({
    head,
    align: 'right',
    cell: ({ counts }) => cell(counts),
  });
  const records = [
    source,
    column(words.records, (counts) => number(counts.records)),
    column(words.accepted, (counts) => `${recordsSign(counts)} ${number(counts.accepted)}`),
    column(words.repeated, (counts) => plus(counts.repeated)),
    column(words.excluded, (counts) => plus(counts.excluded)),
    column(words.rejected, (counts) => plus(counts.rejected)),
  ];
  const lines = [
    source,
    column(words.lines, (counts) => number(counts.lines)),
    column(words.header, (counts) => `${linesSign(counts)} ${number(counts.header)}`),
    column(words.blank, (counts) => plus(counts.blank)),
    ...(hasDropped(view.model.inputs) ? [column(words.dropped, (counts) => plus(droppedOf(counts)))] : []),
    column(words.linesOfRecords, (counts) => plus(counts.lines_of_records)),
  ];
  const rows = rowsOf(view);
  const emptied = view.model.inputs.reduce((sum, input) => sum + input.emptied, 0);
  const note = indented(view, words.emptied({ values: emptied }));
  return block(view, words.title, [
    ...table(view, records, rows),
    '',
    ...table(view, lines, rows),
    '',
    ...note,
    ...arrivalTexts(view.words, view.model.inputs).flatMap((text) => indented(view, text)),
  ]);
}

function rowsOf({ model, words }: View): readonly Row[] {
  const rows = model.inputs.map((counts) => ({ name: counts.source, counts }));
  if (rows.length < 2) return rows;
  return [...rows, { name: words.allSources, counts: totalCounts(model.inputs) }];
}
