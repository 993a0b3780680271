import { kindOf } from '../../config/fields.js';
import { didYouMean } from '../../config/nearest.js';
import { allFields } from '../../config/source-fields.js';
import type { YamlPath } from '../../config/yaml.js';
import type { Section } from '../file/section.js';
import type { RuleSet } from '../ruleset.js';
import { CONSENT_POLICIES, isConsent, POLICY_KINDS, type Policy, SURVIVING_FIELDS } from './policies.js';

/** How each field survives, as far as the file says. */
export function readPolicies(section: Section): RuleSet['fields'] {
  const fields = new Map<string, readonly Policy[]>();
  for (const [field, written] of Object.entries(section.file.fields)) {
    if (!checkField(field, section)) continue;
    const list = typeof written === 'string' ? [written] : written;
    const policies = list.flatMap((text, index) => {
      const path = typeof written === 'string' ? ['fields', field] : ['fields', field, index];
      return readPolicy(text.trim(), path, section) ?? [];
    });
    if (isConsent(field)) checkConsent(field, policies, section);
    else checkPlain(field, policies, section);
    fields.set(field, policies);
  }
  checkLeaders(fields, section);
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

function readPolicy(text: string, path: YamlPath, { faults, sources }: Section): Policy | undefined {
  const names = sources.map(({ name }) => name);
  const [, word, of = ''] = /^(prefer|with|expires)\s+(.+)$/.exec(text) ?? [];
  if (word === 'prefer' && !names.includes(of)) {
    const hint = didYouMean(of, names) ?? `known: ${names.join(', ')}`;
    faults.at(path, `the config has no source ${of}`, hint);
    return undefined;
  }
  if (word === 'prefer') return { kind: 'prefer', source: of };
  if (word === 'with') return { kind: 'with', field: of };
  const months = /^(\d{1,4})\s+months$/.exec(of)?.[1];
  if (word === 'expires' && months !== undefined) return { kind: 'expires', months: Number(months) };
  const kind = POLICY_KINDS.find((candidate) => candidate === text);
  if (kind !== undefined) return { kind };
  const known = [
    ...names.map((name) => `prefer ${name}`),
    ...POLICY_KINDS,
    'with address',
    'expires 24 months',
  ];
  faults.at(path, `unknown policy ${text}`, didYouMean(text, known) ?? `known: ${known.join(', ')}`);
  return undefined;
}

function checkConsent(field: string, policies: readonly Policy[], { faults, sources }: Section): void {
  const path = ['fields', field];
  const strange = policies.find(({ kind }) => !CONSENT_POLICIES.includes(kind));
  const ways = policies.filter(({ kind }) => kind === 'strictest' || kind === 'latest_act');
  if (strange !== undefined || ways.length > 1)
    faults.at(path, 'a consent survives strictest or by latest_act', 'and may add: expires 24 months');
  const needsDate = policies.some(({ kind }) => kind !== 'strictest');
  if (needsDate && strange === undefined && !allFields(sources).includes(`${field}_at`))
    faults.at(
      path,
      `no source has ${field}_at`,
      'map its column in the config: the day on which it was given',
    );
}

function checkPlain(field: string, policies: readonly Policy[], { faults }: Section): void {
  const path = ['fields', field];
  const kinds = policies.map(({ kind }) => kind);
  const consents = kinds.find((kind) => CONSENT_POLICIES.includes(kind));
  if (consents !== undefined)
    faults.at(path, `${consents} is for consents`, 'use latest, earliest or the name of a source here');
  if (kinds.includes('all') && kindOf(field) === 'date')
    faults.at(path, 'all is for texts', 'such as card_no: all');
  if ((kinds.includes('with') || kinds.includes('all')) && kinds.length > 1)
    faults.at(
      path,
      `${kinds.includes('all') ? 'all' : 'with'} stands alone`,
      'there is nothing left to prefer',
    );
}

/** A field that goes with another needs one that goes its own way. */
function checkLeaders(fields: ReadonlyMap<string, readonly Policy[]>, { faults, sources }: Section): void {
  const mapped = SURVIVING_FIELDS.filter((field) => allFields(sources).includes(field) && !isConsent(field));
  for (const [field, [policy]] of fields) {
    if (policy?.kind !== 'with') continue;
    const leader = fields.get(policy.field)?.[0]?.kind;
    const hint = didYouMean(policy.field, mapped) ?? `known: ${mapped.join(', ')}`;
    if (!mapped.includes(policy.field))
      faults.at(['fields', field], `${policy.field} is not a field that survives`, hint);
    else if (policy.field === field || leader === 'with' || leader === 'all')
      faults.at(
        ['fields', field],
        `${policy.field} does not go its own way`,
        'name the field that leads the group',
      );
  }
}
