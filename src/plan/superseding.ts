import type { Engine } from '../engine/engine.js';
import { sql } from '../engine/sql.js';
import { Failure } from '../failure.js';
import type { Store } from '../store/store.js';
import { copyRows } from './previous.js';

/** The faulty run whose grades bind nobody, and how many members it had given theirs. */
interface Superseded {
  readonly run: string;
  readonly members: number;
}

/**
 * `superseded(member_id, grade)`: for each member whose grade a run changed, the grade before that run; NULL for one
 * that the run made new. Throws `usage` for a run that is not in the ledger.
 */
export async function findSuperseded(
  engine: Engine,
  store: Store,
  { run, workDirectory }: { readonly run: string; readonly workDirectory: string },
): Promise<Superseded> {
  const ledger = await store.runs();
  if (!ledger.some(({ run_id }) => run_id === run))
    throw new Failure(
      'usage',
      `--superseding ${run}: the target has no such run`,
      'tier-merge runs lists them',
    );
  await copyRows(engine, {
    into: 'superseded_changes',
    columns: store.columns('changes'),
    rows: store.readOf('changes', [run]),
    workDirectory,
  });
  const members = await engine.step(
    'superseded',
    sql`select member_id, before as grade from superseded_changes where field = 'grade'
      union all
      select member_id, null from previous_members where first_run = ${run}`,
  );
  await engine.drop('superseded_changes');
  return { run, members };
}

/** What the rules hold a grade against, as `previous_grades(person_id, grade)`: the last one, or the one before the run. */
export async function supersedeGrades(engine: Engine): Promise<void> {
  await engine.run(sql`update previous_grades set grade = before.grade
    from (select person_id, superseded.grade from superseded join person_ids using (member_id)) as before
    where before.person_id = previous_grades.person_id`);
}

/** Files and report compare with what a member really had last; only the rules were to look past it. */
export async function showLastGrades(engine: Engine): Promise<void> {
  for (const table of [sql`graded`, sql`merged`]) {
    await engine.run(sql`update ${table} as done set previous_grade = previous_members.grade
      from previous_members where previous_members.member_id = done.member_id
        and done.member_id in (select member_id from superseded)`);
  }
}
