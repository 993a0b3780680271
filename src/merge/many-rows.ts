import { join, name, type Sql, sql } from '../engine/sql.js';
import { isConsent, policiesOf } from '../rules/fields/policies.js';
import { preferencesOf, rowOrder } from './preference.js';
import { type MergeContext, made } from './tables.js';

/**
 * `merge_many_rows`: the surviving fields of persons with three rows or more. Sorting inside an aggregate is
 * slow; most fields share their policy, so the rows are numbered once a policy and the lowest number that has
 * a value wins.
 */
export function manyRows(context: MergeContext): Sql {
  const fields = [...policiesOf(context.rules.fields, context.sources)].filter(
    ([field]) => !isConsent(field),
  );
  const counted = fields.filter(([, policies]) => policies.some(({ kind }) => kind === 'most_frequent'));
  const frequencies = counted.map(([field]) => {
    return sql`, count(*) over (partition by person_id, ${name(field)}) as ${frequencyOf(field)}`;
  });
  const orders = new Map<string, Sql>();
  const columns = fields.map(([field, policies]) => {
    const rows = { context, field, column: name, frequency: frequencyOf(field) };
    const order = rowOrder(preferencesOf(policies, rows));
    const number = orders.get(order.sql) ?? name(`order ${orders.size}`);
    orders.set(order.sql, number);
    return sql`, arg_min(${name(field)}, ${number}) filter (where ${name(field)} is not null) as ${name(field)}`;
  });
  const numbers = [...orders].map(
    ([order, number]) =>
      sql`, row_number() over (partition by person_id order by ${{ sql: order }}) as ${number}`,
  );
  return sql`
    select person_id ${join(columns, '')}
    from (select * ${join(numbers, '')} from (${rowsOfMany(context, frequencies)}))
    group by person_id`;
}

function rowsOfMany(context: MergeContext, frequencies: readonly Sql[]): Sql {
  return sql`select source_rows.*, person_id ${join(frequencies, '')}
    from ${made(context, 'merge_persons')}
    join ${name(context.tables.personRows)} using (person_id)
    join ${name(context.tables.rows)} as source_rows using (row_id)
    where rows_count > 2`;
}

function frequencyOf(field: string): Sql {
  return name(`frequency of ${field}`);
}
