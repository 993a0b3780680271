import { isUtf8 } from 'node:buffer';
import { type CharacterFault, encodingFault, textFault, textOf } from './characters.js';
import type { Bounds, Dialect } from './dialect.js';
import { Offsets } from './offsets.js';
import { PlainText } from './plain-text.js';
import { type Judged, judge, judgeAll } from './record.js';
import { createScanner, type Scanner } from './scan.js';
import type { Chunk } from './window.js';

export type RejectReason = CharacterFault | 'field_count' | 'quote' | 'unclosed_quote' | 'record_too_long';

/** Where something stands in the uncompressed file. Lines count from 1; the bytes include the line end. */
export interface Place {
  readonly line: number;
  readonly offset: number;
  readonly bytes: number;
}

/** Records that follow each other without anything between them, one physical line each. */
export interface PlainRun {
  readonly line: number;
  readonly rows: number;
  /** Position in the working bytes. */
  readonly from: number;
}

export interface SlowRecord extends Place {
  readonly lines: number;
  readonly fields: readonly string[];
}

export interface Reject extends Place {
  readonly lines: number;
  readonly reason: RejectReason;
  /** Index of the field it is about, if it is about one. */
  readonly field: number | undefined;
  /** A piece of that field, or the number of fields. */
  readonly value: string | undefined;
}

/** Told what the file holds, in file order within each kind. */
export interface Sink {
  /** What follows belongs to a new block, which can be split again on its own. */
  blockStart(start: Start): void;
  blockEnd(offset: number): void;
  plain(run: PlainRun): void;
  record(record: SlowRecord): void;
  reject(reject: Reject): void;
}

export interface SplitOptions {
  readonly dialect: Dialect;
  readonly bounds: Bounds;
  readonly blockBytes: number;
  readonly fileBytes: number;
}

export interface Start {
  readonly offset: number;
  readonly line: number;
}

interface Candidate {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly lines: number;
}

const LF = 0x0a;
const CR = 0x0d;
const MAX_BATCH = 1000;

/**
 * Splits working bytes (UTF-8 or CP949) into records. A record that the scan proves is plain and goes to
 * `plain.text` as UTF-8; any other begins at a line start and is judged by csv-parse. What csv-parse refuses costs
 * one physical line, and reading goes on with the next. The outcome does not depend on where chunks end.
 */
export class Splitter {
  readonly plain: PlainText;
  readonly offsets: Offsets;
  /** Blank lines so far. */
  blank = 0;
  /** The physical line that comes next. */
  line: number;

  private readonly scanner: Scanner;
  private readonly quote: number;
  private bytes: Buffer = Buffer.alloc(0);
  private to = 0;
  private last = false;
  private batch: Candidate[] = [];
  private runFrom = 0;
  private runRows = 0;
  private runLine = 0;
  private tooLong: Place | undefined;

  constructor(
    private readonly options: SplitOptions,
    private readonly sink: Sink,
    start: Start,
  ) {
    const { dialect, bounds } = options;
    this.line = start.line;
    this.offsets = new Offsets(dialect.encoding, start.offset, options.fileBytes);
    this.plain = new PlainText(dialect);
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
   * Takes the working bytes [from, to) and gives how far they are used up; the rest belongs before the next
   * chunk. The last chunk of a file must end with a line feed, put there if the file has none.
   */
  split({ bytes, from, to, last }: Chunk): number {
    this.bytes = bytes;
    this.to = to;
    this.last = last;
    this.offsets.chunk(bytes, from);
    let at = this.tooLong === undefined ? from : this.skipTooLong(from);
    const limit = bytes.lastIndexOf(LF, to - 1) + 1;
    this.plain.begin(bytes, at, Math.max(at, limit));
    for (let open = true; open && at < limit; ) {
      this.sink.blockStart({ offset: this.offsets.at(at), line: this.line });
      const next = this.splitBlock(at, Math.min(limit, at + this.options.blockBytes), limit);
      open = next.open;
      at = next.at;
      this.sink.blockEnd(this.offsets.at(at));
    }
    if (at >= limit && to - at > this.options.bounds.recordBytes) at = this.startTooLong(at);
    this.offsets.used(at);
    return at;
  }

  /** Records that begin before `blockEnd`; `open` is false when one needs more bytes than there are. */
  private splitBlock(from: number, blockEnd: number, limit: number): { at: number; open: boolean } {
    const { bytes, scanner, plain } = this;
    const { recordBytes } = this.options.bounds;
    let at = from;
    let open = true;
    this.startRun(at);
    while (at < blockEnd) {
      const end = scanner.end(bytes, at, limit);
      if (
        end > 0 &&
        scanner.found.breaks === 0 &&
        end - at <= recordBytes &&
        bytes[at] !== LF &&
        bytes[at] !== CR &&
        plain.take(at, end, scanner.found)
      ) {
        this.runRows++;
        this.line++;
        at = end;
        continue;
      }
      this.endRun(at);
      const next = this.unusual(at, end, limit);
      if (next < 0) {
        open = false;
        break;
      }
      at = next;
      this.startRun(at);
    }
    this.endRun(at);
    this.flush();
    return { at, open };
  }

  private startRun(at: number): void {
    this.runFrom = at;
    this.runRows = 0;
    this.runLine = this.line;
    this.plain.resume(at);
  }

  private endRun(at: number): void {
    this.plain.pause(at);
    if (this.runRows > 0) this.sink.plain({ from: this.runFrom, rows: this.runRows, line: this.runLine });
    this.runRows = 0;
  }

  /** Blank line, quoted line breaks, or anything the scan did not prove. -1: needs more bytes. */
  private unusual(at: number, proved: number, limit: number): number {
    const { bytes } = this;
    const { bounds } = this.options;
    const lineEnd = bytes.indexOf(LF, at) + 1;
    if (lineEnd - at === 1 || (lineEnd - at === 2 && bytes[at] === CR)) {
      this.blank++;
      this.line++;
      return lineEnd;
    }
    if (lineEnd - at > bounds.recordBytes) {
      this.flush();
      this.rejectLine(at, lineEnd, { reason: 'record_too_long' });
      return lineEnd;
    }
    const { breaks } = this.scanner.found;
    if (proved > 0 && breaks > 0 && proved - at <= bounds.recordBytes)
      return this.queue(at, proved, breaks + 1);
    const window = this.window(at, lineEnd, limit);
    if (window === undefined) return -1;
    if (window.lines === 1 && window.closed) return this.queue(at, window.to, 1);
    this.flush();
    return this.judgeOne({ from: at, to: window.to, line: this.line, lines: window.lines });
  }

  /**
   * The lines of one record: up to where all quotes so far are in pairs, as they are at the end of any record
   * that csv-parse accepts and nowhere before it. Not closed when a bound is reached first; undefined when more
   * bytes are needed to know.
   */
  private window(
    at: number,
    lineEnd: number,
    limit: number,
  ): { to: number; lines: number; closed: boolean } | undefined {
    const { recordBytes, recordLines } = this.options.bounds;
    let to = lineEnd;
    let lines = 1;
    let odd = this.oddQuotes(at, lineEnd);
    while (odd) {
      if (lines === recordLines) return { to, lines, closed: false };
      const next = to < limit ? this.bytes.indexOf(LF, to) + 1 : 0;
      if (next === 0 && !this.last && this.to - at <= recordBytes) return undefined;
      if (next === 0 || next - at > recordBytes) return { to, lines, closed: false };
      if (this.oddQuotes(to, next)) odd = false;
      to = next;
      lines++;
    }
    return { to, lines, closed: true };
  }

  private oddQuotes(from: number, to: number): boolean {
    let odd = false;
    for (let i = from; i < to; i++) if (this.bytes[i] === this.quote) odd = !odd;
    return odd;
  }

  /** Records that surely end where they seem to are judged together: a parser costs more to make than to use. */
  private queue(from: number, to: number, lines: number): number {
    this.batch.push({ from, to, line: this.line, lines });
    this.line += lines;
    if (this.batch.length === MAX_BATCH) this.flush();
    return to;
  }

  private flush(): void {
    const batch = this.batch;
    if (batch.length === 0) return;
    this.batch = [];
    const { line } = this;
    this.judgeBatch(
      batch,
      batch.map((candidate) => this.utf8Of(candidate)),
    );
    this.line = line;
  }

  private judgeBatch(batch: readonly Candidate[], texts: readonly Uint8Array[]): void {
    const judged = batch.length > 1 ? judgeAll(Buffer.concat(texts), this.options.dialect) : undefined;
    if (judged !== undefined && endTogether(judged, texts)) {
      for (const [i, candidate] of batch.entries()) this.settle(candidate, (judged[i] as Judged).fields);
    } else if (batch.length > 1) {
      const half = batch.length >> 1;
      this.judgeBatch(batch.slice(0, half), texts.slice(0, half));
      this.judgeBatch(batch.slice(half), texts.slice(half));
    } else if (batch[0] !== undefined) this.judgeOne(batch[0]);
  }

  /** csv-parse's word on the record at a line start; gives where reading goes on. */
  private judgeOne(candidate: Candidate): number {
    const text = this.utf8Of(candidate);
    const judged = judge(text, this.options.dialect);
    if ('reason' in judged)
      return this.rejectFirstLine(candidate, { reason: judged.reason, field: judged.field });
    const lines = countLines(text.subarray(0, judged.bytes));
    return this.settle({ ...candidate, lines, to: this.afterLines(candidate.from, lines) }, judged.fields);
  }

  private settle(candidate: Candidate, fields: readonly string[]): number {
    const { from, to, line, lines } = candidate;
    const { dialect } = this.options;
    if (fields.length !== dialect.header.length)
      return this.rejectFirstLine(candidate, { reason: 'field_count', value: String(fields.length) });
    const faulty = fields.findIndex((field) => textFault(field) !== undefined);
    const fault = encodingFault(this.bytes.subarray(from, to), dialect) ?? textFault(fields[faulty] ?? '');
    if (fault === undefined) {
      this.sink.record({
        fields: fields.map((field) => this.valueOf(field)),
        lines,
        ...this.place(candidate),
      });
    } else {
      const about = faulty < 0 ? {} : { field: faulty, value: fields[faulty] };
      // The structure is sound: rejecting its first line only would read the rest of it as records.
      this.sink.reject({
        field: undefined,
        value: undefined,
        ...about,
        reason: fault,
        lines,
        ...this.place(candidate),
      });
    }
    this.line = line + lines;
    return to;
  }

  private rejectFirstLine(candidate: Candidate, about: About): number {
    const { from, line } = candidate;
    const to = this.bytes.indexOf(LF, from) + 1;
    const bytes = this.bytes.subarray(from, to);
    const fault =
      encodingFault(bytes, this.options.dialect) ?? textFault(textOf(bytes, this.options.dialect));
    this.line = line;
    this.rejectLine(from, to, fault === undefined ? about : { reason: fault });
    return to;
  }

  private rejectLine(from: number, to: number, about: About): void {
    const place = this.place({ from, to, line: this.line });
    this.sink.reject({ field: undefined, value: undefined, ...about, ...place, lines: 1 });
    this.line++;
  }

  private startTooLong(at: number): number {
    this.tooLong = { line: this.line, offset: this.offsets.at(at), bytes: 0 };
    return this.to;
  }

  /** The rest of a line that has no end within the bound. */
  private skipTooLong(from: number): number {
    const place = this.tooLong as Place;
    const lineEnd = this.bytes.indexOf(LF, from) + 1;
    if (lineEnd === 0 || lineEnd > this.to) return this.to;
    this.tooLong = undefined;
    const bytes = this.offsets.at(lineEnd) - place.offset;
    this.sink.reject({
      ...place,
      bytes,
      lines: 1,
      reason: 'record_too_long',
      field: undefined,
      value: undefined,
    });
    this.line++;
    return lineEnd;
  }

  private utf8Of({ from, to }: Candidate): Uint8Array {
    const bytes = this.bytes.subarray(from, to);
    const { dialect } = this.options;
    return dialect.encoding !== 'cp949' && isUtf8(bytes) ? bytes : Buffer.from(textOf(bytes, dialect));
  }

  private valueOf(field: string): string {
    const text = field.normalize('NFC');
    return this.options.dialect.lineEnd === 'cr' ? text.replaceAll('\n', '\r') : text;
  }

  private place({ from, to, line }: Pick<Candidate, 'from' | 'to' | 'line'>): Place {
    const offset = this.offsets.at(from);
    return { line, offset, bytes: this.offsets.at(to) - offset };
  }

  private afterLines(from: number, lines: number): number {
    let to = from;
    for (let i = 0; i < lines; i++) to = this.bytes.indexOf(LF, to) + 1;
    return to;
  }
}

interface About {
  readonly reason: RejectReason;
  readonly field?: number;
  readonly value?: string;
}

function endTogether(judged: readonly Judged[], texts: readonly Uint8Array[]): boolean {
  if (judged.length !== texts.length) return false;
  let end = 0;
  return judged.every(({ bytes }, i) => {
    end += (texts[i] as Uint8Array).length;
    return bytes === end;
  });
}

function countLines(text: Uint8Array): number {
  let lines = 0;
  for (const byte of text) if (byte === LF) lines++;
  return lines;
}
