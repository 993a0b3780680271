import { join, name, raw, type Sql, sql } from '../../engine/sql.js';
import { plainDecimal } from '../../engine/text.js';
import { costColumn } from '../../rules/costs.js';
import type { Cost, CostReport } from '../model/costs.js';
import { type FactContext, MOST_SHOWN } from './context.js';

/**
 * What the grades of all members cost a year, by the rules' `costs`: each member's share of a measure is rounded
 * to hundredths, so that every list adds up to the whole. Nothing where the rules name no costs.
 */
export async function gatherCosts(context: FactContext): Promise<{ readonly costs?: CostReport }> {
  const { engine, rules, config } = context;
  if (rules.costs.size === 0) return {};
  const columns = await engine.rows<{ column_name: string }>(sql`describe merged`);
  const hasStore = columns.some(({ column_name }) => column_name === 'store');
  await engine.step(
    'member_costs',
    sql`select outcomes.grade, outcomes.baseline, outcomes.presence,
        ${raw(hasStore ? 'merged.store' : 'null::varchar')} as store,
        ${costOf(context, raw('outcomes.baseline'))} as before, ${costOf(context, raw('outcomes.grade'))} as after
      from outcomes join merged using (person_id) left join merged_costs using (person_id)`,
  );
  const { before, after } = await engine.one<CostRow>(sql`select ${TOTALS} from member_costs`);
  const sources = await engine.rows<CostRow & { presence: number }>(
    sql`select cast(presence as integer) as presence, ${TOTALS} from member_costs group by all order by members desc, presence`,
  );
  const report: CostReport = {
    before,
    after,
    by_grade: await byGrade(context),
    by_sources: sources.map(({ presence, ...cost }) => ({
      sources: config.sources
        .filter(({ order }) => (presence & (2 ** order)) !== 0)
        .map((source) => source.name),
      ...counted(cost),
    })),
    ...(hasStore ? await byStore(context) : { by_store: null, other_stores: null }),
  };
  await engine.drop('member_costs');
  return { costs: report };
}

interface CostRow extends Record<string, bigint | string | number | null> {
  readonly members: bigint;
  readonly before: string;
  readonly after: string;
}

const TOTALS = sql`count(*) as members, ${plainDecimal(raw('coalesce(sum(before), 0)'))} as before,
  ${plainDecimal(raw('coalesce(sum(after), 0)'))} as after`;

/** What a grade costs a member, from the columns of `merged_costs`. */
export function costOf({ rules }: Pick<FactContext, 'rules'>, grade: Sql): Sql {
  const arms = [...rules.costs].map(([rank, cost]) => {
    const label = rules.grades[rank - 1] ?? '';
    if (cost.kind === 'amount') return sql`when ${label} then ${raw(cost.amount)}`;
    const measure = name(costColumn(cost.measure));
    const share = sql`greatest(coalesce(${measure}, 0), 0) * ${raw(hundredth(cost.percent))}`;
    return sql`when ${label} then round(${share}, 2)`;
  });
  if (arms.length === 0) return raw('cast(0 as decimal(38, 2))');
  return sql`cast(case ${grade} ${join(arms, ' ')} else 0 end as decimal(38, 2))`;
}

/** A percentage as a factor, in plain digits: the engine's division would not be exact. */
function hundredth(percent: string): string {
  const [whole = '', decimals = ''] = percent.split('.');
  const digits = whole.padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}${decimals}`;
}

async function byGrade({ engine, rules }: FactContext): Promise<CostReport['by_grade']> {
  const rows = await engine.rows<CostRow & { grade: string; members_before: bigint }>(
    sql`select grade, cast(sum(now) as bigint) as members, cast(sum(1 - now) as bigint) as members_before,
        ${plainDecimal(raw('coalesce(sum(before), 0)'))} as before,
        ${plainDecimal(raw('coalesce(sum(after), 0)'))} as after
      from (
        select baseline as grade, 0 as now, before, 0 as after from member_costs
        union all select grade, 1, 0, after from member_costs
      ) where grade is not null group by grade`,
  );
  return rules.grades.map((grade) => {
    const found = rows.find((row) => row.grade === grade);
    return {
      grade,
      members_before: Number(found?.members_before ?? 0n),
      members: Number(found?.members ?? 0n),
      before: found?.before ?? '0',
      after: found?.after ?? '0',
    };
  });
}

async function byStore({ engine }: FactContext): Promise<Pick<CostReport, 'by_store' | 'other_stores'>> {
  const ranked = sql`select store, count(*) as members, sum(before) as before, sum(after) as after,
      row_number() over (order by sum(after) desc, sum(before) desc, store nulls last) as place
    from member_costs group by store`;
  const sums = sql`cast(sum(members) as bigint) as members, ${plainDecimal(raw('sum(before)'))} as before,
    ${plainDecimal(raw('sum(after)'))} as after`;
  const shown = await engine.rows<CostRow & { store: string | null }>(
    sql`select store, ${sums} from (${ranked}) where place <= ${MOST_SHOWN} group by store, place order by place`,
  );
  const [others] = await engine.rows<CostRow & { stores: bigint }>(
    sql`select count(*) as stores, ${sums} from (${ranked}) where place > ${MOST_SHOWN} having count(*) > 0`,
  );
  return {
    by_store: shown.map(({ store, ...cost }) => ({ store, ...counted(cost) })),
    other_stores: others === undefined ? null : { stores: Number(others.stores), ...counted(others) },
  };
}

function counted({ members, before, after }: Pick<CostRow, 'members' | 'before' | 'after'>): Cost {
  return { members: Number(members), before, after };
}
