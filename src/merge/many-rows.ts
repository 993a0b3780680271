import { join, name, type Sql, sql } from '../engine/sql.js';
import { isConsent, policiesOf } from '../rules/policies.js';
import { preferencesOf, rowOrder } from './preference.js';
import { type MergeContext, made } from './tables.js';

/**
 * `merge_many_rows`: the surviving fields of persons with three rows or more. Sorting inside an aggregate is
 * slow, and most persons have one row or two, so only these few go through it.
 */
export function manyRows(context: MergeContext): Sql {
  const fields = [...policiesOf(context.rules.fields, context.sources)].filter(
    ([field]) => !isConsent(field),
  );
  const counted = fields.filter(([, policies]) => policies.some(({ kind }) => kind === 'most_frequent'));
  const frequencies = counted.map(([field]) => {
    return sql`, count(*) over (partition by person_id, ${name(field)}) as ${frequencyOf(field)}`;
  });
  const columns = fields.map(([field, policies]) => {
    const rows = { context, field, column: name, frequency: frequencyOf(field) };
    const order = rowOrder(preferencesOf(policies, rows));
    return sql`, first(${name(field)} order by ${order}) filter (where ${name(field)} is not null) as ${name(field)}`;
  });
  return sql`
    select person_id ${join(columns, '')}
    from (select source_rows.*, person_id ${join(frequencies, '')}
      from ${made(context, 'merge_persons')}
      join ${name(context.tables.personRows)} using (person_id)
      join ${name(context.tables.rows)} as source_rows using (row_id)
      where rows_count > 2)
    group by person_id`;
}

function frequencyOf(field: string): Sql {
  return name(`frequency of ${field}`);
}
