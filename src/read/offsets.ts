import type { Encoding } from './dialect.js';
import { utf16Length } from './utf16.js';

/** From positions in the working bytes of a chunk to offsets in the file. */
export class Offsets {
  private bytes: Uint8Array = new Uint8Array();
  private chunkFrom = 0;
  private chunkOffset: number;
  private markAt = 0;
  private markOffset = 0;

  constructor(
    private readonly encoding: Encoding,
    start: number,
    private readonly fileBytes: number,
  ) {
    this.chunkOffset = start;
  }

  /** A new chunk begins at `from`, where the one before was used up to. */
  chunk(bytes: Uint8Array, from: number): void {
    this.bytes = bytes;
    this.chunkFrom = from;
    this.markAt = from;
    this.markOffset = this.chunkOffset;
  }

  used(at: number): void {
    this.chunkOffset = this.at(at);
  }

  at(position: number): number {
    return Math.min(this.fileBytes, this.isUtf16() ? this.utf16At(position) : this.byteAt(position));
  }

  private isUtf16(): boolean {
    return this.encoding === 'utf-16le' || this.encoding === 'utf-16be';
  }

  private byteAt(position: number): number {
    return this.chunkOffset + position - this.chunkFrom;
  }

  private utf16At(position: number): number {
    if (position < this.markAt) {
      this.markAt = this.chunkFrom;
      this.markOffset = this.chunkOffset;
    }
    this.markOffset += utf16Length(this.bytes, this.markAt, position);
    this.markAt = position;
    return this.markOffset;
  }
}
