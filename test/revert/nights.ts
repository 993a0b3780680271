import { expect } from 'vitest';
import { makeWorld, type Outcome, type Parts, type World } from '../cli/program.js';
import { type Cells, query } from '../plan/invariants.js';

/** Everything that the target says of its members, without the runs that wrote it. */
export async function stateOf(world: World): Promise<Readonly<Record<string, readonly Cells[]>>> {
  const bare = (rows: readonly Cells[]) => rows.map(({ first_run: _f, last_run: _l, ...row }) => row);
  return {
    members: bare(await query(world, 'select * from members order by member_id')),
    links: bare(await query(world, 'select * from links order by source, source_member_id')),
    points: bare(await query(world, 'select * from points order by member_id, bucket')),
    source_rows: bare(await query(world, 'select * from source_rows order by source, source_member_id')),
  };
}

/** A world whose first night is in the target. */
export async function firstNight(parts: Parts = {}): Promise<World> {
  const world = makeWorld(parts);
  await night(world, {});
  return world;
}

/** Runs a night with other exports, and gives the id of its run. */
export async function night(
  world: World,
  exports: { readonly online?: string; readonly offline?: string },
  ...flags: readonly string[]
): Promise<string> {
  for (const [source, csv] of Object.entries(exports)) world.write(`${source}.csv`, csv);
  await succeeds(world.run('run', '-q', ...flags));
  return lastRun(world);
}

export async function lastRun(world: World): Promise<string> {
  const [row] = await query(world, 'select run_id from runs order by sequence desc limit 1');
  return String(row?.run_id);
}

let plans = 0;

/** Takes a run back, and gives the id of the run that did it. */
export async function takeBack(world: World, run: string, ...flags: readonly string[]): Promise<string> {
  plans += 1;
  const plan = `back-${plans}`;
  await succeeds(world.type('revert', run, '-q', '-o', plan, ...flags));
  await succeeds(world.type('apply', plan, '-q'));
  return lastRun(world);
}

export async function succeeds(outcome: Promise<Outcome>): Promise<Outcome> {
  const came = await outcome;
  expect(came.stderr).toBe('');
  expect(came.code, came.stdout).toBe(0);
  return came;
}

export async function memberOf(world: World, source: string, id: string): Promise<string> {
  const [row] = await query(
    world,
    `select member_id from links where source = '${source}' and source_member_id = '${id}'`,
  );
  return String(row?.member_id);
}

/** Changes the target as another system would that spends points in it. */
export async function spend(world: World, member: string, points: number): Promise<void> {
  const { default: knex } = await import('knex');
  const filename = world.path('members.sqlite');
  const db = knex({ client: 'better-sqlite3', connection: { filename }, useNullAsDefault: true });
  try {
    await db.raw(`update points set balance = balance - ${points} where member_id = '${member}'`);
  } finally {
    await db.destroy();
  }
}
