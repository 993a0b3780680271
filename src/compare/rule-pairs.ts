import { raw, sql } from '../engine/sql.js';
import { totalOf } from '../report/balance.js';
import { MOST_SHOWN } from '../report/facts/context.js';
import { drawExamples } from './examples.js';
import type { CompareContext } from './merge-both.js';
import { MOVEMENTS, type Moved, type RulePair, type RulePairs } from './model.js';
import { MOVED, movedOf } from './movement.js';

/** Which rule of A and which rule of B decided the same members, and what it makes of them. */
export async function gatherPairs(context: CompareContext): Promise<RulePairs> {
  const rows = await context.engine.rows<
    Record<keyof Moved, bigint> & {
      rule_a: string;
      adjusted_a: string | null;
      rule_b: string;
      adjusted_b: string | null;
    }
  >(
    sql`select rule_a, adjusted_a, rule_b, adjusted_b, ${MOVED} from compared_members
      group by rule_a, adjusted_a, rule_b, adjusted_b
      order by members - same desc, members desc, rule_a, adjusted_a nulls first, rule_b, adjusted_b nulls first`,
  );
  const shown = rows.slice(0, MOST_SHOWN);
  const rest = rows.slice(MOST_SHOWN).map(movedOf);
  const examples = await drawExamples(context, await drawn(context));
  const pairs = shown.map((row): RulePair => {
    const a = { rule: row.rule_a, adjusted_by: row.adjusted_a };
    const b = { rule: row.rule_b, adjusted_by: row.adjusted_b };
    const own = examples.filter(({ key }) => key === keyOf(row));
    return { a, b, ...movedOf(row), examples: own.map(({ example }) => example) };
  });
  return { total: rows.length, shown: pairs, rest: rest.length === 0 ? null : summed(rest) };
}

/** Members of each pair that move. */
const EXAMPLES = 3;

interface PairRow {
  readonly rule_a: string;
  readonly adjusted_a: string | null;
  readonly rule_b: string;
  readonly adjusted_b: string | null;
}

function keyOf({ rule_a, adjusted_a, rule_b, adjusted_b }: PairRow): string {
  return JSON.stringify([rule_a, adjusted_a, rule_b, adjusted_b]);
}

/** Those that lose most first, then those that gain most; of equal ones the first by their rows. */
async function drawn({ engine }: CompareContext) {
  const order = "movement = 'left' desc, movement = 'down' desc, abs(steps) desc nulls last, first_row";
  const rows = await engine.rows<{
    rule_a: string;
    adjusted_a: string | null;
    rule_b: string;
    adjusted_b: string | null;
    person_id: bigint;
    grade_a: string | null;
    grade_b: string | null;
  }>(
    raw(`
    select rule_a, adjusted_a, rule_b, adjusted_b, person_id, grade_a, grade_b
    from compared_members where movement <> 'same'
    qualify row_number() over (
      partition by rule_a, adjusted_a, rule_b, adjusted_b
      order by ${order}
    ) <= ${EXAMPLES}
    order by ${order}`),
  );
  return rows.map((row) => ({ key: keyOf(row), person: row.person_id, a: row.grade_a, b: row.grade_b }));
}

function summed(rest: readonly Moved[]): Moved {
  const sums = (['members', ...MOVEMENTS] as const).map((of) => [of, totalOf(rest, (row) => row[of])]);
  return Object.fromEntries(sums) as Record<keyof Moved, number>;
}
