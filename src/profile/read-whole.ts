import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../engine/engine.js';
import { sql } from '../engine/sql.js';
import { Failure } from '../failure.js';
import type { Dialect, Encoding } from '../read/dialect.js';
import { decideEncoding, isUtf16, workingHead } from '../read/encoding.js';
import { readFile, type Tally } from '../read/file.js';
import { Loader } from '../read/load.js';
import { refuseMojibake } from '../read/mojibake.js';
import { Placements } from '../read/placement.js';
import { createRejects } from '../read/quarantine.js';
import { SIZES } from '../read/source.js';
import { emptyFile, type Survey, surveyFile } from '../read/survey.js';
import { utf16Length } from '../read/utf16.js';
import { type FoundLayout, findLayout } from './find-layout.js';
import { headRows } from './head-rows.js';
import { TOTAL_WORDS } from './total-words.js';

/** A file whose rows all lie in a table of the engine, with what was found out on the way. */
export interface WholeFile {
  readonly survey: Survey;
  readonly encoding: Encoding;
  readonly evidence: string;
  readonly delimiter: string;
  readonly layout: FoundLayout;
  readonly tally: Tally;
  readonly table: string;
  /** One column of the table for each name of the header. */
  readonly columns: readonly string[];
}

export interface ReadWholeOptions {
  readonly engine: Engine;
  readonly workDirectory: string;
  readonly sheet?: string;
}

/** Reads all columns of a file without being told anything about it; `use` has the table, which is gone afterwards. */
export async function readWhole<T>(
  path: string,
  { engine, workDirectory, sheet }: ReadWholeOptions,
  use: (file: WholeFile) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(workDirectory, 'profile-'));
  const table = `profile_${randomUUID().replaceAll('-', '')}`;
  try {
    const survey = await surveyFile(path, {
      unpackTo: join(directory, 'unpacked'),
      chunkBytes: SIZES.chunkBytes,
      workbook: {
        ...(sheet === undefined ? {} : { sheet }),
        prefer: 'widest',
        width: (rows) => findLayout(rows)?.header.length ?? 0,
      },
    });
    return await use(await load(engine, survey, { table, directory }));
  } finally {
    await engine.drop(table);
    await rm(directory, { recursive: true, force: true });
  }
}

async function load(
  engine: Engine,
  survey: Survey,
  { table, directory }: { readonly table: string; readonly directory: string },
): Promise<WholeFile> {
  const { dialect, layout, start, evidence } = open(survey);
  const columns = layout.header.map((_, at) => `c${at}`);
  const file = { fileNo: 0, survey, dialect, columns: columns.map((_, at) => at), start };
  const places = new Placements([{ ...survey, dialect }], SIZES.bounds);
  const loader = new Loader({ engine, table, columns, placements: places });
  await loader.create();
  await createRejects(engine);
  const { threads } = await engine.one<{ threads: bigint }>(
    sql`select current_setting('threads') as threads`,
  );
  // As for a plan: one thread keeps up with the scan, several would have to put their parts in order again.
  await engine.run(sql`set threads = 1`);
  try {
    const tally = await readFile(file, { engine, source: table, loader, directory, sizes: SIZES });
    await loader.finish();
    return { survey, evidence, layout, tally, table, columns, ...dialect };
  } finally {
    await loader.finish().catch(() => {});
    await engine.run(sql`set threads = ${threads}`);
    await engine.run(sql`delete from read_rejects where source = ${table}`);
  }
}

interface Found {
  readonly dialect: Dialect;
  readonly layout: FoundLayout;
  readonly start: { readonly offset: number; readonly line: number };
  readonly evidence: string;
}

function open(survey: Survey): Found {
  const decision = decideEncoding(survey, { name: 'profile', encoding: 'auto', header_row: 1 });
  const { encoding, evidence, mark } = decision;
  const { head, lineEnd } = workingHead(survey, decision);
  if (head.length === 0) throw emptyFile(survey.path);
  const { rows, delimiter } = headRows(
    head,
    encoding,
    survey.workbook === undefined && !survey.isPage ? undefined : ',',
  );
  if (rows.length === 0) throw emptyFile(survey.path);
  const layout = findLayout(rows);
  if (layout === undefined) throw noHeader(survey.path);
  refuseMojibake(survey.path, layout.header);
  const after = rows.find(({ line }) => line >= layout.headerRow + layout.headerRows);
  const headerBytes = after?.offset ?? rows.at(-1)?.end ?? head.length;
  const bytes = isUtf16(encoding) ? utf16Length(head, 0, headerBytes) : headerBytes;
  return {
    layout,
    evidence,
    start: { offset: mark + bytes, line: after?.line ?? layout.headerRow + layout.headerRows },
    dialect: {
      ...{ encoding, lineEnd, delimiter, quote: '"' },
      header: layout.header,
      validUtf8: isUtf16(encoding) || survey.validUtf8,
      drops: TOTAL_WORDS.map((first) => ({ name: first, first })),
    },
  };
}

/** Its first lines are records already. */
export function noHeader(path: string): Failure {
  return new Failure(
    'input',
    `${path}: has no header in its first lines`,
    'put a line with the names of the columns above the records',
  );
}
