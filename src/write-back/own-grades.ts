import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { join, type Sql, sql } from '../engine/sql.js';
import { sourceName } from '../match/member-ids.js';
import type { WrittenLabels } from './labels.js';

/**
 * A label that was written into a legacy system and comes back is no evidence, or no grade could ever fall: where an
 * export says what was written, or nothing new, `rows.grade` becomes what the row last said of itself. What
 * the export says stands in `rows.said_grade`. Gives whether any label was ever written.
 */
export async function takeOwnGrades(engine: Engine, config: Config): Promise<boolean> {
  const { written } = await engine.one<{ written: bigint }>(
    sql`select count(*) as written from previous_source_rows where written_grade is not null`,
  );
  if (written === 0n) return false;
  await engine.step(
    'rows',
    sql`select rows.* replace (case
          when past.written_grade is not null and (rows.grade is not distinct from past.grade
            or rows.grade is not distinct from past.written_grade) then past.own_grade
          else rows.grade end as grade),
        rows.grade as said_grade
      from rows left join (select * from previous_source_rows where written_grade is not null) as past
        on past.source = ${sourceName(config)} and past.source_member_id = rows.member_id`,
  );
  return true;
}

/**
 * `written_back(row_id, said_grade, own_grade, written_grade, written_run)`: what each row says, what it says of
 * itself, and what its legacy system is told once the plan is applied. Without a label for its grade nothing new is.
 */
export async function recordWritten(
  engine: Engine,
  config: Config,
  {
    labels,
    runId,
    hasPast,
  }: { readonly labels: WrittenLabels; readonly runId: string; readonly hasPast: boolean },
): Promise<void> {
  const said = hasPast ? sql`rows.said_grade` : sql`rows.grade`;
  await engine.step(
    'written_back',
    sql`select row_id, said_grade, case when written_grade is null then null else own_grade end as own_grade, written_grade,
        case when written_grade is null then null when written_grade is distinct from past_grade then ${runId} else past_run end as written_run
      from (
        select rows.row_id, ${said} as said_grade, rows.grade as own_grade,
          coalesce(${labelOf(labels)}, past.written_grade) as written_grade,
          past.written_grade as past_grade, past.written_run as past_run
        from (select *, ${sourceName(config)} as source from rows) as rows
        join person_rows using (row_id) join graded using (person_id)
        left join previous_source_rows as past
          on past.source = rows.source and past.source_member_id = rows.member_id)`,
  );
}

function labelOf(labels: WrittenLabels): Sql {
  const arms = [...labels]
    .filter(([, own]) => own.size > 0)
    .map(([source, own]) => {
      const grades = [...own].map(([grade, label]) => sql`when ${grade} then ${label}`);
      return sql`when ${source} then case graded.grade ${join(grades, ' ')} end`;
    });
  return arms.length === 0 ? sql`null::varchar` : sql`case rows.source ${join(arms, ' ')} end`;
}
