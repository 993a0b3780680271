import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';

/** Larger ones are data, not rules. */
const MAX_BYTES = 4_194_304;

/** A CSV file that belongs to the rules: what a business person edits in a spreadsheet. */
export interface RuleCsv {
  readonly path: string;
  readonly sha256: string;
  readonly header: readonly string[];
  readonly lines: readonly CsvLine[];
}

export interface CsvLine {
  /** In the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Why a CSV file could not be read, as the rest of a sentence, and what to do about it. */
export class UnreadCsv extends Error {
  constructor(
    message: string,
    readonly hint: string,
    /** 1 where the file as a whole is meant. */
    readonly line = 1,
  ) {
    super(message);
  }
}

/** Reads a whole file; a delimiter other than the comma is known from the header. Throws UnreadCsv. */
export async function readRuleCsv(path: string): Promise<RuleCsv> {
  const bytes = await bytesOf(path);
  const text = decoded(bytes).normalize('NFC');
  const records = recordsOf(text);
  const [header, ...lines] = records.filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (header === undefined) throw new UnreadCsv('is empty', 'its first line names the columns');
  const uneven = lines.find(({ cells }) => cells.length !== header.cells.length);
  if (uneven !== undefined) {
    const counts = `has ${uneven.cells.length} cells, but the header ${header.cells.length}`;
    throw new UnreadCsv(counts, 'put quotes around a cell that holds the delimiter', uneven.line);
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path, sha256, header: header.cells, lines };
}

async function bytesOf(path: string): Promise<Buffer> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new UnreadCsv('does not exist', 'paths are relative to the rule file');
  if (found.size > MAX_BYTES)
    throw new UnreadCsv(`has ${found.size} bytes, more than ${MAX_BYTES}`, 'put such a list into an export');
  return readFile(path);
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadCsv('is not UTF-8', 'save it as "CSV UTF-8"');
  }
}

function recordsOf(text: string): readonly CsvLine[] {
  const first = text.slice(0, text.search(/[\r\n]|$/u));
  const delimiter = [',', ';', '\t'].find((candidate) => first.includes(candidate)) ?? ',';
  try {
    const records = parse(text, {
      bom: true,
      delimiter,
      info: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as readonly { record: readonly string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    const line = Number((error as { lines?: number }).lines ?? 1);
    throw new UnreadCsv('is no CSV', 'a quote may be open', line);
  }
}
