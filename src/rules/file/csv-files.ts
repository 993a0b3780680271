import { dirname, resolve } from 'node:path';
import type { YamlPath } from '../../config/yaml.js';
import { type RuleCsv, readRuleCsv, UnreadCsv } from './csv.js';
import type { Section } from './section.js';

/** A CSV file that the rules name, read once; undefined and a fault at its name when it cannot be read. */
export async function csvOf(section: Section, path: YamlPath, file: string): Promise<RuleCsv | undefined> {
  const absolute = resolve(dirname(section.yaml.file), file);
  const known = section.csvs.get(absolute);
  if (known !== undefined) return known;
  try {
    const csv = await readRuleCsv(absolute);
    section.csvs.set(absolute, csv);
    return csv;
  } catch (error) {
    if (!(error instanceof UnreadCsv)) throw error;
    if (error.line > 1)
      section.faults.inFile(absolute, { line: error.line, column: 1 }, error.message, error.hint);
    else section.faults.at(path, `${file} ${error.message}`, error.hint);
    return undefined;
  }
}
