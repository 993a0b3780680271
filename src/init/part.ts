import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type FoundLayout, findLayout } from '../profile/find-layout.js';
import { headRows } from '../profile/head-rows.js';
import type { Encoding } from '../read/dialect.js';
import { decideEncoding, isUtf16, workingHead } from '../read/encoding.js';
import { SIZES } from '../read/source.js';
import { type Survey, surveyFile } from '../read/survey.js';
import { utf16Length } from '../read/utf16.js';

/** One of several files of a source, as far as it must be known to tell which others are laid out like it. */
export interface Part {
  readonly path: string;
  readonly survey: Survey;
  readonly encoding: Encoding;
  /** Undefined where its first line is a record already. */
  readonly layout: FoundLayout | undefined;
  /** Values of its first row. */
  readonly width: number;
  /** The byte of its text from which records stand. */
  readonly start: number;
}

/** Looks at the first lines of a file. Throws as reading does. */
export async function openPart(path: string, unpackTo: string): Promise<Part> {
  const survey = await surveyFile(path, {
    unpackTo,
    chunkBytes: SIZES.chunkBytes,
    workbook: { prefer: 'widest', width: (rows) => findLayout(rows)?.header.length ?? 0 },
  });
  const decision = decideEncoding(survey, { name: 'part', encoding: 'auto', header_row: 1 });
  const { encoding, mark } = decision;
  const { head } = workingHead(survey, decision);
  const { rows } = headRows(
    head,
    encoding,
    survey.workbook === undefined && !survey.isPage ? undefined : ',',
  );
  const layout = findLayout(rows);
  const after = layout && rows.find(({ line }) => line >= layout.headerRow + layout.headerRows);
  const bytes = layout === undefined ? 0 : (after?.offset ?? head.length);
  const start = mark + (isUtf16(encoding) ? utf16Length(head, 0, bytes) : bytes);
  return { path, survey, encoding, layout, width: rows[0]?.fields.length ?? 0, start };
}

/** Writes the parts as one file with the header of the first, so that all of their values are looked at together. */
export async function joinParts(parts: readonly Part[], to: string): Promise<void> {
  await pipeline(Readable.from(bytesOf(parts)), createWriteStream(to, { mode: 0o600 }));
}

async function* bytesOf(parts: readonly Part[]): AsyncIterable<Buffer> {
  for (const [at, { survey, start, encoding }] of parts.entries()) {
    yield* createReadStream(survey.uncompressedPath, { start: at === 0 ? 0 : start });
    const lineEnd = isUtf16(encoding) ? Buffer.from(encoding === 'utf-16le' ? '\n\0' : '\0\n') : EOL;
    if (!(await lastBytes(survey, lineEnd.length)).equals(lineEnd)) yield lineEnd;
  }
}

const EOL = Buffer.from('\n');

async function lastBytes({ uncompressedPath, uncompressedBytes }: Survey, count: number): Promise<Buffer> {
  const file = await open(uncompressedPath);
  try {
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(count),
      0,
      count,
      Math.max(0, uncompressedBytes - count),
    );
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
