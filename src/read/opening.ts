import { join } from 'node:path';
import pLimit from 'p-limit';
import type { Source } from '../config/config.js';
import { Failure, type Fault, Faults } from '../failure.js';
import { requireComplete } from './complete.js';
import { decideEncoding, isUtf16, workingHead } from './encoding.js';
import type { OpenedFile } from './file.js';
import { headerElsewhere, readHeader } from './header.js';
import { columnsOf, sourceOfFile } from './mapping.js';
import { emptyFile, type Survey, surveyFile } from './survey.js';
import { findTrailer, type Trailer } from './trailer.js';
import { utf16Length } from './utf16.js';
import type { SheetChoice } from './workbook/copy-sheet.js';

/** A file that is ready to be read, and what its report says of it. */
export interface Opened extends OpenedFile {
  readonly evidence: string;
  readonly headerLines: number;
  readonly trailer?: Trailer;
  readonly faults: readonly Fault[];
}

export interface OpenOptions {
  /** Where unpacked copies go. */
  readonly directory: string;
  readonly parallel: number;
  readonly chunkBytes: number;
}

/** Looks at all files and their headers before a single record is read; all faults come together. */
export async function openFiles(source: Source, options: OpenOptions): Promise<readonly Opened[]> {
  const limit = pLimit(Math.max(1, options.parallel));
  const first = source.header === 'first_file' ? await openFirst(source, options) : undefined;
  const outcomes = await Promise.allSettled(
    source.files.map((path, fileNo) =>
      limit(async () =>
        fileNo === first?.fileNo ? first : openFile(path, fileNo, { source, ...options, headOf: first }),
      ),
    ),
  );
  const opened = outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
  const faults = opened.flatMap((file) => file.faults);
  if (faults.length > 0) throw new Faults(faults);
  return opened;
}

/** Of an export in parts the one that has the header: `members_2.csv` comes before `members_10.csv`. */
async function openFirst(source: Source, options: OpenOptions): Promise<Opened | undefined> {
  const order = new Intl.Collator('en', { numeric: true });
  const [first] = [...source.files].sort(order.compare);
  if (first === undefined) return undefined;
  const opened = await openFile(first, source.files.indexOf(first), { source, ...options });
  if (opened.faults.length > 0) throw new Faults(opened.faults);
  return opened;
}

async function openFile(
  path: string,
  fileNo: number,
  { directory, chunkBytes, ...of }: OpenOptions & Wanted,
): Promise<Opened> {
  const unpackTo = join(directory, `${fileNo}-unpacked`);
  const survey = await surveyFile(path, { unpackTo, chunkBytes, workbook: sheetOf(of.source) });
  return openSurveyed(survey, fileNo, of);
}

interface Wanted {
  readonly source: Source;
  /** The part that has the header of all parts. */
  readonly headOf?: Opened | undefined;
}

/** Finds the header that the config describes, in a file that was looked through before. */
export async function openSurveyed(
  survey: Survey,
  fileNo: number,
  { source: written, headOf }: Wanted,
): Promise<Opened> {
  const { path } = survey;
  const source = sourceAsCopied(survey, written);
  await requireComplete(source, survey);
  const decision = decideEncoding(survey, source);
  const { encoding } = decision;
  const validUtf8 = isUtf16(encoding) || survey.validUtf8;
  const { head, lineEnd } = workingHead(survey, decision);
  if (head.length === 0) throw emptyFile(path);
  const text = { path, head, encoding, validUtf8 };
  const header =
    headOf === undefined
      ? readHeader(text, sourceOfFile(source, path))
      : headerElsewhere(text, headOf.dialect, source);
  const headerBytes = isUtf16(encoding) ? utf16Length(head, 0, header.bytes) : header.bytes;
  const start = decision.mark + headerBytes;
  const trailer = await findTrailer(source, survey, { encoding, lineEnd, start });
  return {
    fileNo,
    survey: trailer === undefined ? survey : { ...survey, uncompressedBytes: trailer.offset },
    ...(trailer === undefined ? {} : { trailer }),
    dialect: {
      encoding,
      lineEnd,
      validUtf8,
      delimiter: header.delimiter,
      quote: source.quote,
      header: header.fields,
      ...(source.drop_rows === undefined ? {} : { drops: source.drop_rows }),
      ...(source.text_mark === undefined ? {} : { textMark: source.text_mark }),
    },
    columns: columnsOf(source, path, header.fields),
    start: { offset: start, line: header.lines + 1 },
    evidence: decision.evidence,
    headerLines: header.lines,
    faults: header.faults,
  };
}

/** As many columns as the header has; it is where the config says. */
function sheetOf({ sheet, header_row: from, header_rows: rows = 1 }: Source): SheetChoice {
  return {
    ...(sheet === undefined ? {} : { sheet }),
    width: (first) => {
      const header = first.filter(({ line }) => line >= from && line < from + rows);
      return Math.max(0, ...header.map(({ fields }) => fields.findLastIndex((field) => field !== '') + 1));
    },
  };
}

/** A sheet and a page are copied as CSV of one kind, whatever the config says of its text files. */
function sourceAsCopied({ path, workbook, isPage }: Survey, source: Source): Source {
  if (workbook === undefined && isPage !== true) return source;
  if (workbook !== undefined && source.decimal === ',')
    throw new Failure(
      'usage',
      `${path}: numbers of a workbook have a point, and sources.${source.name}.decimal says a comma`,
      'take out `decimal`, or save the sheet as CSV',
    );
  return { ...source, encoding: 'utf-8', delimiter: ',', quote: '"' };
}
