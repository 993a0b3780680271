import { expect, test } from 'vitest';
import type { World } from '../../cli/program.js';
import { dumpOf, expectDone, settled, worldOnDatabase, writeSecondExports } from '../../crash/night.js';
import { expectInvariants, targetOf } from '../../plan/invariants.js';
import { CLIENT, connectionTo } from '../../store/database.js';
import { type Cut, startProxy } from '../proxy.js';

const server = connectionTo(CLIENT as 'pg');

// P6: with an error thrown on instead of the ledger read back (`attempted` of src/store/apply.ts), "between COMMIT and
// its answer" and "and COMMIT never comes" went red.

const LOST: readonly (readonly [string, Cut, number])[] = [
  ['before the transaction', { at: /BEGIN;/, how: 'before' }, 12],
  ['while members are written', { at: /update .*_members"|update .*stage_members/s, how: 'after' }, 12],
  ['behind the row of the ledger', { at: /insert into .*_runs/s, how: 'after' }, 12],
  ['before COMMIT arrives', { at: /COMMIT/, how: 'before' }, 12],
  ['between COMMIT and its answer', { at: /COMMIT/, how: 'after' }, 0],
  ['and COMMIT never comes', { at: /COMMIT/, how: 'silent' }, 13],
];

test.each(LOST)(
  'a connection that apply loses %s is 0 only where the rows are there',
  async (_when, cut, expected) => {
    const world = worldOnDatabase(20);
    const target = targetOf(world);
    await expectDone(world, 'plan', '-o', 'first');
    await expectDone(world, 'apply', 'first');
    writeSecondExports(world, 20);
    const proxy = await startProxy(server.port, cut);
    try {
      setTarget(world, { ...target, connection: { ...server, port: proxy.port } });
      await expectDone(world, 'plan', '-o', 'second');
      const before = await dumpOf(target);
      const { code, stderr } = await world.run('apply', 'second', '-q');
      expect([proxy.cuts(), code], stderr).toEqual([1, expected]);
      expect((await dumpOf(target)) === before).toBe(code !== 0);
      expect(stderr).not.toContain(server.password);
      // The server still believes in the lost connection, and in its lock.
      if (code === 13) expect((await world.run('apply', 'second', '-q')).code).toBe(11);
      else if (code !== 0) await expectDone(world, 'apply', 'second');
      if (code !== 13) await expectInvariants(world, 'second');
    } finally {
      await proxy.stop();
    }
    setTarget(world, target);
    await settled(world);
    await expectDone(world, 'plan', '-o', 'third');
    await expectDone(world, 'apply', 'third');
    await expectInvariants(world, 'third');
  },
);

function setTarget(world: World, target: object): void {
  world.write('tier-merge.yaml', JSON.stringify({ ...world.json<object>('tier-merge.yaml'), target }));
}
