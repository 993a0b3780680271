import { expect } from 'vitest';
import { makeWorld, type Outcome, type Parts, RULES, type World } from '../cli/program.js';
import { query } from '../plan/invariants.js';

/** A world after its first night, on the day of the tests. */
export async function firstNight(parts: Parts = {}): Promise<World> {
  const world = makeWorld({ ...parts, rules: { ...RULES, ...parts.rules } });
  await night(world);
  return world;
}

/** One more night with these files; the others are those of the night before. */
export async function night(
  world: World,
  files: Readonly<Partial<Record<'online' | 'offline', string>>> = {},
  ...args: readonly string[]
): Promise<Outcome> {
  for (const [name, text] of Object.entries(files)) world.write(`${name}.csv`, text);
  const outcome = await world.run('run', '-q', ...args);
  expect(outcome.stderr).toBe('');
  expect(outcome.code, outcome.stdout).toBe(0);
  return outcome;
}

export async function memberOf(world: World, source: string, id: string): Promise<string> {
  const [link] = await query(
    world,
    `select member_id from links where source = '${source}' and source_member_id = '${id}'`,
  );
  return String(link?.member_id);
}

/** The balance of the person behind a row; null without a row. */
export async function balanceOf(world: World, source: string, id: string, bucket = 'points') {
  const [row] = await query(
    world,
    `select balance from links left join points on points.member_id = links.member_id and bucket = '${bucket}'
      where source = '${source}' and source_member_id = '${id}'`,
  );
  return row?.balance ?? null;
}

/** What the new programme does in its own database; the tables may be written by anyone. */
export async function spend(world: World, source: string, id: string, points: number): Promise<void> {
  await query(
    world,
    `update points set balance = balance - ${points}
      where member_id = '${await memberOf(world, source, id)}' and bucket = 'points'`,
  );
}

/** The second night must find nothing to do. */
export async function expectQuiet(world: World, ...args: readonly string[]): Promise<void> {
  const again = await world.run('plan', '-q', '--detailed-exitcode', ...args);
  expect(again.stderr).toBe('');
  expect(again.code, again.stdout).toBe(0);
}
