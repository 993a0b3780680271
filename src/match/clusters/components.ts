import type { Engine } from '../../engine/engine.js';
import { name, sql } from '../../engine/sql.js';

/**
 * The table `components(row_id, component)`: the connected components of the edges in `table(l, r)`, named
 * after their smallest row. Each round gives every row the smallest name among its neighbours and then the
 * name its name has by now, so that long chains shrink by more than one step a round.
 */
export async function connect(engine: Engine, table: string): Promise<void> {
  await engine.step(
    'both_ways',
    sql`select l as row_id, r as other from ${name(table)} union all select r, l from ${name(table)}`,
  );
  await engine.step(
    'components',
    sql`select row_id, least(row_id, min(other)) as component from both_ways group by row_id`,
  );
  for (let moved = 1n; moved > 0n; ) {
    await engine.step(
      'components_next',
      sql`select lower.row_id, least(lower.component, c.component) as component, lower.before
        from (
          select both_ways.row_id, min(mine.component) as before,
            least(min(mine.component), min(others.component)) as component
          from both_ways
          join components as others on others.row_id = both_ways.other
          join components as mine on mine.row_id = both_ways.row_id
          group by both_ways.row_id
        ) as lower
        join components as c on c.row_id = lower.component`,
    );
    const row = await engine.one<{ moved: bigint }>(
      sql`select count(*) as moved from components_next where component <> before`,
    );
    moved = row.moved;
    await engine.step('components', sql`select row_id, component from components_next`);
  }
  await engine.drop('both_ways', 'components_next');
}
