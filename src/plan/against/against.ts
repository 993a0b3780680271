import { join } from 'node:path';
import type { Engine } from '../../engine/engine.js';
import { live } from '../../engine/inert.js';
import { name, sql } from '../../engine/sql.js';
import { copy } from '../files/content.js';
import { shownValue } from '../member/view.js';
import type { ComparedPlan, EarlierPlan } from './compared-plan.js';
import { differingOrigins, type MadeFrom } from './made-from.js';
import { findRows, KINDS, type Kind } from './rows.js';
import { loadSide } from './sides.js';

/** The file of a plan that has every row of the comparison. */
export const AGAINST_FILE = 'against.csv';

/** What would end differently than under an earlier plan. All counts but `rows` are of members. */
export interface Against {
  /** The earlier plan. */
  readonly run_id: string;
  readonly plan_id: string;
  readonly content_hash: string;
  /** What the two plans were made from that differs. */
  readonly made_from: readonly MadeFrom[];
  /** Members that would end differently; one may be of several kinds. Another id alone is no difference. */
  readonly members: number;
  readonly kinds: Readonly<Record<Kind, number>>;
  /** Members that differ only in what neither plan writes: runs in between changed it, or it is outside a scope. */
  readonly meanwhile: number;
  /** Rows of `against.csv`. */
  readonly rows: number;
}

interface AgainstExample {
  readonly kind: Kind;
  readonly member_id: string;
  readonly field: string;
  readonly approved: string | null;
  readonly now: string | null;
}

export interface Comparison extends Against {
  /** The first of each kind, masked where that is asked for. */
  readonly examples: readonly AgainstExample[];
}

interface Comparing {
  readonly earlier: EarlierPlan;
  readonly now: ComparedPlan;
  readonly mask: boolean;
}

/** Compares a plan with an earlier one, by what the members of both would be. Leaves `against_rows` for `writeAgainst`. */
export async function comparePlans(engine: Engine, { earlier, now, mask }: Comparing): Promise<Comparison> {
  await loadSide(engine, 'approved', earlier);
  await loadSide(engine, 'now', now);
  await findRows(engine);
  const { runId: run_id, planId: plan_id, contentHash: content_hash } = earlier;
  const made_from = await differingOrigins(earlier.directory, now.directory);
  const counts = await count(engine);
  const examples = await firstOfEach(engine, mask);
  const sides = (['approved', 'now'] as const).flatMap((side) =>
    (['members', 'links', 'points', 'written'] as const).map((table) => `against_${side}_${table}`),
  );
  await engine.drop(...sides, 'against_pairs', 'against_differing', 'against_all', 'against_written');
  return { run_id, plan_id, content_hash, made_from, ...counts, examples };
}

/** Writes `against.csv`: `member_id, field, approved, now`, sorted. */
export async function writeAgainst(engine: Engine, directory: string): Promise<void> {
  await copy(
    engine,
    sql`select member_id, field, approved, now from against_rows where is_planned order by member_id, field`,
    join(directory, AGAINST_FILE),
  );
}

async function count(engine: Engine): Promise<Pick<Against, 'members' | 'kinds' | 'meanwhile' | 'rows'>> {
  const kinds = KINDS.map(
    (kind) => sql`count(distinct member_id) filter (where is_planned and kind = ${kind}) as ${name(kind)}`,
  );
  const row = await engine.one<Record<string, bigint>>(sql`select ${kinds.reduce((a, b) => sql`${a}, ${b}`)},
      count(distinct member_id) filter (where is_planned and kind <> 'other_id') as members,
      count(distinct member_id) filter (where member_id not in (select member_id from against_rows where is_planned)) as meanwhile,
      count(*) filter (where is_planned) as all_rows
    from against_rows`);
  const number = (of: string) => Number(row[of] ?? 0n);
  return {
    members: number('members'),
    kinds: Object.fromEntries(KINDS.map((kind) => [kind, number(kind)])) as Record<Kind, number>,
    meanwhile: number('meanwhile'),
    rows: number('all_rows'),
  };
}

const EXAMPLES = 3;

async function firstOfEach(engine: Engine, mask: boolean): Promise<readonly AgainstExample[]> {
  const order = KINDS.map((kind, at) => sql`when ${kind} then ${at}`).reduce((a, b) => sql`${a} ${b}`);
  const rows = await engine.rows<Record<keyof AgainstExample, string | null>>(
    sql`select kind, member_id, field, ${live(name('approved'))} as approved, ${live(name('now'))} as now
      from against_rows where is_planned
      qualify row_number() over (partition by kind order by member_id, field) <= ${EXAMPLES}
      order by case kind ${order} end, member_id, field`,
  );
  return (rows as unknown as readonly AgainstExample[]).map((example) => ({
    ...example,
    approved: shownValue(example.field, example.approved, mask),
    now: shownValue(example.field, example.now, mask),
  }));
}
