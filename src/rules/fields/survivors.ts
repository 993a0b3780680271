import { didYouMean } from '../../config/nearest.js';
import { allFields } from '../../config/source-fields.js';
import type { Policy, RuleSet } from '../ruleset.js';
import type { Section } from '../section.js';
import { isConsent, POLICY_KINDS, SURVIVING_FIELDS } from './policies.js';

/** How each field survives, as far as the file says. */
export function readPolicies(section: Section): RuleSet['fields'] {
  const { file, faults } = section;
  const fields = new Map<string, readonly Policy[]>();
  for (const [field, written] of Object.entries(file.fields)) {
    if (!checkField(field, section)) continue;
    const list = typeof written === 'string' ? [written] : written;
    const policies = list.flatMap((text, index) => {
      const path = typeof written === 'string' ? ['fields', field] : ['fields', field, index];
      return readPolicy(text.trim(), path, section) ?? [];
    });
    if (isConsent(field) !== policies.every(({ kind }) => kind === 'strictest') && policies.length > 0)
      faults.at(
        ['fields', field],
        isConsent(field) ? 'a consent survives strictest' : 'strictest is for consents',
      );
    fields.set(field, policies);
  }
  return fields;
}

function checkField(field: string, { faults, sources }: Section): boolean {
  const mapped = allFields(sources);
  const known = SURVIVING_FIELDS.filter((candidate) => mapped.includes(candidate));
  if (known.includes(field)) return true;
  if (SURVIVING_FIELDS.includes(field)) {
    faults.atKey(
      ['fields', field],
      `no source has ${field}`,
      'map its column in the config, or leave it out',
    );
    return false;
  }
  faults.unknownKey(['fields', field], `${field} is not a field that survives`, known);
  return false;
}

function readPolicy(
  text: string,
  path: readonly (string | number)[],
  { faults, sources }: Section,
): Policy | undefined {
  const preferred = /^prefer\s+(\S+)$/.exec(text)?.[1];
  const names = sources.map(({ name }) => name);
  if (preferred !== undefined) {
    if (names.includes(preferred)) return { kind: 'prefer', source: preferred };
    faults.at(
      path,
      `the config has no source ${preferred}`,
      didYouMean(preferred, names) ?? `known: ${names.join(', ')}`,
    );
    return undefined;
  }
  const kind = POLICY_KINDS.find((candidate) => candidate === text);
  if (kind !== undefined) return { kind };
  const known = [...names.map((name) => `prefer ${name}`), ...POLICY_KINDS];
  faults.at(path, `unknown policy ${text}`, didYouMean(text, known) ?? `known: ${known.join(', ')}`);
  return undefined;
}
