import type { Engine } from '../../engine/engine.js';
import { sql } from '../../engine/sql.js';

/**
 * Takes what is not in scope out of what the target holds and out of what the plan would write, so that everything
 * that compares the two sees only members in scope. After `findReach` and after previous grades are read. `rows`
 * and `person_rows` stay whole: the arithmetic of the inputs is of all records.
 */
export async function narrowToScope(engine: Engine): Promise<void> {
  for (const table of ['previous_members', 'previous_points', 'previous_links', 'merged_ids']) {
    await engine.step(table, sql`from ${{ sql: table }} semi join members_in_scope using (member_id)`);
  }
  await engine.step('person_ids', sql`from person_ids semi join persons_in_scope using (person_id)`);
  await engine.step(
    'rows_in_scope',
    sql`select row_id from person_rows semi join persons_in_scope using (person_id)`,
  );
  await engine.step('ties', sql`from ties semi join rows_in_scope using (row_id)`);
  await engine.step(
    'review',
    sql`from review where l in (from rows_in_scope) or r in (from rows_in_scope) or torn in (from rows_in_scope)`,
  );
}

/**
 * `previous_source_rows`, once `links` are made: those that belong to a member in scope, and those that are the rows
 * of a person in scope without a link.
 */
export async function narrowSourceRows(engine: Engine): Promise<void> {
  await engine.step(
    'previous_source_rows',
    sql`from previous_source_rows where exists (
        from previous_links where previous_links.source = previous_source_rows.source
          and previous_links.source_member_id = previous_source_rows.source_member_id)
      or exists (
        from links where links.source = previous_source_rows.source
          and links.source_member_id = previous_source_rows.source_member_id)`,
  );
}
