import type { CharacterFault } from './characters.js';

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
  /** NFC. */
  readonly fields: readonly string[];
}

export interface Reject extends Place {
  readonly lines: number;
  readonly reason: RejectReason;
  /** Index of the field it is about, if it is about one. */
  readonly field?: number;
  /** That field, or the number of fields. */
  readonly value?: string;
}

export interface Start {
  readonly offset: number;
  readonly line: number;
}

/** Told what a file holds, in file order within each kind. */
export interface Sink {
  /** What follows belongs to a new block, which can be split again on its own. */
  blockStart(start: Start): void;
  blockEnd(offset: number): void;
  plain(run: PlainRun): void;
  record(record: SlowRecord): void;
  reject(reject: Reject): void;
}
