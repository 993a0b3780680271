import type { Config } from '../config/config.js';
import { isField, kindOf } from '../config/fields.js';
import { type ComparatorKind, LOYALTY_COMPARISONS } from '../config/identity-schema.js';
import { allFields } from '../config/source-fields.js';
import { join, name, type Sql, sql } from '../engine/sql.js';
import { type BlockingRule, parseBlocking } from './blocking-keys.js';
import type { Comparator } from './comparators/comparator.js';
import { PARTS_BORDER } from './comparators/full-name.js';
import { comparatorOf } from './comparators/kinds.js';
import { LOYALTY, LOYALTY_BLOCKING, LOYALTY_EXACT } from './loyalty.js';

/** One comparison of two rows: what of them is compared, and how. */
export interface Comparison {
  readonly name: string;
  readonly kind: ComparatorKind;
  readonly comparator: Comparator;
  /** Over a row of `rows`; NULL where the row does not know. */
  readonly value: Sql;
  /** A value on too many rows is nobody's. */
  readonly shareable: boolean;
  /** Shared in families: agreement in contact data alone makes a household, not a person. */
  readonly contact: boolean;
  /** Half of all strangers agree in it: it never is the second piece of evidence. */
  readonly supporting: boolean;
  /** Agreement in a rare value weighs more. */
  readonly termFrequency: boolean;
}

/** A rule that makes two rows the same person, whatever their score. */
export interface ExactRule {
  /** Stands in `links.how` and in reports. */
  readonly name: string;
  /** Comparisons that must be equal. */
  readonly equal: readonly string[];
  /** Comparisons that may not speak against it; where one does, the score decides. */
  readonly unless: readonly string[];
}

/** The identity section of the config, resolved for the fields that the sources have. */
export interface Identity {
  readonly comparisons: readonly Comparison[];
  readonly exact: readonly ExactRule[];
  readonly blocking: readonly BlockingRule[];
}

/** Comparisons, rules and blocking of the config; of the preset what the sources have the fields for. */
export function identityOf(config: Config): Identity {
  const { identity } = config;
  const fields = allFields(config.sources);
  const ready = identity.preset === 'loyalty';
  const comparisons =
    identity.comparisons === undefined
      ? readyComparisons(ready ? fields : [])
      : ownComparisons(identity.comparisons);
  const known = new Set(comparisons.map((comparison) => comparison.name));
  const exact = identity.exact ?? (ready ? LOYALTY_EXACT : []);
  const blocking = identity.blocking ?? (ready ? LOYALTY_BLOCKING : []);
  return {
    comparisons,
    exact: exact
      .filter((rule) => rule.equal.every((key) => known.has(key)))
      .map((rule) => ({ ...rule, unless: rule.unless.filter((key) => known.has(key)) })),
    blocking: parseBlocking(blocking).filter((rule) => rule.keys.every((key) => known.has(key.comparison))),
  };
}

function readyComparisons(fields: readonly string[]): readonly Comparison[] {
  return LOYALTY.filter((ready) => fields.includes(ready.name)).map((ready) => {
    const kind = LOYALTY_COMPARISONS[ready.name];
    return {
      name: ready.name,
      kind,
      comparator: comparatorOf(kind),
      value: comparedValue(kind, [ready.name]),
      shareable: ready.shareable ?? false,
      contact: ready.contact ?? false,
      supporting: ready.supporting ?? false,
      termFrequency: ready.termFrequency ?? false,
    };
  });
}

function ownComparisons(own: NonNullable<Config['identity']['comparisons']>): readonly Comparison[] {
  return Object.entries(own).map(([comparison, { compare, fields, ...more }]) => ({
    name: comparison,
    kind: compare,
    comparator: comparatorOf(compare),
    value: comparedValue(compare, fields ?? [comparison]),
    shareable: ['phone', 'email'].includes(compare),
    contact: more.contact,
    supporting: more.supporting,
    termFrequency: more.term_frequency,
  }));
}

/** Several fields are compared as one text; a canonical field by what rows are compared by. */
function comparedValue(kind: ComparatorKind, fields: readonly string[]): Sql {
  const [first = '', ...rest] = fields;
  if (rest.length > 0) {
    const texts = fields.map((field) => sql`cast(${name(field)} as varchar)`);
    if (kind === 'full_name') return parts(texts);
    return sql`nullif(concat_ws(' ', ${join(texts)}), '')`;
  }
  if (first === 'phone') return name('phone_key');
  if (first === 'name') return PERSON_NAME;
  if (kind === 'date' && (!isField(first) || kindOf(first) !== 'date'))
    return sql`try_cast(${name(first)} as date)`;
  if (kind === 'date') return sql`cast(${name(first)} as date)`;
  return sql`cast(${name(first)} as varchar)`;
}

/** Each text in its place, also where the other is empty. */
function parts(texts: readonly Sql[]): Sql {
  const places = texts.map((text) => sql`coalesce(${text}, '')`);
  return sql`nullif(${join(places, ' || chr(10) || ')}, ${PARTS_BORDER})`;
}

/** Hangul by its key; a masked name and one in other letters, where the words matter, as it stands. */
const PERSON_NAME = sql`case when name_key >= '가' then name_key else name end`;
