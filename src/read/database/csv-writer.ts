const COMMA = 0x2c;
const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/** Rows of bytes as CSV, quoted just where PostgreSQL's COPY quotes, so that equal rows are equal text everywhere. */
export class CsvWriter {
  private buffer = Buffer.allocUnsafe(SIZE);
  private used = 0;

  /** Whether enough is there to be taken. */
  get full(): boolean {
    return this.used >= CHUNK;
  }

  /** A null is nothing, an empty text is `""`; alone in its record a null is that too, or the line would be blank. */
  row(values: readonly (Uint8Array | null)[]): void {
    for (const [i, value] of values.entries()) {
      if (i > 0) this.byte(COMMA);
      if (value !== null) this.value(value);
      else if (values.length === 1) this.value(NOTHING);
    }
    this.byte(LF);
  }

  /** All there is; the writer goes on with a new buffer. */
  take(): Buffer {
    const taken = this.buffer.subarray(0, this.used);
    this.buffer = Buffer.allocUnsafe(SIZE);
    this.used = 0;
    return taken;
  }

  private value(value: Uint8Array): void {
    // Twice its length if all of it were quotes, and a pair around it.
    this.makeRoom(2 * value.length + 2);
    if (!needsQuotes(value)) {
      this.buffer.set(value, this.used);
      this.used += value.length;
      return;
    }
    this.byte(QUOTE);
    for (const byte of value) {
      if (byte === QUOTE) this.byte(QUOTE);
      this.byte(byte);
    }
    this.byte(QUOTE);
  }

  private byte(byte: number): void {
    if (this.used === this.buffer.length) this.makeRoom(1);
    this.buffer[this.used++] = byte;
  }

  private makeRoom(bytes: number): void {
    if (this.used + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(2 * this.buffer.length + bytes);
    this.buffer.copy(larger, 0, 0, this.used);
    this.buffer = larger;
  }
}

const CHUNK = 262_144;
const SIZE = CHUNK + 65_536;
const NOTHING = new Uint8Array();

function needsQuotes(value: Uint8Array): boolean {
  for (const byte of value) if (byte === COMMA || byte === QUOTE || byte === LF || byte === CR) return true;
  return value.length === 0;
}
