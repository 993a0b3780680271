import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Failure } from '../../../src/failure.js';
import { openStore, type Store } from '../../../src/store/store.js';
import { dumpOf, expectDone, worldOnDatabase, writeSecondExports } from '../../crash/night.js';
import { randomOf } from '../../crash/random.js';
import { expectInvariants, targetOf } from '../../plan/invariants.js';
import { CLIENT, targetIn } from '../../store/database.js';
import { deltaOf, emptyFolder, firstLoad, gradesIn, memberUpdate, UPDATED } from '../../store/world.js';
import { type Server, startMariadb, startPostgres } from '../servers.mjs';

const ROUNDS = 4;

let server: Server;

beforeAll(async () => {
  server = await (CLIENT === 'pg' ? startPostgres() : startMariadb());
});
afterAll(() => server.stop());

test('a server killed while it writes comes back as it was, and the run can be done again', async () => {
  const folder = emptyFolder();
  const store = await storeOn(folder);
  await store.migrate();
  await store.apply(firstLoad());
  const members = async function* () {
    yield [memberUpdate('M1', 'R1', 'VIP')];
    await server.kill();
    yield [memberUpdate('M2', 'R1', 'VIP')];
  };
  const run = { ...UPDATED, members_changed: 2 };
  const ended = await failure(store.apply(deltaOf('R2', 'R1', { members: members() }, run)));
  expect(ended).toMatchObject({ code: 'target', exitCode: 12 });
  expect(await failure(store.runs())).toMatchObject({ code: 'target', exitCode: 12 });

  await server.start();
  expect(await gradesIn(store)).toEqual(['M1 GOLD R1', 'M2 BASIC R1']);
  const again = ['M1', 'M2'].map((id) => memberUpdate(id, 'R1', 'VIP'));
  await store.apply(deltaOf('R2', 'R1', { members: again }, run));
  expect(await gradesIn(store)).toEqual(['M1 VIP R2', 'M2 VIP R2']);
});

test('a server killed while the program applies: 12 or 13 unless it was done, and the next run works', async () => {
  const random = randomOf(`${CLIENT} killed`);
  const world = worldOnDatabase(400);
  const target = { ...targetOf(world), connection: { ...server.connection } };
  world.write('tier-merge.yaml', JSON.stringify({ ...world.json<object>('tier-merge.yaml'), target }));
  await expectDone(world, 'plan', '-o', 'first');
  await expectDone(world, 'apply', 'first');
  writeSecondExports(world, 400);
  await expectDone(world, 'plan', '-o', 'second');
  const before = await dumpOf(target);
  for (let round = 0; round < ROUNDS && (await dumpOf(target)) === before; round += 1) {
    const meanwhile = { at: 'Apply', after: random() * 150, act: () => void server.kill() };
    const { code, stderr } = await world.with({ meanwhile }, 'apply', 'second', '--lang', 'en');
    expect([0, 12, 13], stderr).toContain(code);
    await server.kill();
    await server.start();
    if (code !== 13) expect((await dumpOf(target)) !== before).toBe(code === 0);
  }
  if ((await dumpOf(target)) === before) await expectDone(world, 'apply', 'second');
  await expectInvariants(world, 'second');
});

async function storeOn(folder: string): Promise<Store> {
  const target = { ...targetIn(folder), connection: { ...server.connection } };
  return openStore(target, { baseDirectory: folder, create: true });
}

async function failure(outcome: Promise<unknown>): Promise<Failure> {
  return outcome.then(
    () => expect.unreachable('it must fail'),
    (error) => error,
  );
}
