import { type FileHandle, open } from 'node:fs/promises';

/** A file that is written line by line and reaches the disk in pieces of a few megabytes. */
export interface ExportFile {
  /** Takes a line without its end; true when it is time to `drain`. */
  add(line: string): boolean;
  /** Writes what has gathered. */
  drain(): Promise<void>;
  /** Writes the rest and closes the file; gives its size in bytes. */
  close(): Promise<number>;
}

interface ExportFormat {
  readonly path: string;
  readonly lineEnd: '\n' | '\r\n';
  readonly encode: (text: string) => Buffer;
}

/** Lines are encoded a few at a time: thousands of unfinished strings alive at once cost more than all the rest. */
const LINES_PER_PIECE = 128;
const BYTES_PER_WRITE = 4 * 1024 * 1024;

/** Opens a file for writing; an existing one is replaced. */
export async function openExportFile({ path, lineEnd, encode }: ExportFormat): Promise<ExportFile> {
  const file: FileHandle = await open(path, 'w');
  let lines: string[] = [];
  let pieces: Buffer[] = [];
  let waiting = 0;
  let written = 0;
  const finishPiece = (): void => {
    if (lines.length === 0) return;
    const piece = encode(lines.join(lineEnd) + lineEnd);
    lines = [];
    pieces.push(piece);
    waiting += piece.length;
  };
  const drain = async (): Promise<void> => {
    finishPiece();
    await file.writeFile(Buffer.concat(pieces, waiting));
    written += waiting;
    pieces = [];
    waiting = 0;
  };
  const add = (line: string): boolean => {
    if (lines.push(line) >= LINES_PER_PIECE) finishPiece();
    return waiting >= BYTES_PER_WRITE;
  };
  return {
    add,
    drain,
    close: () =>
      drain()
        .then(() => file.close())
        .then(() => written),
  };
}
