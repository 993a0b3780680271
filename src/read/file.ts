import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../engine/engine.js';
import type { Bounds, Dialect } from './dialect.js';
import type { Loader } from './load.js';
import { type Column, neededFields } from './mapping.js';
import type { Block, Portion } from './placement.js';
import { loadRejects, rejectLine } from './quarantine.js';
import type { Reject, Sink, SlowRecord, Start } from './sink.js';
import { Splitter } from './split.js';
import { Spool } from './spool.js';
import { checkUnchanged, type Survey } from './survey.js';
import { type Chunk, Window } from './window.js';

/** Sizes that only a test changes. */
export interface Sizes {
  readonly chunkBytes: number;
  readonly blockBytes: number;
  /** A temporary file of this size is loaded while the next one is written. */
  readonly pieceBytes: number;
  readonly bounds: Bounds;
}

/** A file whose header has been read. */
export interface OpenedFile {
  readonly fileNo: number;
  readonly survey: Survey;
  readonly dialect: Dialect;
  /** Per column of the table where its value comes from. */
  readonly columns: readonly Column[];
  /** The first record. */
  readonly start: Start;
}

export interface Tally {
  /** Physical lines. */
  lines: number;
  blank: number;
  /** Lines that are no records, by the rule that drops them. */
  dropped: readonly number[];
  linesInRecords: number;
  loaded: number;
  rejected: number;
  lastReject: Reject | undefined;
  /** Whether a quote was opened that no record since has closed. */
  hasOpenQuote: boolean;
}

export interface FileReader {
  readonly engine: Engine;
  readonly source: string;
  readonly loader: Loader;
  readonly directory: string;
  readonly sizes: Sizes;
  readonly onProgress?: (bytes: number) => void;
}

/** Splits a file into records and hands them to the loader; they are all loaded when that one has finished. */
export async function readFile(opened: OpenedFile, reader: FileReader): Promise<Tally> {
  const { survey, dialect, start } = opened;
  const { chunkBytes, bounds, blockBytes } = reader.sizes;
  const desk = new Desk(opened, reader);
  const splitter = new Splitter(
    { dialect, bounds, blockBytes, fileBytes: survey.uncompressedBytes },
    desk.sink,
    start,
  );
  const file = await open(survey.uncompressedPath);
  try {
    const window = new Window(file, {
      path: survey.path,
      dialect,
      start: start.offset,
      end: survey.uncompressedBytes,
      chunkBytes,
      carryBytes: bounds.recordBytes,
    });
    let chunk: Chunk | undefined;
    let used = 0;
    do {
      chunk = await window.next(chunk, used);
      used = splitter.split(chunk);
      await desk.clear(splitter);
      reader.onProgress?.(splitter.offsets.at(used));
    } while (!chunk.last);
    await desk.finish();
  } finally {
    await desk.close();
    await file.close();
  }
  await checkUnchanged(survey);
  return { ...desk.tally, blank: splitter.blank, dropped: splitter.dropped, lines: splitter.line - 1 };
}

/** Where the records of one file are put down by kind until they are loaded. */
class Desk {
  readonly tally: Tally = {
    lines: 0,
    blank: 0,
    dropped: [],
    linesInRecords: 0,
    loaded: 0,
    rejected: 0,
    lastReject: undefined,
    hasOpenQuote: false,
  };
  readonly sink: Sink;
  private readonly spools: Record<Portion['kind'], { spool: Spool; portions: Portion[] }>;
  private readonly rejects: Spool;
  private readonly needed: readonly number[];
  private slowText: string[] = [];
  private rejectText: string[] = [];
  private start: Start = { offset: 0, line: 0 };
  private rows = { plain: 0, slow: 0 };
  private pieces = 0;
  private other: Buffer = Buffer.alloc(0);

  constructor(
    private readonly opened: OpenedFile,
    private readonly reader: FileReader,
  ) {
    this.spools = { plain: this.newSpool(), slow: this.newSpool() };
    this.rejects = new Spool(this.newPath('rejects'));
    this.needed = neededFields(opened.columns);
    this.sink = {
      blockStart: (start) => {
        this.start = start;
        this.rows = { plain: 0, slow: 0 };
      },
      plain: ({ rows }) => {
        this.rows.plain += rows;
        this.tally.linesInRecords += rows;
        this.tally.hasOpenQuote = false;
      },
      record: (record) => this.putRecord(record),
      reject: (reject) => this.putReject(reject),
      blockEnd: (end) => this.endBlock({ fileNo: opened.fileNo, ...this.start, end }),
    };
  }

  /** Writes down what a chunk held; the chunk may be overwritten then. */
  async clear({ plain }: Splitter): Promise<void> {
    // The buffer that was written last time is free again once that has ended.
    await this.spools.plain.spool.settled();
    const { text, buffer } = plain.takeOut(this.other);
    this.other = buffer;
    this.spools.plain.spool.append(text);
    this.spools.slow.spool.append(Buffer.from(this.slowText.join('')));
    this.rejects.append(Buffer.from(this.rejectText.join('')));
    this.slowText = [];
    this.rejectText = [];
    for (const kind of KINDS)
      if (this.spools[kind].spool.bytes >= this.reader.sizes.pieceBytes) await this.hand(kind);
  }

  /** Hands over what is left. */
  async finish(): Promise<void> {
    for (const kind of KINDS) await this.hand(kind);
    await this.rejects.close();
    if (this.rejects.bytes === 0) return;
    const { engine, source, loader } = this.reader;
    const { path } = this.rejects;
    const { survey, fileNo } = this.opened;
    await loader.queue(() => loadRejects(engine, { path, source, file: survey.path, fileNo }));
  }

  async close(): Promise<void> {
    await Promise.allSettled([...KINDS.map((kind) => this.spools[kind].spool.close()), this.rejects.close()]);
  }

  private async hand(kind: Portion['kind']): Promise<void> {
    const { spool, portions } = this.spools[kind];
    await spool.close();
    this.spools[kind] = this.newSpool();
    if (portions.length === 0) return;
    const { fileNo, dialect, columns } = this.opened;
    await this.reader.loader.add({ path: spool.path, kind, fileNo, dialect, columns, portions });
  }

  private putRecord({ fields, lines }: SlowRecord): void {
    const record: Record<string, string | null> = {};
    for (const index of this.needed) record[`c${index}`] = fields[index] || null;
    this.slowText.push(`${JSON.stringify(record)}\n`);
    this.rows.slow++;
    this.tally.linesInRecords += lines;
    this.tally.hasOpenQuote = false;
  }

  private putReject(reject: Reject): void {
    this.rejectText.push(rejectLine(reject, this.opened.dialect.header));
    this.tally.rejected++;
    this.tally.lastReject = reject;
    this.tally.hasOpenQuote ||= reject.reason === 'unclosed_quote';
    this.tally.linesInRecords += reject.lines;
  }

  private endBlock(block: Block): void {
    for (const kind of KINDS) {
      const rows = this.rows[kind];
      if (rows === 0) continue;
      this.spools[kind].portions.push({ block, kind, rows });
      this.tally.loaded += rows;
    }
    this.rows = { plain: 0, slow: 0 };
  }

  private newSpool(): { spool: Spool; portions: Portion[] } {
    return { spool: new Spool(this.newPath('records')), portions: [] };
  }

  private newPath(what: string): string {
    return join(this.reader.directory, `${this.opened.fileNo}-${what}-${this.pieces++}`);
  }
}

const KINDS = ['plain', 'slow'] as const;
