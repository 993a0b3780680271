import { resolve } from 'node:path';
import { z } from 'zod';
import type { Fault } from '../failure.js';
import { didYouMean } from './nearest.js';
import type { Place, Yaml } from './yaml.js';

/** What a column of a file for a legacy system may hold. */
const CONTENTS = ['source_member_id', 'label'] as const;

export const legacyFileSchema = z.strictObject({
  file: z.string().min(1).describe('Where it is written, relative to this file.'),
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'cp949']).default('utf-8').describe('Of the file.'),
  columns: z
    .record(z.string().min(1), z.enum(CONTENTS))
    .describe('header: source_member_id, or label for the grade in the words of the source'),
  labels: z
    .record(z.string(), z.string().min(1).nullable())
    .default({})
    .describe(
      'grade: the label of the source, or null where it is not told; otherwise the only one of its map',
    ),
  rows: z
    .enum(['changed', 'all'])
    .default('changed')
    .describe('Only rows whose label in the export is another one, or all.'),
});

type Written = z.output<typeof legacyFileSchema>;

/** A file of grades for the legacy system behind a source. */
export interface LegacyFile extends Written {
  readonly source: string;
  /** The text in an export that the config reads as a label, for labels that it renames. */
  readonly texts: Readonly<Record<string, readonly string[]>>;
  readonly place: Place;
}

interface Holding {
  readonly sources: Readonly<
    Record<
      string,
      {
        readonly columns: Readonly<Record<string, unknown>>;
        readonly values: Readonly<Record<string, Readonly<Record<string, string | boolean>> | undefined>>;
      }
    >
  >;
  readonly legacy_files: Readonly<Record<string, Written>>;
}

export function legacyFiles(
  { sources, legacy_files }: Holding,
  base: string,
  yaml: Yaml,
): readonly LegacyFile[] {
  return Object.entries(legacy_files).map(([source, written]) => {
    const texts: Record<string, string[]> = {};
    for (const [text, label] of Object.entries(sources[source]?.values.grade ?? {}))
      texts[String(label)] = [...(texts[String(label)] ?? []), text];
    const place = yaml.where(['legacy_files', source]);
    return { ...written, file: resolve(base, written.file), source, texts, place };
  });
}

export function legacyFileFaults(yaml: Yaml, { sources, legacy_files }: Holding): readonly Fault[] {
  const names = Object.keys(sources);
  return Object.entries(legacy_files).flatMap(([source, { columns }]) => {
    const path = ['legacy_files', source];
    const own = sources[source];
    const fault = (message: string, hint: string): Fault => ({
      file: yaml.file,
      ...yaml.whereKey(path),
      message,
      hint,
    });
    if (own === undefined)
      return [
        fault(`there is no source ${source}`, didYouMean(source, names) ?? `known: ${names.join(', ')}`),
      ];
    const held = Object.values(columns);
    const missing = CONTENTS.filter((content) => held.filter((one) => one === content).length !== 1);
    return [
      ...('grade' in own.columns
        ? []
        : [fault(`${source} has no column grade to be told`, 'leave the file out')]),
      ...missing.map((content) =>
        fault(
          `legacy_files.${source}.columns needs ${content} once`,
          `such as { id: source_member_id, grade: label }`,
        ),
      ),
    ];
  });
}
