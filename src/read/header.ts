import { isUtf8 } from 'node:buffer';
import type { Source } from '../config/config.js';
import { nearest } from '../config/nearest.js';
import { Failure, type Fault } from '../failure.js';
import { encodingFault, textOf } from './characters.js';
import { detectDelimiter } from './delimiter.js';
import type { Dialect, Encoding } from './dialect.js';
import { groupedNames } from './grouped-names.js';
import { type Mapping, mappingsOf, tidy } from './mapping.js';
import { mojibake } from './mojibake.js';
import { expectedBy, presetAdvice } from './preset-advice.js';
import { type Judged, judge, type Punctuation, type Refused } from './record.js';

/** The header of one file and where the records after it begin. */
export interface Header {
  readonly fields: readonly string[];
  readonly delimiter: string;
  /** Physical lines up to and with the header. */
  readonly lines: number;
  /** Working bytes up to and with the header. */
  readonly bytes: number;
  readonly faults: readonly Fault[];
}

export interface HeaderText {
  readonly path: string;
  /** Working bytes from the start of the file, at least as far as the header goes. */
  readonly head: Buffer;
  readonly encoding: Encoding;
  readonly validUtf8: boolean;
}

/** Reads the header and compares it with the config, by name: the order of columns means nothing. */
export function readHeader(text: HeaderText, source: Source): Header {
  const from = startOfLine(text, source.header_row);
  const mappings = mappingsOf(source);
  const rest = text.head.subarray(from, from + HEADER_BYTES);
  const delimiter = source.delimiter ?? detectDelimiter(textOf(rest, text), mappings, source.quote);
  const parsed = parseHeader(rest, { ...text, delimiter, quote: source.quote }, source.header_rows);
  const lines = source.header_row - 1 + (parsed?.lines ?? 1);
  const place = { ...text, row: source.header_row, mappings, source };
  if (parsed === undefined) return { fields: [], delimiter, lines, bytes: from, faults: [strayQuote(place)] };
  const faults = faultsOf(parsed, place);
  return { fields: parsed.fields, delimiter, lines, bytes: from + parsed.bytes, faults };
}

/** The header of a part whose records begin at once. Throws a Failure where it has the same header again. */
export function headerElsewhere(
  text: HeaderText,
  { header, delimiter, quote }: Pick<Dialect, 'header' | 'delimiter' | 'quote'>,
  { name }: Pick<Source, 'name'>,
): Header {
  const own = parseHeader(text.head.subarray(0, HEADER_BYTES), { ...text, delimiter, quote });
  if (own !== undefined && own.fields.join('\0') === header.join('\0'))
    throw new Failure(
      'usage',
      `${text.path}: has a header of its own, and sources.${name}.header is first_file`,
      'take out `header: first_file`',
    );
  return { fields: header, delimiter, lines: 0, bytes: 0, faults: [] };
}

// A header may hold line ends inside quotes, but not without end.
const HEADER_BYTES = 65_536;

interface Place extends HeaderText {
  readonly row: number;
  readonly mappings: readonly Mapping[];
  readonly source: Pick<Source, 'name' | 'preset'>;
}

interface ParsedHeader {
  readonly fields: readonly string[];
  readonly bytes: number;
  readonly lines: number;
  readonly fault: string | undefined;
}

function startOfLine({ path, head }: HeaderText, row: number): number {
  let from = 0;
  for (let line = 1; line < row; line++) {
    from = head.indexOf(0x0a, from) + 1;
    if (from === 0 || from === head.length)
      throw new Failure(
        'input',
        `${path}: has no line ${row} to be its header`,
        'check header_row in the config',
      );
  }
  return from;
}

function parseHeader(
  rest: Buffer,
  dialect: Pick<Dialect, 'encoding' | 'delimiter' | 'quote' | 'validUtf8'>,
  rows: 1 | 2 = 1,
): ParsedHeader | undefined {
  const text = Buffer.from(textOf(rest, dialect));
  const judged = rows === 1 ? judge(text, dialect) : judgeBoth(text, dialect);
  if ('reason' in judged) return undefined;
  const lines = Math.max(1, text.subarray(0, judged.bytes).filter((byte) => byte === 0x0a).length);
  let bytes = 0;
  for (let i = 0; i < lines; i++) bytes = rest.indexOf(0x0a, bytes) + 1 || rest.length;
  const fault = encodingFault(rest.subarray(0, bytes), { ...dialect, header: [], lineEnd: 'lf' });
  return { fields: judged.fields.map(tidy), bytes, lines, fault };
}

/** Two records that are one header. */
function judgeBoth(text: Buffer, punctuation: Punctuation): Judged | Refused {
  const groups = judge(text, punctuation);
  if ('reason' in groups) return groups;
  const names = judge(text.subarray(groups.bytes), punctuation);
  if ('reason' in names) return names;
  const fields = groupedNames(groups.fields.map(tidy), names.fields.map(tidy));
  return { fields, bytes: groups.bytes + names.bytes };
}

function faultsOf({ fields, fault }: ParsedHeader, place: Place): Fault[] {
  const { path, row, mappings, source } = place;
  const headers = [...new Set(mappings.map(({ header }) => header))];
  const missing = headers.filter((header) => !fields.includes(header));
  const broken = fault === undefined || missing.length === 0 ? [] : [brokenText(place)];
  if (missing.length === headers.length) return [nothingFound(fields, place), ...broken];
  const meaning = (header: string) =>
    mappings
      .filter((m) => m.header === header)
      .map((m) => m.field)
      .join(', ');
  const others = fields.filter((field) => !headers.includes(field));
  const faults = missing.map((header) => {
    const message = `column "${header}" (${meaning(header)}) is not in the header`;
    const hint = suggestion(header, others);
    const advice = presetAdvice(header, fields, source);
    const at = { file: path, line: row, column: 1 };
    if (advice === undefined) return { ...at, message, hint };
    return { ...at, message: `${message}; ${advice.because}`, hint: `${hint}; ${advice.line}` };
  });
  const repeated = headers.filter((header) => fields.indexOf(header) !== fields.lastIndexOf(header));
  const twice = repeated.map((header) => ({
    file: path,
    line: row,
    column: columnOf(fields, fields.lastIndexOf(header)),
    message: `column "${header}" (${meaning(header)}) is in the header more than once`,
    hint: `fields ${positions(fields, header)}: rename all but one of them in the export`,
  }));
  return [...faults, ...twice, ...broken];
}

function nothingFound(fields: readonly string[], place: Place): Fault {
  const { path, row, head, encoding, mappings, source } = place;
  const expected = list(mappings.map(({ header }) => header));
  const at = { file: path, line: row, column: 1 };
  const none = `none of the ${mappings.length} configured columns is in the header`;
  const message = source.preset === undefined ? none : `${none}; ${expectedBy(source.preset, 'them')}`;
  const other = otherEncoding(head, encoding, mappings);
  if (other !== undefined)
    return { ...at, message, hint: `the file is ${other}: change the source's encoding to ${other} or auto` };
  const line = headerBelow(place);
  if (line !== undefined)
    return { ...at, message, hint: `the names stand on line ${line}: write header_row: ${line}` };
  const damage = mojibake(fields);
  if (damage !== undefined)
    return {
      ...at,
      message,
      hint: `expected ${expected}; its names are damaged: ${damage}; export it again`,
    };
  // A record must not be shown: it is somebody's.
  if (fields.some(looksPersonal))
    return {
      ...at,
      message,
      hint: `expected ${expected}; line ${row} looks like a record: is header_row right?`,
    };
  return {
    ...at,
    message,
    hint: `expected ${expected}; found ${list(fields)}: is it another file or delimiter, or were all columns renamed?`,
  };
}

// A title, a period, a filter, who made it and when.
const MOST_TITLES = 20;

/** The line further down, or further up, that has half of the names at least. */
function headerBelow({ head, mappings, ...dialect }: Place): number | undefined {
  const headers = [...new Set(mappings.map(({ header }) => header))];
  const text = textOf(head.subarray(0, HEADER_BYTES), dialect).normalize('NFC');
  const lines = text.split('\n', MOST_TITLES);
  const at = lines.findIndex((line) => {
    const values = new Set(line.split(/[,;\t|]/).map((value) => tidy(value).replace(/^"(.*)"$/, '$1')));
    return headers.length > 1 && headers.filter((header) => values.has(header)).length * 2 >= headers.length;
  });
  return at < 0 ? undefined : at + 1;
}

function otherEncoding(head: Buffer, encoding: Encoding, mappings: readonly Mapping[]): Encoding | undefined {
  const other = encoding === 'cp949' ? 'utf-8' : 'cp949';
  if (encoding === 'cp949' && !isUtf8(head.subarray(0, head.indexOf(0x0a) + 1))) return undefined;
  const text = textOf(head.subarray(0, HEADER_BYTES), { encoding: other }).normalize('NFC');
  const telling = mappings.filter(({ header }) => /[^\0-\x7f]/.test(header));
  return telling.some(({ header }) => text.includes(header)) ? other : undefined;
}

/** What a person may have meant, and what there is; a name that looks like a value is not shown. */
export function suggestion(header: string, others: readonly string[]): string {
  const shown = others.filter((field) => field !== '' && !looksPersonal(field));
  const near = nearest(header, shown);
  const guess = near === undefined ? '' : `did you mean "${near}"? `;
  return `${guess}found and not configured: ${list(shown)}`;
}

function strayQuote({ path, row }: Place): Fault {
  const hint = 'a quote stands inside a field or is never closed: correct it, or set quote: false';
  return { file: path, line: row, column: 1, message: 'the header has a stray quote', hint };
}

function brokenText({ path, row, encoding }: Place): Fault {
  return {
    file: path,
    line: row,
    column: 1,
    message: `the header is not valid ${encoding}`,
    hint: `write encoding: auto under the source, or correct the line in the export`,
  };
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 40).map((name) => name.slice(0, 40));
  const rest = names.length - shown.length;
  return (shown.join(', ') || 'nothing') + (rest > 0 ? ` and ${rest} more` : '');
}

function positions(fields: readonly string[], header: string): string {
  return fields.flatMap((field, i) => (field === header ? [i + 1] : [])).join(' and ');
}

/** The character, from 1, at which a field begins, if nothing before it is quoted. */
function columnOf(fields: readonly string[], index: number): number {
  return fields.slice(0, index).reduce((sum, field) => sum + [...field].length + 1, 1);
}

function looksPersonal(field: string): boolean {
  return /\d{4}|@/.test(field);
}
