import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import type { Policy } from '../rules/fields/policies.js';
import { isConsent, policiesOf } from '../rules/fields/policies.js';
import { decisionColumns } from './decide.js';
import { preferencesOf, secondWins } from './preference.js';
import { type MergeContext, made } from './tables.js';

/** `merged`: what was decided, and the value of each field that survives. Empty values never win. */
export function survivors(context: MergeContext): Sql {
  const fields = [...policiesOf(context.rules.fields, context.sources)];
  const columns = fields.map(([field, policies]) =>
    isConsent(field)
      ? sql`decided.${name(field)}`
      : sql`${survivor(field, policies, context)} as ${name(field)}`,
  );
  const rows = name(context.tables.rows);
  const { personIds } = context.tables;
  const carried =
    personIds === undefined
      ? []
      : ['member_id', 'is_new', 'split_from'].map((column) => sql`ids.${name(column)}`);
  const ids =
    personIds === undefined
      ? sql``
      : sql`join ${name(personIds)} as ids on ids.person_id = decided.person_id`;
  return sql`
    select ${join([raw('decided.person_id'), ...decisionColumns(context), raw('decided.rows_count'), raw('decided.presence'), ...columns, ...carried])}
    from ${made(context, 'merge_decided')} as decided
    join ${rows} as one on one.row_id = decided.first_row
    left join ${rows} as two on two.row_id = decided.second_row
    left join ${made(context, 'merge_many_rows')} as many on many.person_id = decided.person_id
    ${ids}`;
}

/** Of one row its value, of two rows the winner's, of more what merge_many_rows found. */
function survivor(field: string, policies: readonly Policy[], context: MergeContext): Sql {
  const of = (row: 'one' | 'two') => (column: string) => sql`${name(row)}.${name(column)}`;
  const [one, two] = [of('one')(field), of('two')(field)];
  const [first, second] = (['one', 'two'] as const).map((row) =>
    preferencesOf(policies, { context, field, column: of(row) }),
  );
  return sql`case when decided.rows_count > 2 then many.${name(field)}
      when ${two} is null then ${one} when ${one} is null then ${two}
      when ${secondWins(first ?? [], second ?? [])} then ${two} else ${one} end`;
}
