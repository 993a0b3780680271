import { open } from 'node:fs/promises';
import iconv from 'iconv-lite';
import type { Source } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import { sql } from '../../engine/sql.js';
import { Failure, type Fault, Faults } from '../../failure.js';
import { readSource, type SourceReading } from '../../read/source.js';

/** What a file of known matches says: who each row is, or which pairs of rows are one person. */
export type TruthKind = 'persons' | 'pairs';

/** Needed columns first; the others are read where the file has them. */
const COLUMNS: Readonly<
  Record<TruthKind, { readonly needed: readonly string[]; readonly more: readonly string[] }>
> = {
  persons: { needed: ['source', 'source_member_id', 'person'], more: [] },
  pairs: {
    needed: ['source_l', 'id_l', 'source_r', 'id_r', 'decision'],
    more: ['rows_hash', 'stratum', 'stratum_pairs'],
  },
};

/** A truth file in the engine, as text, in the table `read__truth`. Dispose it when no row is traced any more. */
export interface TruthFile {
  readonly path: string;
  readonly kind: TruthKind;
  readonly columns: readonly string[];
  /** Throws all of these faults together, each with its place in the file. */
  refuse(wrongs: readonly Wrong[]): Promise<never>;
  dispose(): Promise<void>;
}

/** A value that cannot be used; `at` is the rowid in `read__truth`. */
export interface Wrong {
  readonly at: bigint;
  readonly column: string;
  readonly message: string;
  readonly hint: string;
}

/** Enough to see what is wrong with a file; a wrong column is wrong in every line. */
export const MOST_FAULTS = 20;

// No source of a config begins with an underscore.
const SOURCE = '_truth';

/**
 * Reads a truth file in the way exports are read, in any of their encodings and delimiters. Its kind follows
 * from its header; every record must be readable. Throws Faults, or a Failure for a file that cannot be opened.
 */
export async function readTruthFile(engine: Engine, path: string, workDirectory: string): Promise<TruthFile> {
  const { header, kind } = await openTruthFile(path);
  const { needed, more } = COLUMNS[kind];
  const columns = [...needed, ...more.filter((column) => header.includes(column))];
  const reading = await readSource(engine, sourceOf(path, columns), { workDirectory, parallel: 2 });
  const file: TruthFile = {
    path,
    kind,
    columns,
    refuse: async (wrongs) => {
      throw new Faults(await Promise.all(wrongs.map((wrong) => faultOf(wrong, path, { header, reading }))));
    },
    dispose: async () => {
      await engine.drop(`read_${SOURCE}`);
      await reading.dispose();
    },
  };
  const rejects = await takeRejects(engine, path);
  if (rejects.length === 0) return file;
  await file.dispose();
  throw new Faults(rejects);
}

/** Looks at the header alone, so that the wrong file is told before minutes are spent. Throws as `readTruthFile`. */
export async function openTruthFile(
  path: string,
): Promise<{ readonly header: readonly string[]; readonly kind: TruthKind }> {
  const header = await headerOf(path);
  return { header, kind: kindOf(path, header) };
}

function kindOf(path: string, header: readonly string[]): TruthKind {
  const found = (['persons', 'pairs'] as const).find((kind) =>
    COLUMNS[kind].needed.every((column) => header.includes(column)),
  );
  if (found !== undefined) return found;
  const message = 'the header is neither that of known persons nor that of decided pairs';
  const hint = `expected ${COLUMNS.persons.needed.join(',')} or ${COLUMNS.pairs.needed.join(',')}${missingFrom(header)}`;
  throw new Faults([{ file: path, line: 1, column: 1, message, hint }]);
}

function missingFrom(header: readonly string[]): string {
  const near = Object.values(COLUMNS).find(({ needed }) => needed.some((column) => header.includes(column)));
  const missing = near?.needed.filter((column) => !header.includes(column)) ?? [];
  return missing.length === 0 ? '' : `; missing: ${missing.join(', ')}`;
}

/** The columns that we know are ASCII, which stands alike in every encoding once its zero bytes are gone. */
async function headerOf(path: string): Promise<readonly string[]> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new Failure('usage', `${path} cannot be read: ${error.code}`, 'name the file of known matches');
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

function sourceOf(path: string, columns: readonly string[]): Source {
  return {
    name: SOURCE,
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
async function takeRejects(engine: Engine, path: string): Promise<readonly Fault[]> {
  const rejects = await engine.rows<{ line: bigint; reason: string }>(
    sql`select line, reason from read_rejects where source = ${SOURCE} order by line limit ${MOST_FAULTS}`,
  );
  await engine.run(sql`delete from read_rejects where source = ${SOURCE}`);
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
