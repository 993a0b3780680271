import type { Source } from '../config/config.js';
import { didYouMean } from '../config/nearest.js';
import type { Engine } from '../engine/engine.js';
import { raw } from '../engine/sql.js';
import type { Fault } from '../failure.js';
import type { RuleSet } from './ruleset.js';

/** A grade label in an export that the rules do not map. */
interface UnmappedLabel extends Fault {
  readonly source: string;
  readonly label: string;
  readonly count: number;
}

/** The labels in the table `rows` that no map has, most frequent first; one fault each. */
export async function unmappedLabels(
  engine: Engine,
  rules: RuleSet,
  sources: readonly Source[],
): Promise<readonly UnmappedLabel[]> {
  if (rules.map.size === 0) return [];
  const counts = await engine.rows<{ source_no: number; label: string; count: bigint }>(
    raw(`
    select source_no, grade as label, count(*) as count from rows where grade is not null
    group by all order by count desc, source_no, label`),
  );
  return counts.flatMap(({ source_no, label, count }) => {
    const source = sources.find(({ order }) => order === source_no)?.name ?? '';
    const map = rules.map.get(source);
    if (map === undefined || map.has(label)) return [];
    const message = `the grade ${JSON.stringify(label)} of ${source} (${count} rows) is not in the map`;
    const near = didYouMean(label, [...map.keys()]);
    const hint = `${near === undefined ? '' : `${near} `}add it under map: ${source}, such as ${quoted(label)}: ${rules.grades[0]}`;
    return [
      {
        file: rules.file,
        ...(rules.mapPlaces.get(source) ?? { line: 1, column: 1 }),
        message,
        hint,
        source,
        label,
        count: Number(count),
      },
    ];
  });
}

/** As a key of YAML. */
function quoted(label: string): string {
  return /^[\p{L}_](?:[\p{L}\p{N}_ ]*[\p{L}\p{N}_])?$/u.test(label) ? label : JSON.stringify(label);
}
