import { join, name, type Sql, sql } from '../engine/sql.js';
import { isConsent, type Policy, policiesOf, survivalOf } from '../rules/fields/policies.js';
import { gradedColumns } from './decide.js';
import { SEPARATOR } from './many-rows.js';
import { preferencesOf, secondWins } from './preference.js';
import { type MergeContext, made } from './tables.js';

type Policies = ReadonlyMap<string, readonly Policy[]>;

/** `merged`: what was decided, and the value of each field that survives. Empty values never win. */
export function survivors(context: MergeContext): Sql {
  const fields = policiesOf(context.rules.fields, context.sources);
  const columns = [...fields.keys()].map((field) =>
    isConsent(field)
      ? sql`decided.${name(field)}`
      : sql`${survivor(field, fields, context)} as ${name(field)}`,
  );
  const rows = name(context.tables.rows);
  const carried = context.tables.personIds === undefined ? [] : ['member_id', 'is_new', 'split_from'];
  return sql`
    select ${join([...gradedColumns(context).map(decidedColumn), ...columns, ...carried.map(name).map(decidedColumn)])}
    from ${made(context, 'graded')} as decided
    join ${rows} as one on one.row_id = decided.first_row
    left join ${rows} as two on two.row_id = decided.second_row
    left join ${made(context, 'merge_many_rows')} as many on many.person_id = decided.person_id`;
}

function decidedColumn(column: Sql): Sql {
  return sql`decided.${column}`;
}

/** Of one row its value, of two rows the winner's, of more what merge_many_rows found. */
function survivor(field: string, fields: Policies, context: MergeContext): Sql {
  const of = (row: 'one' | 'two') => (column: string) => sql`${name(row)}.${name(column)}`;
  const [one, two] = [of('one')(field), of('two')(field)];
  const survival = survivalOf(field, fields);
  const many = sql`case when decided.rows_count > 2 then many.${name(field)}`;
  if (survival.kind === 'all') return sql`${many} else ${allOfTwo(one, two)} end`;
  const deciding = survival.kind === 'with' ? survival.leader : field;
  const [first, second] = (['one', 'two'] as const).map((row) =>
    preferencesOf(survival.policies, { context, field: deciding, column: of(row) }),
  );
  const isSecond = secondWins(first ?? [], second ?? []);
  if (survival.kind === 'even_empty')
    return sql`${many} when decided.second_row is not null and ${isSecond} then ${two} else ${one} end`;
  const [leadsOne, leadsTwo] = [of('one')(deciding), of('two')(deciding)];
  const led = sql`when ${leadsTwo} is null and ${leadsOne} is not null then ${one}
      when ${leadsOne} is null and ${leadsTwo} is not null then ${two}
      when ${leadsOne} is not null and ${leadsTwo} is not null and ${isSecond} then ${two}
      when ${leadsOne} is not null then ${one}`;
  return sql`${many}
      ${survival.kind === 'with' ? led : sql``}
      when ${two} is null then ${one} when ${one} is null then ${two}
      when ${isSecond} then ${two} else ${one} end`;
}

/** In the order of the values, as string_agg gives those of more rows. */
function allOfTwo(one: Sql, two: Sql): Sql {
  const [lower, upper] = [sql`least(${one}, ${two})`, sql`greatest(${one}, ${two})`];
  return sql`nullif(concat_ws(${SEPARATOR}, ${lower}, nullif(${upper}, ${lower})), '')`;
}
