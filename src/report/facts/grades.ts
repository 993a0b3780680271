import { join, name, raw, type Sql, sql } from '../../engine/sql.js';
import type { DecisionReport } from '../model/decisions.js';
import type { MemberExample } from '../model/examples.js';
import type { GradeReport } from '../model/grades.js';
import type { GradeMatrix, MatrixCell } from '../model/matrix.js';
import type { MemberCounts } from '../model/members.js';
import type { FactContext } from './context.js';
import { type ExampleRow, exampler } from './exampler.js';
import { gradesIn } from './grades-in.js';

/** Of each rule so many who lose and so many who gain. */
const EXAMPLES = 3;

/**
 * The table `outcomes(member_id, person_id, grade, baseline, movement, rule, adjusted_by, presence)`: what
 * became of each member against what it had, and in which sources it has rows (a bit a source).
 */
export async function judgeMembers({ engine, rules, isFirstRun }: FactContext): Promise<void> {
  const baseline = isFirstRun ? sql`best_source` : sql`previous_grade`;
  const rank = (grade: Sql) => sql`list_position([${join(rules.grades.map((g) => sql`${g}`))}], ${grade})`;
  // Above all others where the ladder has it no more: whoever had it counts as lower until somebody has looked.
  const was = sql`case when baseline is not null then coalesce(${rank(raw('baseline'))}, ${rules.grades.length + 1}) end`;
  await engine.step(
    'outcomes',
    sql`select member_id, person_id, grade, baseline, rule, adjusted_by, presence,
        case
          -- Nobody leaves who had nothing to leave.
          when grade is null and baseline is null then 'same'
          when grade is null then 'left'
          when baseline is null then 'without_baseline'
          when ${rank(raw('grade'))} > ${was} then 'up'
          when ${rank(raw('grade'))} < ${was} then 'down'
          else 'same'
        end as movement,
        coalesce(${rank(raw('grade'))}, 0) - coalesce(${was}, 0) as steps
      from (select member_id, person_id, grade, ${baseline} as baseline, rule, adjusted_by, presence from graded)`,
  );
}

export async function gatherMembers({ engine }: FactContext): Promise<MemberCounts> {
  const row = await engine.one<Record<'total' | 'new' | 'changed' | 'gone', bigint>>(
    sql`select count(*) as total, count(*) filter (where is_new) as new,
        (select count(*) from touched where member_id in (select member_id from graded where not is_new)) as changed,
        (select count(*) from absent where is_news) as gone
      from graded`,
  );
  const [total, fresh, changed] = [Number(row.total), Number(row.new), Number(row.changed)];
  return { total, new: fresh, changed, unchanged: total - fresh - changed, gone: Number(row.gone) };
}

export async function gatherGrades({ engine, rules, isFirstRun }: FactContext): Promise<GradeReport> {
  const moved = await engine.rows<{ movement: string; count: bigint }>(
    sql`select movement, count(*) as count from outcomes group by movement`,
  );
  const count = (movement: string) => Number(moved.find((m) => m.movement === movement)?.count ?? 0n);
  const counts = await engine.rows<{ grade: string | null; before: bigint; after: bigint }>(
    sql`select grade, cast(sum(before) as bigint) as before, cast(sum(after) as bigint) as after from (
        select baseline as grade, count(*) as before, 0 as after from outcomes group by baseline
        union all select grade, 0, count(*) from outcomes group by grade
      ) group by grade`,
  );
  return {
    ladder: rules.grades,
    baseline: isFirstRun ? 'best_source' : 'previous',
    up: count('up'),
    down: count('down'),
    same: count('same'),
    left: count('left'),
    without_baseline: count('without_baseline'),
    counts: gradesIn(rules.grades, counts).map((grade) => {
      const found = counts.find((c) => c.grade === grade);
      return { grade, before: Number(found?.before ?? 0n), after: Number(found?.after ?? 0n) };
    }),
  };
}

/** The mapped grades of the first two sources against the unified grade; null when there is one source only. */
export async function gatherMatrix({ engine, config }: FactContext): Promise<GradeMatrix | null> {
  const [row, column] = config.sources;
  if (row === undefined || column === undefined) return null;
  const side = (order: number, source: string) =>
    sql`case when presence & ${2 ** order} = 0 then '-' else ${name(`map_${source}`)} end`;
  const cells = await engine.rows<{
    row: string | null;
    column: string | null;
    unified: string | null;
    members: bigint;
  }>(
    sql`select ${side(0, row.name)} as "row", ${side(1, column.name)} as "column", grade as unified, count(*) as members
      from graded group by all order by all`,
  );
  return {
    row_source: row.name,
    column_source: column.name,
    cells: cells.map((cell): MatrixCell => ({ ...cell, members: Number(cell.members) })),
  };
}

/** What each rule did, with a few of its members: those who lose most, then those who gain most. */
export async function gatherDecisions(context: FactContext): Promise<readonly DecisionReport[]> {
  const movements = ['up', 'down', 'same', 'left', 'without_baseline'] as const;
  const counts = movements.map((m) => sql`count(*) filter (where movement = ${m}) as ${name(m)}`);
  const rows = await context.engine.rows<
    { rule: string; adjusted_by: string | null; members: bigint } & Record<(typeof movements)[number], bigint>
  >(
    sql`select rule, adjusted_by, count(*) as members, ${join(counts)} from outcomes group by rule, adjusted_by
      order by members desc, rule, adjusted_by`,
  );
  return Promise.all(
    rows.map(async (row) => ({
      rule: row.rule,
      adjusted_by: row.adjusted_by,
      members: Number(row.members),
      up: Number(row.up),
      down: Number(row.down),
      same: Number(row.same),
      left: Number(row.left),
      without_baseline: Number(row.without_baseline),
      examples: await gatherExamples(context, row),
    })),
  );
}

async function gatherExamples(
  context: FactContext,
  { rule, adjusted_by }: { readonly rule: string; readonly adjusted_by: string | null },
): Promise<readonly MemberExample[]> {
  const rows = await context.engine.rows<ExampleRow>(
    sql`select member_id, person_id, baseline as before, grade as after
      from (select *, movement in ('down', 'left') as loses from outcomes)
      where rule = ${rule} and adjusted_by is not distinct from ${adjusted_by} and movement not in ('same', 'without_baseline')
      -- Those who lose leave those who gain their places.
      qualify row_number() over (partition by loses order by abs(steps) desc, member_id) <= ${EXAMPLES}
      order by loses desc, abs(steps) desc, member_id`,
  );
  const example = await exampler(context, rows);
  return rows.map(example);
}
