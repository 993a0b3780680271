import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import { rankOf } from '../report/rank.js';
import type { RuleSet } from '../rules/ruleset.js';
import type { CompareContext } from './merge-both.js';
import { type MatrixCell, MOVEMENTS, type Moved } from './model.js';

/**
 * Makes `compared_members(person_id, first_row, grade_a, grade_b, rule_a, adjusted_a, rule_b, adjusted_b, steps,
 * movement)`. Two grades are compared by their steps on B's ladder where both stand on it, else on A's; who leaves or
 * enters takes all the steps up to the grade.
 */
export async function compareMembers({ engine, rules }: CompareContext): Promise<void> {
  await engine.step(
    'compared_members',
    sql`select * exclude (between_grades),
        coalesce(between_grades, -${placeOn(rules.a, raw('grade_a'))}, ${placeOn(rules.b, raw('grade_b'))}) as steps,
        case
          when grade_a is null and grade_b is null then 'same'
          when grade_b is null then 'left'
          when grade_a is null then 'entered'
          when between_grades > 0 then 'up'
          when between_grades < 0 then 'down'
          when between_grades = 0 then 'same'
          else 'incomparable'
        end as movement
      from (
        select a.person_id, a.first_row, a.grade as grade_a, b.grade as grade_b,
          a.rule as rule_a, a.adjusted_by as adjusted_a, b.rule as rule_b, b.adjusted_by as adjusted_b,
          coalesce(${stepsOn(rules.b)}, ${stepsOn(rules.a)}) as between_grades
        from a_graded as a join b_graded as b using (person_id)
      )`,
  );
}

/** Missing where one of the two grades does not stand on the ladder. */
function stepsOn(rules: RuleSet): Sql {
  return sql`${placeOn(rules, raw('b.grade'))} - ${placeOn(rules, raw('a.grade'))}`;
}

/** From 1, the lowest. */
function placeOn({ grades }: RuleSet, grade: Sql): Sql {
  return sql`list_position(cast([${join(grades.map((label) => sql`${label}`))}] as varchar[]), ${grade})`;
}

/** `count(*)` and a count of each movement, as `movedOf` reads them. */
export const MOVED = sql`count(*) as members, ${join(
  MOVEMENTS.map((movement) => sql`count(*) filter (where movement = ${movement}) as ${name(movement)}`),
)}`;

type MovedRow = { readonly [K in keyof Moved]: bigint };

export function movedOf(row: MovedRow): Moved {
  return {
    members: Number(row.members),
    up: Number(row.up),
    same: Number(row.same),
    down: Number(row.down),
    left: Number(row.left),
    entered: Number(row.entered),
    incomparable: Number(row.incomparable),
  };
}

export async function gatherMovement({ engine }: CompareContext): Promise<Moved> {
  return movedOf(await engine.one<Record<keyof Moved, bigint>>(sql`select ${MOVED} from compared_members`));
}

/** The grade under A against the grade under B, each by its own ladder, no grade last. */
export async function gatherMatrix({ engine, rules }: CompareContext): Promise<readonly MatrixCell[]> {
  const cells = await engine.rows<{ a: string | null; b: string | null; members: bigint }>(
    raw('select grade_a as a, grade_b as b, count(*) as members from compared_members group by all'),
  );
  const place = (ladder: readonly string[], grade: string | null) =>
    grade === null ? ladder.length : rankOf(ladder, grade);
  return cells
    .map((cell) => ({ ...cell, members: Number(cell.members) }))
    .toSorted(
      (one, two) =>
        place(rules.a.grades, one.a) - place(rules.a.grades, two.a) ||
        place(rules.b.grades, one.b) - place(rules.b.grades, two.b),
    );
}
