import type { Fault } from '../failure.js';
import { KEY_FORMS, readBlockingKey } from './blocking-key.js';
import { LOYALTY_COMPARISONS } from './identity-schema.js';
import { didYouMean } from './nearest.js';
import type { ConfigFile } from './schema.js';
import type { Yaml, YamlPath } from './yaml.js';

type Report = (path: YamlPath, message: string, hint?: string) => void;

/** What the schema cannot say of the identity section: names that stand for nothing, and parts that need each other. */
export function identityFaults(yaml: Yaml, file: ConfigFile): readonly Fault[] {
  const faults: Fault[] = [];
  const report: Report = (path, message, hint) => {
    const place = yaml.where(['identity', ...path]);
    faults.push({ file: yaml.file, ...place, message: `identity.${message}`, ...(hint ? { hint } : {}) });
  };
  wholeFaults(file, report);
  fieldFaults(file, report);
  nameFaults(file, report);
  return faults;
}

function wholeFaults({ identity }: ConfigFile, report: Report): void {
  const { preset, comparisons, blocking, model, thresholds } = identity;
  if (thresholds.review > thresholds.link)
    report(
      ['thresholds', 'review'],
      `thresholds: review (${thresholds.review}) is above link (${thresholds.link})`,
      'such as thresholds: { link: 0.99, review: 0.5 }',
    );
  if (preset === 'none' && comparisons === undefined)
    report(
      [],
      'comparisons: preset none compares nothing by itself',
      'add comparisons: { name: { compare: name } }',
    );
  if (preset === 'none' && blocking === undefined)
    report([], 'blocking: preset none has no rules of its own', 'add blocking: [[name], [birth_date]]');
  if (preset === 'none' && model === 'ready-made')
    report(
      ['model'],
      'model: preset none has no ready-made weights',
      'write model: train, or name a model file',
    );
  if (preset === 'loyalty' && comparisons !== undefined && (model ?? 'ready-made') === 'ready-made')
    report(
      ['comparisons'],
      'comparisons: there are ready-made weights only for those of the preset',
      'write model: train, or name a model file',
    );
}

/** Fields that no source has. */
function fieldFaults({ identity, sources }: ConfigFile, report: Report): void {
  const fields = [
    ...new Set(
      Object.values(sources).flatMap(({ columns, extra }) => [
        ...Object.keys(columns),
        ...Object.keys(extra),
      ]),
    ),
  ];
  const check = (path: YamlPath, field: string) => {
    if (!fields.includes(field))
      report(
        path,
        `${path.join('.')}: no source has ${field}`,
        didYouMean(field, fields) ?? `sources have: ${fields.join(', ')}`,
      );
  };
  for (const [comparison, { compare, fields: own }] of Object.entries(identity.comparisons ?? {}))
    if (compare === 'full_name' && own?.length !== 2)
      report(
        ['comparisons', comparison],
        `comparisons.${comparison}: full_name compares two fields`,
        'write fields: [given name, surname], or compare: name for a name in one field',
      );
  for (const [comparison, { fields: own }] of Object.entries(identity.comparisons ?? {}))
    for (const field of own ?? [comparison])
      check(own === undefined ? ['comparisons', comparison] : ['comparisons', comparison, 'fields'], field);
  for (const field of Object.keys(identity.max_values)) check(['max_values', field], field);
}

/** Comparisons that there are not, and keys that cannot be read. */
function nameFaults({ identity }: ConfigFile, report: Report): void {
  const known = Object.keys(identity.comparisons ?? LOYALTY_COMPARISONS);
  const check = (path: YamlPath, comparison: string) => {
    if (!known.includes(comparison))
      report(
        path,
        `${path[0]}: there is no comparison ${comparison}`,
        didYouMean(comparison, known) ?? `comparisons: ${known.join(', ')}`,
      );
  };
  for (const [at, { equal, unless }] of (identity.exact ?? []).entries()) {
    for (const comparison of equal) check(['exact', at, 'equal'], comparison);
    for (const comparison of unless) check(['exact', at, 'unless'], comparison);
  }
  for (const [at, keys] of (identity.blocking ?? []).entries()) {
    for (const [place, text] of keys.entries()) {
      const path = ['blocking', at, place];
      const written = readBlockingKey(text);
      if (written !== undefined) check(path, written.comparison);
      else report(path, `blocking: ${text} is no key`, `a comparison, alone or with one of: ${KEY_FORMS}`);
    }
  }
}
