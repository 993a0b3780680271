import { expect, test } from 'vitest';
import { placeIn, query } from '../../store/database.js';
import { deltaOf, emptyFolder, firstLoad, gradesIn, migrated, open, UPDATED } from '../../store/world.js';

test('while a run writes, the second says which run holds the lock and since when', async () => {
  const folder = emptyFolder();
  const store = await migrated(folder);
  const second = await open(folder);
  let refusal: unknown;
  const members = async function* () {
    refusal = await second.apply(deltaOf('R2', null, {})).catch((error) => error);
    yield [];
  };
  await store.apply(deltaOf('R1', null, { members: members() }));
  expect(refusal).toMatchObject({
    code: 'locked',
    exitCode: 11,
    message: expect.stringMatching(/ is held by run R1 \((backend|connection) \d+\) since 20\d\d-\d\d-\d\dT/),
    hint: 'wait until that has finished, then try again; nothing was written',
  });
  expect((await store.runs()).map((run) => run.run_id)).toEqual(['R1']);
  expect(await query(folder, `select value from {meta}`)).toEqual([]);
});

test('tables are not made by two at once', async () => {
  const folder = emptyFolder();
  const stores = await Promise.all(Array.from({ length: 4 }, () => open(folder)));
  const outcomes = await Promise.all(
    stores.map((store) =>
      store.migrate().then(
        () => 'done',
        (error) => error.code ?? String(error),
      ),
    ),
  );
  expect(outcomes.filter((outcome) => !['done', 'locked'].includes(outcome))).toEqual([]);
  expect(outcomes).toContain('done');
  const store = await migrated(folder);
  await store.apply(firstLoad());
  expect(await gradesIn(store)).toEqual(['M1 GOLD R1', 'M2 BASIC R1']);
});

test('of eight attempts to apply one plan at once, one succeeds and the others say why not', async () => {
  const folder = emptyFolder();
  await migrated(folder);
  const stores = await Promise.all(Array.from({ length: 8 }, () => open(folder)));
  const outcomes = await Promise.all(
    stores.map((store) =>
      store.apply(firstLoad()).then(
        () => 'done',
        (error) => error.code ?? String(error),
      ),
    ),
  );
  expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
  expect(outcomes.filter((outcome) => !['done', 'stale', 'locked'].includes(outcome))).toEqual([]);
  const [store] = stores;
  if (store !== undefined) expect(await gradesIn(store)).toEqual(['M1 GOLD R1', 'M2 BASIC R1']);
});

test('targets that differ in their prefix do not wait for each other', async () => {
  const [one, other] = [emptyFolder(), emptyFolder()];
  const store = await migrated(one);
  const beside = await migrated(other);
  expect(placeIn(one).prefix).not.toBe(placeIn(other).prefix);
  const members = async function* () {
    await beside.apply(deltaOf('R1', null, {}));
    yield [];
  };
  await store.apply(deltaOf('R1', null, { members: members() }));
  await store.apply(
    deltaOf('R2', 'R1', {}, { ...UPDATED, members_total: 0, links_total: 0, points_total: 0 }),
  );
  expect(await beside.runs()).toHaveLength(1);
});
