import { expect } from 'vitest';
import type { Disturbance, Tonight } from './play.js';
import { cutOff, writeExports } from './project.js';

/** What the new programme spends between plan and apply stands beside what was planned. */
export const spentMeanwhile: Disturbance = async (tonight) => {
  const { world, day } = tonight;
  const folder = `plan-${day}`;
  expect(await world.run('plan', '-q', '-o', folder, '--as-of', day)).toMatchObject({ code: 0, stderr: '' });
  await tonight.spend('meanwhile');
  expect(await world.run('apply', folder, '-q')).toMatchObject({ code: 0, stderr: '' });
  return 'written';
};

/** Half of an export: the night is skipped, and leaves the target as it was. */
export const badExport: Disturbance = async function badExport({ world, ask, day }) {
  const before = await ledger(ask);
  cutOff(world);
  const { code, stdout } = await world.run('run', '-q', '--as-of', day);
  expect(code, stdout).toBe(3);
  expect(await ledger(ask)).toEqual(before);
  return 'skipped';
};

/** kill -9 somewhere in apply, then run again; the files for the old systems are written again too. */
export const killed: Disturbance = async (tonight) => {
  const { world, day, dice } = tonight;
  const signal = { name: 'SIGKILL', at: 'Apply', after: dice.below(40) } as const;
  const ended = await world.with({ signal }, 'run', '--as-of', day);
  expect(ended).toMatchObject({ code: null, signal: 'SIGKILL' });
  await again(tonight);
  return 'written';
};

/** A plan of other exports is applied, used, and taken back; then comes the night as it should have been. */
export const reverted: Disturbance = async (tonight) => {
  const { world, ask, day, legacy } = tonight;
  const right = legacy.exported();
  const wrong = right.flatMap((row, at) =>
    at % 10 === 0 ? [] : [{ ...row, ...WRONG, points: row.points * 3 }],
  );
  writeExports(world, wrong);
  await tonight.run();
  await tonight.spend('before');
  const run = (await ledger(ask)).at(-1) ?? '';
  const back = `back-${day}`;
  expect(await world.type('revert', run, '-q', '-o', back)).toMatchObject({ code: 0, stderr: '' });
  expect(await world.type('apply', back, '-q')).toMatchObject({ code: 0, stderr: '' });
  writeExports(world, right);
  await tonight.run();
  return 'written';
};

/** Whoever left is one with who stayed. */
const WRONG = { grade: 'GOLD', state: 'active' } as const;

/** Two plans of one night are applied at once: one is written, the other refused. */
export const twoAtOnce: Disturbance = async (tonight) => {
  const { world, day } = tonight;
  const folders = [`one-${day}`, `two-${day}`];
  for (const folder of folders)
    expect(await world.run('plan', '-q', '-o', folder, '--as-of', day)).toMatchObject({
      code: 0,
      stderr: '',
    });
  const ended = await Promise.all(folders.map((folder) => world.spawn('apply', folder, '-q')));
  const codes = ended.map(({ code }) => code);
  expect(
    codes.filter((code) => code === 0),
    String(codes),
  ).toHaveLength(1);
  expect([5, 11]).toContain(codes.find((code) => code !== 0));
  return 'written';
};

/** After a failure the night is simply run again, whether it had been written or not. */
export async function again(tonight: Tonight): Promise<void> {
  await tonight.run();
  expect(await tonight.world.type('export')).toMatchObject({ code: 0, stderr: '' });
}

export async function ledger(ask: Tonight['ask']): Promise<readonly string[]> {
  return (await ask('select run_id from runs order by sequence')).map((run) => String(run.run_id));
}
