import { type FileHandle, open } from 'node:fs/promises';
import { Failure } from '../failure.js';

/** A temporary file that is written while the next bytes for it are made. */
export class Spool {
  /** Bytes handed over so far. */
  bytes = 0;
  private file: FileHandle | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(readonly path: string) {}

  /** Starts writing. The bytes must stay as they are until `settled`. */
  append(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.bytes += bytes.length;
    this.writing = this.writing.then(() => this.write(bytes));
    // A failure is thrown by whoever waits next.
    this.writing.catch(() => {});
  }

  /** Everything handed over so far is on disk. */
  async settled(): Promise<void> {
    await this.writing;
  }

  async close(): Promise<void> {
    try {
      await this.writing;
    } finally {
      await this.file?.close();
    }
  }

  private async write(bytes: Uint8Array): Promise<void> {
    this.file ??= await open(this.path, 'wx', 0o600);
    for (let at = 0; at < bytes.length; ) {
      const { bytesWritten } = await this.file.write(bytes, at).catch((cause: unknown) => {
        throw cannotWrite(this.path, cause);
      });
      at += bytesWritten;
    }
  }
}

/** A temporary file that does not take more, most likely for want of space. */
export function cannotWrite(path: string, cause: unknown): Failure {
  const why = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : '';
  return new Failure(
    'internal',
    `${path}: cannot be written${why}`,
    'free some disk space there, then run again',
    { cause },
  );
}
