import { isDay } from '../day.js';
import { Misread } from '../expression/expression.js';
import { parseExpression } from '../expression/parse.js';
import type { Section } from '../file/section.js';
import type { Bucket, Expiry } from './bucket.js';

export type BucketSettings = Pick<Bucket, 'rounding' | 'negative' | 'expires'>;

type Setting = 'rounding' | 'negative' | 'expires';

/** What is said of a bucket as a whole may stand on any of its lines, and only in one way. */
export async function readSettings(section: Section): Promise<ReadonlyMap<string, BucketSettings>> {
  const { file } = section;
  const settings = new Map<string, BucketSettings>();
  for (const bucket of new Set(file.points.map(({ into }) => into))) {
    const rounding = said(section, bucket, 'rounding') as Bucket['rounding'] | undefined;
    const negative = said(section, bucket, 'negative') as Bucket['negative'] | undefined;
    const expires = await readExpiry(section, bucket);
    settings.set(bucket, {
      rounding: rounding ?? 'floor',
      negative: negative ?? 'keep',
      ...(expires === undefined ? {} : { expires }),
    });
  }
  return settings;
}

const SAID: Readonly<Record<Setting, (bucket: string, value: string) => string>> = {
  rounding: (bucket, value) => `${bucket} is already rounded ${value}: a bucket is rounded once`,
  negative: (bucket, value) => `${bucket} already has ${value} for balances below 0`,
  expires: (bucket, value) => `${bucket} already expires ${value}`,
};

/** The first line that says it counts; another that says something else is a fault. */
function said({ file, faults }: Section, bucket: string, setting: Setting): string | undefined {
  const first = indexOf(file, bucket, setting);
  const value = file.points[first]?.[setting];
  for (const [index, line] of file.points.entries()) {
    const differs = line.into === bucket && line[setting] !== undefined && line[setting] !== value;
    if (differs && value !== undefined) faults.at(['points', index, setting], SAID[setting](bucket, value));
  }
  return value;
}

function indexOf(file: Section['file'], bucket: string, setting: Setting): number {
  return file.points.findIndex((line) => line.into === bucket && line[setting] !== undefined);
}

async function readExpiry(section: Section, bucket: string): Promise<Expiry | undefined> {
  const text = said(section, bucket, 'expires');
  if (text === undefined) return undefined;
  if (text === 'keep') return { kind: 'keep' };
  const path = ['points', indexOf(section.file, bucket, 'expires'), 'expires'];
  return section.faults.reading(path, async (): Promise<Expiry> => {
    if (isDay(text)) return { kind: 'day', day: text };
    if (/^\d/u.test(text)) throw new Misread(`${text} is not a date`, 1, 'write 2027-01-31');
    return { kind: 'measure', expression: await parseExpression(section.engine, text) };
  });
}
