import { join, name, type Sql, sql } from '../engine/sql.js';
import { isConsent, policiesOf, type Survival, survivalOf } from '../rules/fields/policies.js';
import { preferencesOf, rowOrder } from './preference.js';
import { type MergeContext, made } from './tables.js';

/**
 * `merge_many_rows`: the surviving fields of persons with three rows or more. Sorting inside an aggregate is
 * slow; most fields share their policy, so the rows are numbered once a policy and the lowest number that has
 * a value wins.
 */
export function manyRows(context: MergeContext): Sql {
  const policies = policiesOf(context.rules.fields, context.sources);
  const fields = [...policies].filter(([field]) => !isConsent(field));
  const counted = fields.filter(([, list]) => list.some(({ kind }) => kind === 'most_frequent'));
  const frequencies = counted.map(([field]) => {
    return sql`, count(*) over (partition by person_id, ${name(field)}) as ${frequencyOf(field)}`;
  });
  const orders = new Map<string, Sql>();
  const columns = fields.map(([field]) => {
    const survival = survivalOf(field, policies);
    if (survival.kind === 'all') return sql`, ${allValues(field)} as ${name(field)}`;
    const deciding = survival.kind === 'with' ? survival.leader : field;
    const rows = { context, field: deciding, column: name, frequency: frequencyOf(deciding) };
    const order = rowOrder(preferencesOf(survival.policies, rows));
    const number = orders.get(order.sql) ?? name(`order ${orders.size}`);
    orders.set(order.sql, number);
    return sql`, ${winner(field, survival, number)} as ${name(field)}`;
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

/** Between the values of a field of which all are kept. */
export const SEPARATOR = '; ';

function allValues(field: string): Sql {
  return sql`string_agg(distinct ${name(field)}, ${SEPARATOR} order by ${name(field)})`;
}

/** arg_min leaves out rows without a value, arg_min_null does not. */
function winner(field: string, survival: Survival, number: Sql): Sql {
  const own = sql`arg_min(${name(field)}, ${number}) filter (where ${name(field)} is not null)`;
  if (survival.kind === 'even_empty') return sql`arg_min_null(${name(field)}, ${number})`;
  if (survival.kind !== 'with') return own;
  const leader = name(survival.leader);
  const led = sql`arg_min_null(${name(field)}, ${number}) filter (where ${leader} is not null)`;
  return sql`case when count(${leader}) > 0 then ${led} else ${own} end`;
}

function rowsOfMany(context: MergeContext, frequencies: readonly Sql[]): Sql {
  return sql`select source_rows.*, person_id ${join(frequencies, '')}
    from ${made(context, 'merge_persons')}
    join ${name(context.tables.personRows)} using (person_id)
    join ${name(context.tables.rows)} as source_rows using (row_id)
    where rows_count > 2`;
}

/** The column that says on how many rows of the person the value of a field stands. */
export function frequencyOf(field: string): Sql {
  return name(`frequency of ${field}`);
}
