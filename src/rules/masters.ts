import { didYouMean } from '../config/nearest.js';
import { allFields } from '../config/source-fields.js';
import { isDay } from './day.js';
import { SURVIVING_FIELDS } from './fields/policies.js';
import type { Section } from './file/section.js';
import type { Bucket } from './points/bucket.js';
import type { RuleSet } from './ruleset.js';

/** Up to and including this day the exports say it, afterwards the target; without a day the target does. */
export interface Master {
  readonly legacyUntil?: string;
}

/** What the unified system is master of on one day. */
export interface Masters {
  readonly fields: readonly string[];
  readonly buckets: readonly string[];
}

/** Of which fields and buckets the target is master on a day, `YYYY-MM-DD`. */
export function mastersOn({ masters, buckets }: Pick<RuleSet, 'masters' | 'buckets'>, asOf: string): Masters {
  const names = [...masters]
    .filter(([, { legacyUntil }]) => legacyUntil === undefined || asOf > legacyUntil)
    .map(([name]) => name);
  const isBucket = (name: string) => buckets.some((bucket) => bucket.name === name);
  return { fields: names.filter((name) => !isBucket(name)), buckets: names.filter(isBucket) };
}

/** The masters that a file names; of everything else the legacy systems are. */
export function readMasters(section: Section, buckets: readonly Bucket[]): RuleSet['masters'] {
  const masters = new Map<string, Master>();
  for (const [name, written] of Object.entries(section.file.masters)) {
    if (!checkName(name, section, buckets)) continue;
    const master = readMaster(name, written, section);
    if (master !== undefined) masters.set(name, master);
  }
  return masters;
}

function checkName(name: string, { faults, sources }: Section, buckets: readonly Bucket[]): boolean {
  const path = ['masters', name];
  const mapped = allFields(sources);
  const fields = SURVIVING_FIELDS.filter((field) => mapped.includes(field));
  const bucket = buckets.find((candidate) => candidate.name === name);
  if (bucket !== undefined) {
    if (fields.includes(name)) faults.atKey(path, `${name} is a field and a bucket`, 'rename the bucket');
    if (bucket.lines.some((line) => line.kind === 'amount' && line.ofLots))
      faults.atKey(path, `${name} is made of lots, of which no balance was seen before`, 'leave it legacy');
    return true;
  }
  if (fields.includes(name)) return true;
  const known = [...buckets.map((candidate) => candidate.name), ...fields];
  const message = SURVIVING_FIELDS.includes(name)
    ? `no source has ${name}`
    : `${name} is neither a bucket nor a field that survives`;
  faults.atKey(path, message, didYouMean(name, known) ?? `known: ${known.join(', ')}`);
  return false;
}

function readMaster(name: string, written: string, { faults }: Section): Master | undefined {
  const [word = '', until, day = '', ...more] = written.trim().split(/\s+/u);
  if (word === 'unified' && until === undefined) return {};
  if (word === 'legacy' && until === undefined) return undefined;
  if (word === 'legacy' && until === 'until' && more.length === 0 && isDay(day)) return { legacyUntil: day };
  const forms = ['unified', 'legacy', 'legacy until 2027-01-31'];
  faults.at(
    ['masters', name],
    `${written} is no master`,
    didYouMean(written, forms) ?? `write ${forms.join(', ')}`,
  );
  return undefined;
}
