import { kindOf } from '../config/fields.js';
import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import { isConsent, type Policy, policiesOf } from '../rules/fields/policies.js';
import type { MergeContext } from './tables.js';

/** What decides between two rows that both have the field; a row without it always loses. */
interface Preference {
  readonly key: Sql;
  readonly better: 'higher' | 'lower';
}

interface Rows {
  readonly context: MergeContext;
  readonly field: string;
  /** The column of a row, and how often its value stands on the rows of the person. */
  readonly column: (column: string) => Sql;
  readonly frequency?: Sql;
}

/** The policies of a field in order; behind all of them the lower row id wins. */
export function preferencesOf(policies: readonly Policy[], rows: Rows): readonly Preference[] {
  return policies.flatMap((policy) => preferenceOf(policy, rows) ?? []);
}

function preferenceOf(policy: Policy, { context, field, column, frequency }: Rows): Preference | undefined {
  switch (policy.kind) {
    case 'prefer': {
      const order = context.sources.find((source) => source.name === policy.source)?.order;
      return { key: sql`(${column('source_no')} = ${order})`, better: 'higher' };
    }
    case 'latest':
      return { key: column('recency'), better: 'higher' };
    case 'earliest':
      // Of a date the earliest date; of anything else what the oldest row says.
      return { key: kindOf(field) === 'date' ? column(field) : column('recency'), better: 'lower' };
    case 'minimum':
      return { key: column(field), better: 'lower' };
    case 'maximum':
      return { key: column(field), better: 'higher' };
    case 'longest':
      return { key: sql`length(${column(field)}::varchar)`, better: 'higher' };
    case 'most_frequent':
      return frequency === undefined ? undefined : { key: frequency, better: 'higher' };
    case 'most_complete':
      return { key: completeness(context, column), better: 'higher' };
    default:
      return undefined;
  }
}

/** On how many of the surviving fields the row has a value. */
function completeness({ rules, sources }: MergeContext, column: Rows['column']): Sql {
  const fields = [...policiesOf(rules.fields, sources).keys()].filter((field) => !isConsent(field));
  return sql`(${join(
    fields.map((field) => sql`(${column(field)} is not null)::integer`),
    ' + ',
  )})`;
}

/** `order by` of rows, the one that wins first. */
export function rowOrder(preferences: readonly Preference[]): Sql {
  const keys = preferences.map(
    ({ key, better }) => sql`${key} ${raw(better === 'higher' ? 'desc' : 'asc')} nulls last`,
  );
  return join([...keys, name('row_id')]);
}

/** Whether the second of two rows wins; the first has the lower row id. */
export function secondWins(first: readonly Preference[], second: readonly Preference[]): Sql {
  return first.reduceRight<Sql>((otherwise, preference, index) => {
    const other = second[index] as Preference;
    return sql`(case when ${beats(other, preference)} then true when ${beats(preference, other)} then false else ${otherwise} end)`;
  }, raw('false'));
}

function beats({ key, better }: Preference, other: Preference): Sql {
  return sql`coalesce(${key} ${raw(better === 'higher' ? '>' : '<')} ${other.key}, ${key} is not null and ${other.key} is null)`;
}
