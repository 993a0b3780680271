import { type FileHandle, open } from 'node:fs/promises';

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
      const { bytesWritten } = await this.file.write(bytes, at);
      at += bytesWritten;
    }
  }
}
