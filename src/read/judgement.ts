import { isUtf8 } from 'node:buffer';
import { encodingFault, textFault, textOf } from './characters.js';
import type { Dialect } from './dialect.js';
import type { Offsets } from './offsets.js';
import { judge, judgeAll } from './record.js';
import type { Place, Reject, Sink } from './sink.js';

/** Whole lines of the working bytes in which a record is thought to be. */
export interface Candidate {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly lines: number;
}

/** How far a judgement used the bytes up. */
export interface Used {
  readonly to: number;
  readonly lines: number;
}

const LF = 0x0a;
const MAX_BATCH = 1000;

/**
 * csv-parse's word on what the scan did not prove. A record whose structure is sound but whose characters are not
 * is rejected as a whole: after its first line the rest of it would be read as records. Anything else that is
 * refused costs one physical line, so that a stray quote does not swallow what follows.
 */
export class Judgement {
  private bytes: Buffer = Buffer.alloc(0);
  private batch: Candidate[] = [];

  constructor(
    private readonly dialect: Dialect,
    private readonly offsets: Offsets,
    private readonly sink: Sink,
  ) {}

  begin(bytes: Buffer): void {
    this.bytes = bytes;
  }

  /** For a record that surely ends with the candidate. A parser costs more to make than to use: they wait. */
  later(candidate: Candidate): void {
    this.batch.push(candidate);
    if (this.batch.length === MAX_BATCH) this.flush();
  }

  /** For a record that may end earlier; those that wait come first. */
  now(candidate: Candidate): Used {
    this.flush();
    return this.judgeOne(candidate);
  }

  tooLong(candidate: Candidate): void {
    this.flush();
    this.sink.reject({ reason: 'record_too_long', lines: 1, ...this.place(candidate) });
  }

  flush(): void {
    const { batch } = this;
    this.batch = [];
    if (batch.length > 0)
      this.judgeBatch(
        batch,
        batch.map((candidate) => this.utf8Of(candidate)),
      );
  }

  private judgeBatch(batch: readonly Candidate[], texts: readonly Uint8Array[]): void {
    const [first] = batch;
    if (batch.length === 1 && first !== undefined) {
      this.judgeOne(first);
      return;
    }
    const judged = judgeAll(Buffer.concat(texts), this.dialect);
    // As many records as candidates means the same records: each candidate ends where its quotes are first in pairs.
    if (judged?.length === batch.length) {
      for (const [i, candidate] of batch.entries()) this.settle(candidate, judged[i] as readonly string[]);
      return;
    }
    const half = batch.length >> 1;
    this.judgeBatch(batch.slice(0, half), texts.slice(0, half));
    this.judgeBatch(batch.slice(half), texts.slice(half));
  }

  private judgeOne(candidate: Candidate): Used {
    const text = this.utf8Of(candidate);
    const judged = judge(text, this.dialect);
    if ('reason' in judged) return this.rejectFirstLine(candidate, judged);
    const lines = countLines(text.subarray(0, judged.bytes));
    return this.settle({ ...candidate, lines, to: this.afterLines(candidate.from, lines) }, judged.fields);
  }

  private settle(candidate: Candidate, fields: readonly string[]): Used {
    const { from, to, lines } = candidate;
    if (fields.length !== this.dialect.header.length)
      return this.rejectFirstLine(candidate, { reason: 'field_count', value: String(fields.length) });
    const field = fields.findIndex((text) => textFault(text) !== undefined);
    const value = fields[field];
    const reason = encodingFault(this.bytes.subarray(from, to), this.dialect) ?? textFault(value ?? '');
    const place = { lines, ...this.place(candidate) };
    if (reason === undefined)
      this.sink.record({ fields: fields.map((text) => this.valueOf(text)), ...place });
    else this.sink.reject({ reason, ...(value !== undefined && { field, value }), ...place });
    return { to, lines };
  }

  /** A line's own characters explain more than what they did to its structure. */
  private rejectFirstLine({ from, line }: Candidate, why: Pick<Reject, 'reason' | 'field' | 'value'>): Used {
    const to = this.bytes.indexOf(LF, from) + 1;
    const bytes = this.bytes.subarray(from, to);
    const fault = encodingFault(bytes, this.dialect) ?? textFault(textOf(bytes, this.dialect));
    const place = { lines: 1, ...this.place({ from, to, line }) };
    this.sink.reject(fault === undefined ? { ...why, ...place } : { reason: fault, ...place });
    return { to, lines: 1 };
  }

  private utf8Of({ from, to }: Candidate): Uint8Array {
    const bytes = this.bytes.subarray(from, to);
    return this.dialect.encoding !== 'cp949' && isUtf8(bytes)
      ? bytes
      : Buffer.from(textOf(bytes, this.dialect));
  }

  private valueOf(field: string): string {
    const text = field.normalize('NFC');
    return this.dialect.lineEnd === 'cr' ? text.replaceAll('\n', '\r') : text;
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

function countLines(text: Uint8Array): number {
  let lines = 0;
  for (const byte of text) if (byte === LF) lines++;
  return lines;
}
