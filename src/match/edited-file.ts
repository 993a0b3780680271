import { open } from 'node:fs/promises';
import iconv from 'iconv-lite';
import type { Source } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { sql } from '../engine/sql.js';
import { Failure, type Fault, Faults } from '../failure.js';
import { readSource, type SourceReading } from '../read/source.js';

/** A CSV that people edit, in the engine as text. Dispose it when no row is traced any more. */
export interface EditedFile {
  readonly path: string;
  /** The table of its columns; the rowid of a row is the `at` of `Wrong`. */
  readonly table: string;
  readonly columns: readonly string[];
  readonly sha256: string;
  /** The physical line at which a row begins. */
  lineOf(at: bigint): number;
  /** Throws all of these faults together, each with its place in the file. */
  refuse(wrongs: readonly Wrong[]): Promise<never>;
  dispose(): Promise<void>;
}

/** A value that cannot be used. */
export interface Wrong {
  readonly at: bigint;
  readonly column: string;
  readonly message: string;
  readonly hint: string;
}

interface EditedFileInput {
  readonly path: string;
  /** What its table is called; begins with an underscore, as no source of a config does. */
  readonly name: string;
  /** Of the header as it stands, those that are read. */
  readonly columns: readonly string[];
  readonly header: readonly string[];
}

/** Enough to see what is wrong with a file; a wrong column is wrong in every line. */
export const MOST_FAULTS = 20;

/**
 * Reads the file in the way exports are read, in any of their encodings and delimiters; every record must be
 * readable. Throws Faults.
 */
export async function readEdited(
  engine: Engine,
  { path, name, columns, header }: EditedFileInput,
  workDirectory: string,
): Promise<EditedFile> {
  const reading = await readSource(engine, sourceOf(name, path, columns), { workDirectory, parallel: 2 });
  const file: EditedFile = {
    path,
    table: reading.table,
    columns,
    sha256: reading.files[0]?.sha256 ?? '',
    lineOf: (at) => reading.locate(at).line,
    refuse: async (wrongs) => {
      throw new Faults(await Promise.all(wrongs.map((wrong) => faultOf(wrong, path, { header, reading }))));
    },
    dispose: async () => {
      await engine.drop(reading.table);
      await reading.dispose();
    },
  };
  const rejects = await takeRejects(engine, name, path);
  if (rejects.length === 0) return file;
  await file.dispose();
  throw new Faults(rejects);
}

/**
 * The header alone, so that the wrong file is told before minutes are spent. The columns that we know are ASCII,
 * which stands alike in every encoding once its zero bytes are gone. Throws a usage Failure with this hint.
 */
export async function headerOf(path: string, hint: string): Promise<readonly string[]> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new Failure('usage', `${path} cannot be read: ${error.code}`, hint);
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    const text = buffer
      .subarray(0, bytesRead)
      .toString('latin1')
      .replace(/[^\x20-\x7e\t\r\n]/g, '');
    const [first = ''] = text.split(/\r?\n/, 1);
    return first.split(/[,;\t|]/).map((field) => field.replaceAll('"', '').trim());
  } finally {
    await file.close();
  }
}

const HEADER_BYTES = 65_536;

function sourceOf(name: string, path: string, columns: readonly string[]): Source {
  return {
    name,
    order: 0,
    files: [path],
    encoding: 'auto',
    quote: '"',
    header_row: 1,
    mode: 'full',
    one_row_per_person: false,
    columns: {},
    extra: Object.fromEntries(columns.map((column) => [column, column])),
    formats: {},
    values: {},
    exclude: [],
    on_repeat: 'reject',
  };
}

/** The records that could not be read, as faults; they are no rejects of the exports. */
async function takeRejects(engine: Engine, name: string, path: string): Promise<readonly Fault[]> {
  const rejects = await engine.rows<{ line: bigint; reason: string }>(
    sql`select line, reason from read_rejects where source = ${name} order by line limit ${MOST_FAULTS}`,
  );
  await engine.run(sql`delete from read_rejects where source = ${name}`);
  const hint = 'correct the line: it needs as many fields as the header, and quotes that are closed';
  return rejects.map(({ line, reason }) => ({
    file: path,
    line: Number(line),
    column: 1,
    message: `the record cannot be read (${reason})`,
    hint,
  }));
}

async function faultOf(
  { at, column, message, hint }: Wrong,
  path: string,
  { header, reading }: { readonly header: readonly string[]; readonly reading: SourceReading },
): Promise<Fault> {
  const { line, offset, bytes, fileNo } = reading.locate(at);
  const { encoding = 'utf-8', delimiter = ',' } = reading.files[fileNo] ?? {};
  const text = iconv.decode(await reading.rawBytes(fileNo, offset, bytes), encoding);
  return { file: path, line, column: columnOf(text, header.indexOf(column), delimiter), message, hint };
}

/** The character, from 1, at which a field of a record begins. */
function columnOf(record: string, index: number, delimiter: string): number {
  let field = 0;
  let isQuoted = false;
  const characters = Array.from(record);
  for (const [at, character] of characters.entries()) {
    if (field === index) return at + 1;
    if (character === '"') isQuoted = !isQuoted;
    else if (character === delimiter && !isQuoted) field++;
  }
  return characters.length + 1;
}
