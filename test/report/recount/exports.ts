import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';

/** An export as a person would count it, with none of the program's reading. */
export interface Export {
  readonly bytes: number;
  readonly sha256: string;
  readonly lines: number;
  readonly blank: number;
  /** Below the header, those of a total included; by header, with the fields that are there. */
  readonly records: readonly Record[];
}

export interface Record {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly raw: string;
  readonly fields: Readonly<{ [header: string]: string }>;
}

export function readExport(path: string, encoding: string): Export {
  const bytes = readFileSync(path);
  const content = iconv.decode(bytes, encoding);
  const lines = content.replace(/\r?\n$/, '').split(/\r?\n/);
  const parsed = parse(content, {
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    info: true,
    raw: true,
  }) as unknown as readonly { readonly info: { readonly lines: number }; record: string[]; raw: string }[];
  const [header, ...rows] = parsed;
  return {
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    lines: lines.length,
    blank: lines.filter((line) => line === '').length,
    records: rows.map(({ info, record, raw }) => ({
      line: info.lines - breaksIn(raw),
      raw: raw.trim(),
      fields: Object.fromEntries((header?.record ?? []).map((name, at) => [name, record[at] ?? ''])),
    })),
  };
}

/** Lines of a record beyond its first. */
export function breaksIn(raw: string): number {
  return raw.trim().split('\n').length - 1;
}
