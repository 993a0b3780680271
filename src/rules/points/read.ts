import { fieldsOf } from '../../config/source-fields.js';
import type { YamlPath } from '../../config/yaml.js';
import { type Expression, Misread } from '../expression/expression.js';
import { parseExpression } from '../expression/parse.js';
import { fieldType } from '../expression/value-type.js';
import type { Section } from '../file/section.js';
import { readField } from '../person/aggregate.js';
import type { AmountLine, Bucket, PointsLine, Rate } from './bucket.js';
import { type BucketSettings, readSettings } from './settings.js';

/**
 * The buckets of points in the order they are first named. No amount is converted twice: it goes to the first
 * line that takes it, and behind a line that takes all of it there can be no other.
 */
export async function readBuckets(section: Section): Promise<readonly Bucket[]> {
  const { file } = section;
  const taken = new Map<string, Taker[]>();
  const buckets = new Map<string, PointsLine[]>();
  for (const [index, { into }] of file.points.entries()) {
    const line = await readLine(section, index);
    const claimed = line?.kind === 'amount' ? claim(section, { line, index, taken }) : [line ?? []].flat();
    buckets.set(into, [...(buckets.get(into) ?? []), ...claimed]);
  }
  const settings: ReadonlyMap<string, BucketSettings> = await readSettings(section);
  return [...buckets].map(([name, lines]) => ({
    name,
    ...(settings.get(name) ?? { rounding: 'floor', negative: 'keep' }),
    lines,
  }));
}

/** A line that takes an amount of one source. */
interface Taker {
  readonly index: number;
  readonly when: Expression | undefined;
}

async function readLine(section: Section, index: number): Promise<PointsLine | undefined> {
  const written = section.file.points[index];
  const path = ['points', index];
  if (written === undefined) return undefined;
  if ((written.from === undefined) === (written.bonus === undefined)) {
    section.faults.at(path, 'a line needs either from or bonus', 'such as { from: points, into: points }');
    return undefined;
  }
  if (written.once && /^\s*lots\s*\./u.test(written.from ?? ''))
    section.faults.at([...path, 'once'], 'a lot counts by itself', 'leave once out');
  if (written.once && written.from === undefined)
    section.faults.at([...path, 'once'], 'a bonus is given once anyway', 'leave once out');
  const parse = (key: string, text: string) =>
    section.faults.reading([...path, key], () => parseExpression(section.engine, text));
  const when = written.when === undefined ? undefined : await parse('when', written.when);
  const rates = await readRates(section, path, written.rate);
  const line = { place: section.yaml.where(path), rates, ...(when === undefined ? {} : { when }) };
  if (written.bonus !== undefined) {
    const bonus = await parse('bonus', String(written.bonus));
    return bonus && { kind: 'bonus', ...line, bonus };
  }
  const from = await readAmount(section, [...path, 'from'], written.from ?? '');
  return from && { kind: 'amount', ...line, ...from, once: written.once, unless: [] };
}

async function readAmount({ faults, engine, sources, lots = [] }: Section, path: YamlPath, text: string) {
  return faults.reading(path, async () => {
    const expression = await parseExpression(engine, text);
    if (expression.kind !== 'name')
      throw new Misread('points come from one amount', expression.at, 'write points or offline.stamps');
    const [first, lot, ...more] = expression.path;
    if (first === 'lots' && lots.length > 0) {
      if (lot !== undefined && more.length === 0) return { field: lot, ofLots: true } as const;
      throw new Misread('lots are converted by bucket', expression.at, 'such as lots.points');
    }
    const { field, source } = readField(expression, sources);
    if (!['number', 'extra'].includes(fieldType(field)))
      throw new Misread(
        `${field} is not an amount`,
        expression.at,
        'write points, stamps, cashback or an extra column of numbers',
      );
    return { field, ...(source === undefined ? {} : { source }) };
  });
}

async function readRates(
  { faults, engine }: Section,
  path: YamlPath,
  rate: number | readonly { readonly rate: number; readonly when?: string | undefined }[],
): Promise<readonly Rate[]> {
  const list = typeof rate === 'number' ? [{ rate, when: undefined }] : rate;
  const rates: Rate[] = [];
  for (const [index, { rate: number, when }] of list.entries()) {
    const at = typeof rate === 'number' ? [...path, 'rate'] : [...path, 'rate', index];
    checkRate(faults, at, number);
    const isLast = index === list.length - 1;
    if (isLast && when !== undefined)
      faults.at(
        at,
        'the last rate is for everyone else and has no when',
        'end the list with { rate: 1 } or { rate: 0 }',
      );
    if (!isLast && when === undefined)
      faults.at(at, 'no rate behind this one can apply', 'only the last has no when');
    const condition =
      when === undefined
        ? undefined
        : await faults.reading([...at, 'when'], () => parseExpression(engine, when));
    rates.push({ rate: String(number), ...(condition === undefined ? {} : { when: condition }) });
  }
  return rates;
}

function checkRate(faults: Section['faults'], path: YamlPath, rate: number): void {
  if (/^\d{1,9}(\.\d{1,6})?$/.test(String(rate))) return;
  faults.at(
    path,
    `a rate has at most 9 digits before its point and 6 behind it, not ${rate}`,
    'such as rate: 0.5',
  );
}

/**
 * The line as it stands behind those that take the same amounts before it. One that is asked for conditions is
 * split by source, so that what came of each source's amounts can be told.
 */
function claim({ faults, sources }: Section, { line, index, taken }: Claim): readonly AmountLine[] {
  if (line.ofLots) return [claimed(faults, `lots.${line.field}`, { line, index, taken })];
  const own = sources.filter(
    (source) =>
      (line.source === undefined || line.source === source.name) && fieldsOf(source).includes(line.field),
  );
  const lines = own.map((source): AmountLine => {
    const amount = `${source.name}.${line.field}`;
    return { ...claimed(faults, amount, { line, index, taken }), source: source.name };
  });
  const isAsked = line.when !== undefined || line.rates.length > 1;
  const isBehind = lines.some(({ unless }) => unless.length > 0);
  if (line.once && isBehind)
    faults.at(
      ['points', index, 'once'],
      'an amount that counts once cannot stand behind a line that takes it',
      'put the line with once before it',
    );
  return line.once || !(isAsked || isBehind) ? [line] : lines;
}

interface Claim {
  readonly line: AmountLine;
  readonly index: number;
  readonly taken: Map<string, Taker[]>;
}

/** The line behind those that took the amount before it. */
function claimed(faults: Section['faults'], amount: string, { line, index, taken }: Claim): AmountLine {
  const before = taken.get(amount) ?? [];
  const all = before.find(({ when }) => when === undefined);
  if (all !== undefined)
    faults.at(
      ['points', index, 'from'],
      `${amount} is already converted by line ${all.index + 1} of points`,
      'take one of the lines out, or give the first a when',
    );
  taken.set(amount, [...before, { index, when: line.when }]);
  return { ...line, unless: before.flatMap(({ when }) => when ?? []) };
}
