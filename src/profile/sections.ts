import type { Messages } from '../report/messages.js';
import { number, type Shown, type ShownTable, text } from '../report/shown.js';
import { displayWidth, graphemesOf } from '../report/width.js';
import { because } from './because.js';
import type { ColumnProfile, FileProfile } from './profile.js';

/** What is shown of one file, on a terminal as on a page. */
export function sectionsOf(file: FileProfile, words: Messages, at: number): readonly Shown[] {
  const section = { notes: [], addsUp: true };
  const title = file.path;
  const tables = [
    factsOf(file, words),
    columnsOf(file, words),
    guessesOf(file, words),
    valuesOf(file, words),
  ];
  return [{ ...section, id: `file-${at + 1}`, title, tables }];
}

function factsOf(file: FileProfile, { profile: words }: Messages): ShownTable {
  const { cells, dropped } = file;
  const rows: (readonly string[])[] = [
    [words.format, formatOf(file, words)],
    [words.encoding, `${file.encoding} (${words.encodingEvidence({ evidence: file.encodingEvidence })})`],
    [words.header, headerOf(file, words)],
    [words.records, words.recordsOf(file)],
    ...(dropped > 0
      ? [[words.dropped, words.droppedLines({ lines: dropped, patterns: file.totalRows.join(' | ') })]]
      : []),
    ...(cells !== null && cells.longNumbers > 0
      ? [[words.longNumbers, words.longNumbersFound({ cells: cells.longNumbers })]]
      : []),
    ...(cells !== null && cells.errors > 0 ? [[words.errorCells, String(cells.errors)]] : []),
    [words.key, file.key === null ? words.noKey : words.keyFound(file.key)],
  ];
  return { caption: words.file, columns: [text(words.fact), text(words.found)], rows };
}

function headerOf(
  { headerRow, headerRows, titleRows: titles }: FileProfile,
  words: Messages['profile'],
): string {
  const lines = headerRows === 2 ? `${headerRow}–${headerRow + 1}` : String(headerRow);
  return titles > 0 ? words.headerBelow({ lines, titles }) : words.headerAt({ lines });
}

function formatOf(file: FileProfile, { formats, tab }: Messages['profile']): string {
  if (file.kind === 'html') return formats.html;
  return file.sheet === null
    ? formats.csv({ delimiter: file.delimiter === '\t' ? tab : file.delimiter })
    : formats.xlsx({ sheet: file.sheet, sheets: file.sheets.join(', ') });
}

function columnsOf(file: FileProfile, words: Messages): ShownTable {
  const { profile } = words;
  return {
    caption: profile.columns,
    columns: [
      text(profile.column),
      number(profile.filled),
      number(profile.distinct),
      text(profile.shape),
      text(profile.examples),
    ],
    rows: file.columns.map((column) => [
      cut(column.header, 24),
      words.number({ value: column.filled }),
      words.number({ value: column.distinct }),
      shapeOf(column, words),
      cut(column.examples.slice(0, 2).join(', '), 28),
    ]),
  };
}

function shapeOf({ shape, formats }: ColumnProfile, { profile }: Messages): string {
  const [format] = formats;
  return format === undefined ? profile.shapes[shape] : `${profile.shapes[shape]} ${format.format}`;
}

function guessesOf(file: FileProfile, words: Messages): ShownTable {
  const guessed = file.columns.filter((column) => column.guess !== null);
  return {
    caption: words.profile.guesses,
    columns: [text(words.profile.guess), text(words.profile.evidence)],
    rows: [
      ...guessed.map((column) => [
        `${column.guess?.field} ${words.number({ value: Math.round((column.guess?.confidence ?? 0) * 100) })}%`,
        cut(because(column, words), 70),
      ]),
      ...file.composed.map(({ field, how, columns }) => [
        field,
        cut(words.profile.composed[how]({ columns: columns.join(', ') }), 70),
      ]),
    ],
  };
}

function valuesOf(file: FileProfile, words: Messages): ShownTable {
  const listed = file.columns.filter(({ values, shape }) => values !== null && shape !== 'integer');
  return {
    caption: words.profile.valuesCaption,
    columns: [text(words.profile.column), text(words.profile.values)],
    rows: listed.map(({ header, values }) => [
      cut(header, 24),
      cut((values ?? []).map((one) => `${one.text} ${words.number({ value: one.count })}`).join(', '), 66),
    ]),
  };
}

/** Fits a table into a hundred columns; a Hangul syllable takes two. */
function cut(whole: string, columns: number): string {
  if (displayWidth(whole) <= columns) return whole;
  let short = '';
  for (const grapheme of graphemesOf(whole)) {
    if (displayWidth(short + grapheme) > columns - 1) break;
    short += grapheme;
  }
  return `${short}…`;
}
