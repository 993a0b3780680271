import type { Source } from '../../config/config.js';
import { fieldsOf } from '../../config/source-fields.js';
import type { ExampleValue } from '../examples/example.js';
import { closedValues, fieldType } from '../expression/value-type.js';
import type { RuleSet } from '../ruleset.js';
import { AMOUNTS, DAYS, type NumberLine, samplesBetween } from './number-line.js';
import type { ResolvedTurn } from './resolve.js';

/** A row of a source with one value for every case that a rule can tell apart. */
export interface SampleRow {
  readonly source: Source;
  readonly values: Readonly<Record<string, ExampleValue>>;
}

/** Each source's rows with all combinations of what the rules ask of a row. */
export function sampleRows(
  rules: RuleSet,
  sources: readonly Source[],
  asked: ReadonlyMap<string, readonly ResolvedTurn[]>,
): readonly SampleRow[] {
  const fields = new Set(['grade', ...asked.keys()]);
  return sources.flatMap((source) => {
    const own = fieldsOf(source).filter((field) => fields.has(field));
    const combined = own.reduce<readonly SampleRow['values'][]>(
      (rows, field) => {
        const samples = fieldSamples(field, asked.get(field) ?? [], rules.map.get(source.name));
        return samples.flatMap((value) => rows.map((row) => ({ ...row, [field]: value })));
      },
      [{}],
    );
    return combined.map((values) => ({ source, values }));
  });
}

function fieldSamples(
  field: string,
  turns: readonly ResolvedTurn[],
  map: ReadonlyMap<string, number> | undefined,
): readonly ExampleValue[] {
  const texts = [...new Set(turns.map(({ text }) => text))];
  if (field === 'grade' && map !== undefined) return gradeLabels(map, texts);
  const type = fieldType(field);
  if (type === 'flag') return [null, true, false];
  if (type === 'number') return [null, ...on(AMOUNTS, turns).map(Number)];
  if (type === 'date') return [null, ...on(DAYS, turns)];
  const closed = closedValues(field);
  if (closed !== undefined) return [null, ...closed];
  const numbers = turns.filter(({ constant }) => constant.kind === 'number');
  const days = turns.filter(({ constant }) => constant.kind !== 'number' && constant.kind !== 'text');
  const words = turns.filter(({ constant }) => constant.kind === 'text').map(({ text }) => text);
  const among = [
    ...new Set([
      ...words,
      ...(numbers.length > 0 ? on(AMOUNTS, numbers) : []),
      ...(days.length > 0 ? on(DAYS, days) : []),
    ]),
  ];
  return [null, ...among, ['other', 'another'].find((word) => !among.includes(word)) ?? 'something else'];
}

/** One label for each grade, and those that a condition names. */
function gradeLabels(map: ReadonlyMap<string, number>, named: readonly string[]): readonly ExampleValue[] {
  const labels = [...map];
  const kept = labels.filter(
    ([label, rank], index) =>
      named.includes(label) ||
      labels.findIndex(([other, its]) => its === rank && !named.includes(other)) === index,
  );
  return [null, ...kept.map(([label]) => label)];
}

function on(line: NumberLine, turns: readonly ResolvedTurn[]): readonly string[] {
  const edges = turns.map(({ text, side }) => ({ value: line.read(text), side }));
  return samplesBetween(edges, line).map(line.write);
}
