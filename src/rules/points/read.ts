import { fieldsOf } from '../../config/source-fields.js';
import { Misread } from '../expression/expression.js';
import { parseExpression } from '../expression/parse.js';
import { fieldType } from '../expression/value-type.js';
import { readField } from '../person/measure.js';
import type { Bucket, PointsLine } from '../ruleset.js';
import type { Section } from '../section.js';

/** The buckets of points in the order they are first named. No amount may be converted twice. */
export async function readBuckets(section: Section): Promise<readonly Bucket[]> {
  const { file, faults } = section;
  const taken = new Map<string, number>();
  const buckets = new Map<string, Bucket>();
  for (const [index, { into, rounding, rate = 1 }] of file.points.entries()) {
    const path = ['points', index];
    if (!/^\d{1,9}(\.\d{1,6})?$/.test(String(rate)))
      faults.at(
        [...path, 'rate'],
        `a rate has at most 9 digits before its point and 6 behind it, not ${rate}`,
      );
    const known = buckets.get(into);
    if (known !== undefined && rounding !== undefined && rounding !== known.rounding)
      faults.at(
        [...path, 'rounding'],
        `${into} is already rounded ${known.rounding}: a bucket is rounded once`,
      );
    const line = await readLine(section, index, String(rate));
    if (line !== undefined) claim(section, { line, index, taken });
    const lines = [...(known?.lines ?? []), ...(line === undefined ? [] : [line])];
    buckets.set(into, { name: into, rounding: known?.rounding ?? rounding ?? 'floor', lines });
  }
  return [...buckets.values()];
}

async function readLine({ file, faults, engine, sources }: Section, index: number, rate: string) {
  const text = file.points[index]?.from ?? '';
  return faults.reading(['points', index, 'from'], async (): Promise<PointsLine> => {
    const expression = await parseExpression(engine, text);
    if (expression.kind !== 'name')
      throw new Misread('points come from one amount', expression.at, 'write points or offline.stamps');
    const from = readField(expression, sources);
    if (fieldType(from.field) !== 'number')
      throw new Misread(`${from.field} is not an amount`, expression.at);
    return { ...from, rate };
  });
}

function claim(
  { faults, sources }: Section,
  { line, index, taken }: { line: PointsLine; index: number; taken: Map<string, number> },
): void {
  for (const source of sources) {
    if (line.source !== undefined && line.source !== source.name) continue;
    if (!fieldsOf(source).includes(line.field)) continue;
    const amount = `${source.name}.${line.field}`;
    const earlier = taken.get(amount);
    if (earlier !== undefined)
      faults.at(['points', index, 'from'], `${amount} is already converted by line ${earlier + 1} of points`);
    taken.set(amount, index);
  }
}
