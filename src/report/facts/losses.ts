import { sql } from '../../engine/sql.js';
import type { Losers, LossExample, LossReport } from '../model/losses.js';
import { rankOf } from '../rank.js';
import { contentFileOf } from './content-file-of.js';
import type { FactContext } from './context.js';
import { type ExampleRow, exampler } from './exampler.js';
import { gatherGone } from './gone.js';
import { listed } from './listed.js';

/** Of a plan of any size. */
const MOST_LOSERS = 20;

/** Who gets a lower grade, who none any more, and who is gone. Needs `outcomes` and `absent`. */
export async function gatherLosses(context: FactContext): Promise<LossReport> {
  return {
    down: await gatherLosers(context, 'down'),
    left: await gatherLosers(context, 'left'),
    gone: await gatherGone(context),
  };
}

async function gatherLosers(context: FactContext, movement: 'down' | 'left'): Promise<Losers> {
  const { engine, rules } = context;
  const steps = await engine.rows<{ before: string | null; after: string | null; members: bigint }>(
    sql`select baseline as before, grade as after, count(*) as members from outcomes
      where movement = ${movement} group by all`,
  );
  const byRule = await engine.rows<{ rule: string; adjusted_by: string | null; members: bigint }>(
    sql`select rule, adjusted_by, count(*) as members from outcomes where movement = ${movement} group by all
      order by members desc, rule, adjusted_by`,
  );
  const rank = (grade: string | null) => rankOf(rules.grades, grade);
  const counted = steps.map((step) => ({ ...step, members: Number(step.members) }));
  return {
    steps: counted.sort(
      (a, b) => b.members - a.members || rank(b.before) - rank(a.before) || rank(a.after) - rank(b.after),
    ),
    by_rule: byRule.map((row) => ({ ...row, members: Number(row.members) })),
    examples: {
      total: counted.reduce((sum, { members }) => sum + members, 0),
      shown: await gatherExamples(context, movement),
      file: contentFileOf(context),
    },
  };
}

async function gatherExamples(
  context: FactContext,
  movement: 'down' | 'left',
): Promise<readonly LossExample[]> {
  const { engine, rules } = context;
  const rows = await engine.rows<ExampleRow & { steps: number; rule: string; adjusted_by: string | null }>(
    sql`select member_id, person_id, baseline as before, grade as after, cast(-steps as integer) as steps, rule, adjusted_by
      from outcomes where movement = ${movement}
      order by outcomes.steps, list_position([${listed(rules.grades)}], baseline) desc, member_id limit ${MOST_LOSERS}`,
  );
  const example = await exampler(context, rows);
  return rows.map((row) => ({
    ...example(row),
    steps: row.steps,
    rule: row.rule,
    adjusted_by: row.adjusted_by,
  }));
}
