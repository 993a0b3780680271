import type { Bounds, Dialect } from './dialect.js';
import { type DropTest, dropTest } from './drop-rows.js';
import { type Candidate, Judgement } from './judgement.js';
import { Offsets } from './offsets.js';
import { PlainText } from './plain-text.js';
import { createScanner, type Scanner } from './scan.js';
import type { Sink, Start } from './sink.js';
import type { Chunk } from './window.js';

export interface SplitOptions {
  readonly dialect: Dialect;
  readonly bounds: Bounds;
  readonly blockBytes: number;
  readonly fileBytes: number;
}

const LF = 0x0a;
const CR = 0x0d;

/**
 * Splits working bytes (UTF-8 or CP949) into records. A record that the scan proves is plain and goes to
 * `plain.text` as UTF-8; any other begins at a line start and is judged by csv-parse. The outcome does not depend
 * on where chunks and blocks end.
 */
export class Splitter {
  readonly plain: PlainText;
  readonly offsets: Offsets;
  /** Blank lines so far. */
  blank = 0;
  /** Dropped lines so far, by their rule. */
  readonly dropped: number[];
  /** The physical line that comes next. */
  line: number;

  private readonly drop: DropTest | undefined;
  private readonly scanner: Scanner;
  private readonly judgement: Judgement;
  private readonly quote: number;
  private chunk: Chunk = { bytes: Buffer.alloc(0), from: 0, to: 0, last: false };
  /** After the last whole line of the chunk. */
  private limit = 0;
  private run = { from: 0, rows: 0, line: 0 };
  private tooLong: Start | undefined;

  constructor(
    private readonly options: SplitOptions,
    private readonly sink: Sink,
    start: Start,
  ) {
    const { dialect, bounds } = options;
    this.line = start.line;
    const { drops = [] } = dialect;
    this.dropped = drops.map(() => 0);
    this.drop = drops.length === 0 ? undefined : dropTest(drops, dialect);
    this.offsets = new Offsets(dialect.encoding, start.offset, options.fileBytes);
    this.plain = new PlainText(dialect);
    this.judgement = new Judgement(dialect, this.offsets, sink);
    this.quote = dialect.quote === false ? -1 : dialect.quote.charCodeAt(0);
    this.scanner = createScanner({
      delimiter: dialect.delimiter,
      quote: dialect.quote,
      fields: dialect.header.length,
      encoding: dialect.encoding === 'cp949' ? 'cp949' : 'utf-8',
      recordLines: bounds.recordLines,
    });
  }

  /**
   * Gives how far the chunk is used up; the rest belongs before the next one. The last chunk of a file must end
   * with a line feed, put there if the file has none.
   */
  split(chunk: Chunk): number {
    const { bytes, from, to } = chunk;
    this.chunk = chunk;
    this.offsets.chunk(bytes, from);
    this.judgement.begin(bytes);
    let at = this.tooLong === undefined ? from : this.skipTooLong(this.tooLong);
    this.limit = Math.max(at, bytes.lastIndexOf(LF, to - 1) + 1);
    this.plain.begin(bytes, at, this.limit);
    for (let open = true; open && at < this.limit; ) {
      this.sink.blockStart({ offset: this.offsets.at(at), line: this.line });
      ({ at, open } = this.splitBlock(at));
      this.sink.blockEnd(this.offsets.at(at));
    }
    if (at === this.limit && to - at > this.options.bounds.recordBytes) at = this.startTooLong(at);
    this.offsets.used(at);
    return at;
  }

  /** Records that begin in the block; `open` is false when one needs more bytes than there are. */
  private splitBlock(from: number): { at: number; open: boolean } {
    const { scanner, limit } = this;
    const { bytes } = this.chunk;
    const end = Math.min(limit, from + this.options.blockBytes);
    let at = from;
    this.startRun(at);
    while (at < end) {
      const dropped = this.drop?.(bytes, at, limit) ?? -1;
      if (dropped >= 0) {
        this.endRun(at);
        at = this.passDropped(at, dropped);
        this.startRun(at);
        continue;
      }
      const next = scanner.end(bytes, at, limit);
      if (next > 0 && this.isPlain(at, next) && this.plain.take(at, next, scanner.found)) {
        this.run.rows++;
        this.line++;
        at = next;
        continue;
      }
      this.endRun(at);
      const after = this.unusual(at, next);
      if (after === undefined) break;
      at = after;
      this.startRun(at);
    }
    this.endRun(at);
    this.judgement.flush();
    return { at, open: at >= end };
  }

  private isPlain(at: number, end: number): boolean {
    const first = this.chunk.bytes[at];
    if (this.scanner.found.breaks > 0 || first === LF || first === CR) return false;
    return end - at <= this.options.bounds.recordBytes;
  }

  private startRun(at: number): void {
    this.run = { from: at, rows: 0, line: this.line };
    this.plain.resume(at);
  }

  private endRun(at: number): void {
    this.plain.pause(at);
    if (this.run.rows > 0) this.sink.plain(this.run);
    this.run = { from: at, rows: 0, line: this.line };
  }

  /** A blank line, line breaks inside quotes, or what the scan did not prove. Undefined: it needs more bytes. */
  private unusual(at: number, proved: number): number | undefined {
    const { bytes } = this.chunk;
    const { recordBytes } = this.options.bounds;
    const lineEnd = bytes.indexOf(LF, at) + 1;
    if (lineEnd - at === 1 || (lineEnd - at === 2 && bytes[at] === CR)) {
      this.blank++;
      return this.pass(lineEnd, 1);
    }
    const line = { from: at, to: lineEnd, line: this.line, lines: 1 };
    if (lineEnd - at > recordBytes) {
      this.judgement.tooLong(line);
      return this.pass(lineEnd, 1);
    }
    const { breaks } = this.scanner.found;
    if (proved > 0 && breaks > 0 && proved - at <= recordBytes)
      return this.later({ ...line, to: proved, lines: breaks + 1 });
    const window = this.window(line);
    if (window === undefined) return undefined;
    if (window.lines === 1 && window.closed) return this.later(line);
    const { to, lines } = this.judgement.now(window);
    return this.pass(to, lines);
  }

  private passDropped(at: number, rule: number): number {
    this.dropped[rule] = (this.dropped[rule] ?? 0) + 1;
    return this.pass(this.chunk.bytes.indexOf(LF, at) + 1, 1);
  }

  private later(candidate: Candidate): number {
    this.judgement.later(candidate);
    return this.pass(candidate.to, candidate.lines);
  }

  private pass(to: number, lines: number): number {
    this.line += lines;
    return to;
  }

  /**
   * The lines of one record: up to where all quotes so far are in pairs, as they are at the end of any record
   * that csv-parse accepts and nowhere before it. Not closed when a bound is reached first; undefined when more
   * bytes are needed to know.
   */
  private window(first: Candidate): (Candidate & { closed: boolean }) | undefined {
    const { recordBytes, recordLines } = this.options.bounds;
    const { bytes, to: end, last } = this.chunk;
    const { from } = first;
    let { to, lines } = first;
    let odd = this.hasOddQuotes(from, to);
    while (odd) {
      const next = to < this.limit ? bytes.indexOf(LF, to) + 1 : 0;
      if (lines < recordLines && next === 0 && !last && end - from <= recordBytes) return undefined;
      if (lines === recordLines || next === 0 || next - from > recordBytes) break;
      odd = !this.hasOddQuotes(to, next);
      to = next;
      lines++;
    }
    return { ...first, to, lines, closed: !odd };
  }

  private hasOddQuotes(from: number, to: number): boolean {
    const { bytes } = this.chunk;
    let odd = false;
    for (let i = from; i < to; i++) if (bytes[i] === this.quote) odd = !odd;
    return odd;
  }

  private startTooLong(at: number): number {
    this.tooLong = { line: this.line, offset: this.offsets.at(at) };
    return this.chunk.to;
  }

  /** The rest of a line that has no end within the bound. */
  private skipTooLong({ line, offset }: Start): number {
    const { bytes, from, to } = this.chunk;
    const lineEnd = bytes.indexOf(LF, from) + 1;
    if (lineEnd === 0 || lineEnd > to) return to;
    this.tooLong = undefined;
    this.sink.reject({
      reason: 'record_too_long',
      line,
      offset,
      bytes: this.offsets.at(lineEnd) - offset,
      lines: 1,
    });
    return this.pass(lineEnd, 1);
  }
}
