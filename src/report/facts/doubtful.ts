import { join, name, raw, type Sql, sql } from '../../engine/sql.js';
import { sourceName } from '../../match/member-ids.js';
import { waterfallOf } from '../../match/waterfall.js';
import { rowFields } from '../../standardise/typed.js';
import { maskValue } from '../mask.js';
import type { DoubtfulPair, DoubtfulRow } from '../model/doubtful.js';
import type { ScoringReport } from '../model/scoring.js';
import type { FactContext } from './context.js';

/** A person decides about the rest of them in review.csv. */
const MOST_DOUBTFUL = 10;

const SHOWN = ['name', 'phone', 'birth_date', 'email'] as const;

interface Found extends Record<string, unknown> {
  readonly reason: string;
  readonly weight: number;
  readonly outcome: string;
  readonly how: string;
  readonly agreement: string;
}

/** The pairs of `review` that weigh most: nearest to being one member, so that most depends on the decision. */
export async function gatherDoubtful(context: FactContext): Promise<ScoringReport['doubtful']> {
  const { engine } = context;
  const open = sql`select least(l, r) as l, greatest(l, r) as r, reason, coalesce(torn, l) as a_id,
      case when torn = r then l else r end as b_id from review where r is not null`;
  const { total } = await engine.one<{ total: bigint }>(sql`select count(*) as total from review`);
  const found = (await engine.rows<never>(
    sql`select reason, weight, patterns.outcome, how, agreement, ${values(context, 'a')}, ${values(context, 'b')}
      from (${open}) as open join compared using (l, r) join patterns using (pattern)
      join rows as a on a.row_id = a_id join rows as b on b.row_id = b_id
      order by weight desc, a_id, b_id limit ${MOST_DOUBTFUL}`,
  )) as readonly Found[];
  return {
    total: Number(total),
    shown: found.flatMap((one) => pairOf(context, one)),
    file: 'review.csv',
  };
}

function values({ config }: FactContext, side: 'a' | 'b'): Sql {
  const known = rowFields(config.sources);
  const shown = SHOWN.map((field) => {
    const value = known.includes(field)
      ? sql`cast(${raw(side)}.${name(field)} as varchar)`
      : sql`null::varchar`;
    return sql`${value} as ${name(`${field}_${side}`)}`;
  });
  return sql`(select ${sourceName(config)} from (select ${raw(side)}.source_no)) as ${name(`source_${side}`)},
    ${raw(side)}.member_id as ${name(`id_${side}`)}, ${join(shown)}`;
}

function pairOf(context: FactContext, found: Found): readonly DoubtfulPair[] {
  const agreement = context.matched.agreements.find(
    (one) => one.agreement === found.agreement && one.outcome === found.outcome && one.how === found.how,
  );
  if (agreement === undefined) return [];
  return [
    {
      outcome: found.reason === 'ambiguous' ? 'ambiguous' : 'review',
      reason: found.reason,
      rows: [rowOf(context, found, 'a'), rowOf(context, found, 'b')],
      agreement: agreement.agreement,
      weights: waterfallOf(agreement, found.weight),
    },
  ];
}

function rowOf({ config }: FactContext, found: Found, side: 'a' | 'b'): DoubtfulRow {
  const text = (field: string) => found[`${field}_${side}`] as string | null;
  const shown = (field: string) => {
    const value = text(field);
    return value === null || !config.report.mask ? value : maskValue(field, value);
  };
  return {
    source: text('source') ?? '',
    source_member_id: text('id') ?? '',
    name: shown('name'),
    phone: shown('phone'),
    birth_date: shown('birth_date'),
    email: shown('email'),
  };
}
