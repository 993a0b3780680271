import { isUtf8 } from 'node:buffer';
import { readsAsCp949Hangul, transcodeCp949 } from './cp949.js';
import type { Dialect } from './dialect.js';
import { keepsStructure } from './nfc.js';
import type { Scan } from './scan.js';

const LF = 0x0a;

/** The plain records of a chunk as UTF-8, NFC, one a line, each line ended by a line feed alone. */
export class PlainText {
  private out: Buffer = Buffer.alloc(0);
  private end = 0;
  private bytes: Buffer = Buffer.alloc(0);
  private to = 0;
  /** Lines from here up to the current one still have to be copied as they are. */
  private copyFrom = 0;
  private valid = true;

  constructor(private readonly dialect: Dialect) {}

  /** The text of the chunk so far. It is gone when the next chunk begins, unless it was taken out. */
  get text(): Buffer {
    return this.out.subarray(0, this.end);
  }

  /** Hands the buffer to somebody who still reads it while the next chunk is filled into another one. */
  takeOut(other: Buffer): { text: Buffer; buffer: Buffer } {
    const taken = { text: this.text, buffer: this.out };
    this.out = other;
    this.end = 0;
    return taken;
  }

  /** A new chunk, of whole lines. */
  begin(bytes: Uint8Array, from: number, to: number): void {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.to = to;
    this.end = 0;
    this.copyFrom = from;
    const { encoding, validUtf8 } = this.dialect;
    this.valid = encoding !== 'cp949' && validUtf8 && isUtf8(this.bytes.subarray(from, to));
    this.reserve((to - from) * 2);
  }

  /** Lines from `at` on are plain until `pause`. */
  resume(at: number): void {
    this.copyFrom = at;
  }

  pause(at: number): void {
    this.copyUpTo(at);
  }

  /** Adds one record that the scan has proved, unless its characters speak against it. */
  take(from: number, to: number, found: Scan): boolean {
    if (this.dialect.encoding === 'cp949') return this.takeCp949(from, to, found);
    if (!this.valid && !this.isSound(from, to)) return false;
    if (found.unstable) return this.takeNormalised(from, to, found);
    if (!found.crlf) return true;
    this.copyUpTo(to - 2);
    this.out[this.end++] = LF;
    this.copyFrom = to;
    return true;
  }

  private takeCp949(from: number, to: number, found: Scan): boolean {
    const end = transcodeCp949(this.bytes, from, to, this.out, this.end);
    if (end < 0) return false;
    if (found.crlf) this.out[end - 2] = LF;
    this.end = found.crlf ? end - 1 : end;
    this.copyFrom = to;
    return true;
  }

  private takeNormalised(from: number, to: number, found: Scan): boolean {
    const record = this.bytes.toString('utf8', from, found.crlf ? to - 2 : to - 1);
    if (!keepsStructure(record)) return false;
    this.copyUpTo(from);
    const text = Buffer.from(`${record.normalize('NFC')}\n`);
    this.reserve(text.length + (this.to - from) * 2);
    this.end += text.copy(this.out, this.end);
    this.copyFrom = to;
    return true;
  }

  private isSound(from: number, to: number): boolean {
    const line = this.bytes.subarray(from, to);
    return isUtf8(line) && (this.dialect.validUtf8 || !readsAsCp949Hangul(line));
  }

  private copyUpTo(at: number): void {
    if (at > this.copyFrom) this.end += this.bytes.copy(this.out, this.end, this.copyFrom, at);
    this.copyFrom = at;
  }

  private reserve(bytes: number): void {
    if (this.out.length - this.end >= bytes) return;
    const larger = Buffer.allocUnsafe(this.end + bytes);
    this.out.copy(larger, 0, 0, this.end);
    this.out = larger;
  }
}
