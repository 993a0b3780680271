import { existsSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import type { Config } from '../config/config.js';
import { LOT_FIELD_NAMES } from '../config/order-fields.js';
import type { Engine } from '../engine/engine.js';
import { live } from '../engine/inert.js';
import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import { sourceNumber } from '../match/source-name.js';
import type { MergeTables } from '../merge/tables.js';
import { handedOver } from '../orders/placed.js';
import { orderFields } from '../orders/typed-orders.js';
import { type Format, readContent, readCsv } from '../plan/files/content.js';
import { loadPlanRows, type RowsOfPlan } from '../plan/plan-rows.js';
import type { RuleSet } from '../rules/ruleset.js';
import { typeOf } from '../standardise/field.js';

interface MemberOfPlan {
  readonly plan: RowsOfPlan;
  readonly format: Format;
  readonly memberId: string;
  /** Whether a rule compares a person with all others, which must then be there, too. */
  readonly among: 'alone' | 'all';
}

/**
 * The tables that the merge reads, of one member or of all, from the folder of a plan and the target it was made for.
 * Gives them with the number of the member.
 */
export async function loadMemberTables(
  engine: Engine,
  config: Config,
  { rules, member }: { readonly rules: RuleSet; readonly member: MemberOfPlan },
): Promise<{ readonly tables: MergeTables; readonly person: bigint }> {
  const { plan, format, memberId, among } = member;
  const only = among === 'all' ? raw('true') : sql`member_id = ${memberId}`;
  await engine.step(
    'wanted',
    sql`select source, ${live(name('source_member_id'))} as member_id, member_id as owner
      from ${readContent(plan.directory, 'links', format)} where ${only}`,
  );
  await engine.step(
    'person_ids',
    sql`select owner as member_id, row_number() over (order by owner) as person_id
    from (select distinct owner from wanted)`,
  );
  await loadPlanRows(engine, config, plan, 'own');
  await loadTold(engine, plan);
  await engine.step(
    'person_rows',
    sql`select row_id, person_id from rows join wanted on wanted.member_id = rows.member_id
        and ${sourceNumber(config, raw('wanted.source'))} = source_no
      join person_ids on person_ids.member_id = owner`,
  );
  await engine.step(
    'previous_grades',
    sql`select person_id, ${live(name('previous_grade'))} as grade, told.announced
      from ${readContent(plan.directory, 'members', format)} join person_ids using (member_id)
      left join told using (member_id)
      where previous_grade is not null or told.announced is not null`,
  );
  const { person } = await engine.one<{ person: bigint }>(
    sql`select person_id as person from person_ids where member_id = ${memberId}`,
  );
  const tables = {
    rows: 'rows',
    personRows: 'person_rows',
    previousGrades: 'previous_grades',
    prefix: 'trace_',
  };
  return { tables: { ...tables, ...(await loadRecords(engine, config, { rules, member })) }, person };
}

/** `told(member_id, announced)`: the grade that each member was told last, as the target has it now. */
async function loadTold(engine: Engine, { head, store }: RowsOfPlan): Promise<void> {
  await engine.run(sql`create or replace table told (member_id varchar, announced varchar)`);
  if (head === null) return;
  for await (const some of engine.batches<{ member_id: string }>(sql`select member_id from person_ids`)) {
    const keys = some.map(({ member_id }) => [member_id]);
    for await (const found of store.find('members', keys)) {
      const lines = found.map(
        ({ member_id, announced }) => sql`(${String(member_id)}, ${announced as string | null})`,
      );
      if (lines.length > 0) await engine.run(sql`insert into told values ${join(lines)}`);
    }
  }
}

/** Orders and lots as their lists tell of them. What an export has beside the known fields, no list holds. */
async function loadRecords(
  engine: Engine,
  config: Config,
  { rules, member }: { readonly rules: RuleSet; readonly member: MemberOfPlan },
): Promise<Partial<MergeTables>> {
  const list = (table: 'orders' | 'lots') => {
    const file = joinPath(member.plan.directory, `${table}.${member.format}`);
    if (!existsSync(file)) return undefined;
    return member.format === 'csv'
      ? readCsv(file)
      : sql`(select columns(*)::varchar from read_parquet(${file}))`;
  };
  const [orders, lots] = [rules.orders === undefined ? undefined : list('orders'), list('lots')];
  if (orders !== undefined) await engine.step('counted_orders', countedOrders(config, rules, orders));
  if (lots !== undefined) await engine.step('placed_lots', placedLots(lots));
  return {
    ...(orders === undefined ? {} : { countedOrders: 'counted_orders' }),
    ...(lots === undefined ? {} : { placedLots: 'placed_lots' }),
  };
}

function countedOrders({ orders = [] }: Config, rules: RuleSet, list: Sql): Sql {
  const kept = orderFields([]);
  const extras = orderFields(orders).filter((field) => !kept.includes(field));
  const listed = ['member_id', 'source_member_id'];
  const numbers = orders.map(({ name: own, order }) => sql`when ${own.replace('orders.', '')} then ${order}`);
  const typed = kept
    .filter((field) => !listed.includes(field))
    .map((field) => sql`try_cast(${name(field)} as ${raw(typeOf(field, 'orders'))}) as ${name(field)}`);
  const counted = rules.orders?.policy.date === 'ordered' ? raw('ordered_at') : raw('handed_over');
  return sql`select *, ${counted} as counted_at from (
    select *, ${handedOver(orders, raw('source_no'))} as handed_over from (
      select row_number() over () as row_id, person_id, cast(case export ${join(numbers, ' ')} end as utinyint) as source_no,
        source_member_id as member_id, ${join(typed)}, cast(net_amount as decimal(18, 2)) as net_amount, reason
        ${join(
          extras.map((field) => sql`, null::varchar as ${name(field)}`),
          '',
        )}
      from ${list} as list join person_ids using (member_id)))`;
}

function placedLots(list: Sql): Sql {
  const typed = LOT_FIELD_NAMES.filter((field) => ['amount', 'earned_at', 'expires_at'].includes(field)).map(
    (field) => sql`try_cast(${name(field)} as ${raw(typeOf(field, 'lots'))}) as ${name(field)}`,
  );
  return sql`select row_number() over () as row_id, person_id, ${live(name('bucket'))} as bucket, ${join(typed)}, state
    from ${list} as list join person_ids using (member_id)`;
}
