import type { Source } from '../../config/config.js';
import { allFields } from '../../config/source-fields.js';
import type { Policy } from '../ruleset.js';

const PLAIN_FIELDS = [
  'name',
  'phone',
  'email',
  'birth_date',
  'gender',
  'card_no',
  'address',
  'postal_code',
  'joined_at',
  'store',
];

const CONSENTS = ['consent_sms', 'consent_email', 'consent_push', 'consent_post', 'consent_night'];

/** The fields of which one value survives, in the order of the output. */
export const SURVIVING_FIELDS: readonly string[] = [...PLAIN_FIELDS, ...CONSENTS];

export const POLICY_KINDS = [
  'latest',
  'earliest',
  'minimum',
  'maximum',
  'longest',
  'most_frequent',
  'strictest',
] as const;

export function isConsent(field: string): boolean {
  return CONSENTS.includes(field);
}

/** The policies of every surviving field that some source has: what the rules say, else the default. */
export function policiesOf(
  fields: ReadonlyMap<string, readonly Policy[]>,
  sources: readonly Source[],
): ReadonlyMap<string, readonly Policy[]> {
  const mapped = allFields(sources);
  const surviving = SURVIVING_FIELDS.filter((field) => mapped.includes(field));
  return new Map(surviving.map((field) => [field, fields.get(field) ?? [defaultPolicy(field)]]));
}

function defaultPolicy(field: string): Policy {
  if (isConsent(field)) return { kind: 'strictest' };
  return { kind: field === 'joined_at' ? 'earliest' : 'latest' };
}
