import { allFields } from '../config/source-fields.js';
import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import type { CompiledRules } from '../rules/compile.js';
import type { PersonColumns } from '../rules/person/columns.js';
import { MAPPED, NEWEST } from '../rules/person/mapped.js';
import type { MergeContext } from './tables.js';

/** What is known of a person before anything is decided. */
type PerPerson = Pick<CompiledRules, 'columns' | 'mapped'> & Partial<Pick<CompiledRules, 'orders' | 'lots'>>;

/** `merge_persons`: the one pass over all rows. A pair is the common case, so its two rows are kept by id. */
export function perPerson(compiled: PerPerson, context: Omit<MergeContext, 'rules'>): Sql {
  const columns = compiled.columns
    .list()
    .map(({ name: column, aggregate }) => sql`${aggregate} as ${name(column)}`);
  const rows = sql`
    select person_id,
      count(*)::integer as rows_count,
      min(row_id) as first_row,
      case when count(*) = 2 then max(row_id) end as second_row,
      ${liveness(context)} as liveness,
      bit_or(1::integer << source_no::integer) as presence
      ${join(
        columns.map((column) => sql`, ${column}`),
        '',
      )}
    from (${rankedRows(compiled.mapped, context)})
    group by person_id`;
  return withOrders(rows, compiled, context);
}

/** What is known of the orders and the lots of a person beside its rows; only where a rule asks. */
function withOrders(rows: Sql, { orders, lots }: PerPerson, { tables }: Pick<MergeContext, 'tables'>): Sql {
  const beside = [
    ...summed(orders, tables.countedOrders, raw('reason is null')),
    ...summed(lots, tables.placedLots, raw("state = 'carried'")),
  ];
  const joins = beside.map((of_person) => sql`left join (${of_person}) using (person_id)`);
  return joins.length === 0 ? rows : sql`select * from (${rows}) ${join(joins, ' ')}`;
}

function summed(columns: PersonColumns | undefined, table: string | undefined, counts: Sql): readonly Sql[] {
  const list = columns?.list() ?? [];
  if (list.length === 0) return [];
  if (table === undefined) throw new Error('rules measure what was not read');
  const sums = list.map(({ name: column, aggregate }) => sql`${aggregate} as ${name(column)}`);
  return [
    sql`select person_id, ${join(sums)} from ${name(table)}
    where person_id is not null and ${counts} group by person_id`,
  ];
}

/** The rows with their person, the rank of their grade, and what orders them in time. */
function rankedRows(mapped: Sql, { tables }: Pick<MergeContext, 'tables'>): Sql {
  const moves = (tables.moving ?? []).length > 0;
  return sql`
    select source_rows.*, person_id, ${moves ? raw('seen_amounts.* exclude (row_id),') : raw('')} ${mapped} as ${MAPPED},
      coalesce(epoch_us(recency), -9223372036854775808)::hugeint * 1099511627776 - row_id as ${NEWEST}
    from ${name(tables.rows)} as source_rows
    join ${name(tables.personRows)} using (row_id)
    ${raw(moves ? 'left join seen_amounts using (row_id)' : '')}`;
}

/** 2 when some row is active or says nothing, else 1 when some row is dormant, else 0. */
function liveness({ sources }: Pick<MergeContext, 'sources'>): Sql {
  if (!allFields(sources).includes('status')) return raw('2::utinyint');
  return raw("max(case status when 'withdrawn' then 0 when 'dormant' then 1 else 2 end)::utinyint");
}
