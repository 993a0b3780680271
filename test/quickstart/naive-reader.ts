import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';

export type SourceName = 'online' | 'offline';
export type Row = Readonly<Record<string, string>>;

export interface NaiveRecord {
  /** The physical line, from 1. */
  readonly line: number;
  readonly fate: string;
  /** By header; undefined when the record has no readable structure. */
  readonly row?: Row;
}

export interface NaiveExport {
  readonly lines: number;
  readonly blank: number;
  readonly records: readonly NaiveRecord[];
}

const KEY = { online: '회원번호', offline: '고객코드' } as const;

export function fixturePath(file: string): string {
  return fileURLToPath(new URL(`../../fixtures/quickstart/${file}`, import.meta.url));
}

export function fixtureText(file: string): string {
  return readFileSync(fixturePath(file), 'utf8');
}

export function exportText(source: SourceName): string {
  const bytes = readFileSync(fixturePath(`exports/${source}.csv`));
  return iconv.decode(bytes, source === 'online' ? 'utf-8' : 'cp949');
}

/** One export, a line at a time: no value of this world has a line break in it. */
export function readNaively(source: SourceName): NaiveExport {
  const lines = exportText(source).split(/\r?\n/).slice(0, -1);
  const header = lines[0]?.split(',') ?? [];
  const texts = lines.map((text, i) => ({ text, line: i + 1 })).slice(1);
  const filled = texts.filter(({ text }) => text !== '');
  const read = filled.map(({ text, line }) => ({ text, line, ...readRecord(text, header, KEY[source]) }));
  const records = read.map((record, i) => withRepeats(record, read.slice(0, i), read));
  return { lines: lines.length, blank: texts.length - filled.length, records };
}

interface Read {
  readonly text: string;
  readonly line: number;
  readonly fate: string;
  readonly row?: Row;
  readonly key?: string;
}

function readRecord(text: string, header: readonly string[], keyHeader: string): Omit<Read, 'text' | 'line'> {
  const fields = splitFields(text);
  if (fields === undefined) return { fate: 'quote' };
  if (fields.length !== header.length) return { fate: 'field_count' };
  const row = Object.fromEntries(header.map((name, i) => [name, fields[i] ?? '']));
  const key = row[keyHeader] ?? '';
  if (key === '') return { fate: 'missing_member_id' };
  const isTest = keyHeader === KEY.offline && (row.성명?.includes('테스트') || key.startsWith('TEST'));
  return { fate: isTest ? 'excluded' : 'accepted', row, key };
}

function splitFields(text: string): string[] | undefined {
  if (!/^("([^"]|"")*"|[^",]*)(,("([^"]|"")*"|[^",]*))*$/.test(text)) return undefined;
  const cells = [...`${text},`.matchAll(/("(?:[^"]|"")*"|[^",]*),/g)].map((match) => match[1] ?? '');
  return cells.map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
}

function withRepeats(record: Read, above: readonly Read[], all: readonly Read[]): NaiveRecord {
  if (record.key === undefined) return record;
  const namesakes = all.filter(({ key }) => key === record.key);
  if (namesakes.some(({ text }) => text !== record.text)) return { ...record, fate: 'repeated_differs' };
  return above.some(({ key }) => key === record.key) ? { ...record, fate: 'repeated' } : record;
}
