import type { Source } from '../../config/config.js';
import { allFields } from '../../config/source-fields.js';

/** How one value of several is chosen; a later policy breaks the ties of an earlier one. */
export type Policy =
  | { readonly kind: 'prefer'; readonly source: string }
  /** From the row that won the other field, whether it has a value there or not. */
  | { readonly kind: 'with'; readonly field: string }
  /** A consent older than so many months, or of unknown age, is none. */
  | { readonly kind: 'expires'; readonly months: number }
  | { readonly kind: PlainPolicy };

type PlainPolicy = (typeof POLICY_KINDS)[number];

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
  /** The row on which most of the surviving fields have a value. */
  'most_complete',
  /** An empty value can win. */
  'even_empty',
  /** Every different value, not one of them. */
  'all',
  'strictest',
  /** The last time that the person said yes or no. */
  'latest_act',
] as const;

/** The policies that a consent can have. */
export const CONSENT_POLICIES: readonly string[] = ['strictest', 'latest_act', 'expires'];

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

/** How a field survives: by its own order, with the row that wins another field, or all of its values. */
export type Survival =
  | { readonly kind: 'own' | 'even_empty'; readonly policies: readonly Policy[] }
  | { readonly kind: 'with'; readonly leader: string; readonly policies: readonly Policy[] }
  | { readonly kind: 'all' };

/** The policies of one field, where those of a leader stand for its followers. */
export function survivalOf(field: string, all: ReadonlyMap<string, readonly Policy[]>): Survival {
  const policies = all.get(field) ?? [];
  const leading = policies.find((policy) => policy.kind === 'with');
  if (leading !== undefined)
    return { kind: 'with', leader: leading.field, policies: all.get(leading.field) ?? [] };
  const kinds = policies.map(({ kind }) => kind);
  if (kinds.includes('all')) return { kind: 'all' };
  return { kind: kinds.includes('even_empty') ? 'even_empty' : 'own', policies };
}
