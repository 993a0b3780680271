import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeWorld, OFFLINE, ONLINE, type Result, type World } from '../cli/program.js';
import { query } from '../plan/invariants.js';
import { firstNight, memberOf, night, stateOf, succeeds } from '../revert/nights.js';

const CI = 'c'.repeat(88);
const OTHER_CI = 'd'.repeat(88);

/** Lee has a row in each source; a fourth online row is rejected, and its bytes name Lee. */
const PLANTED = {
  online: ONLINE.replace(
    'a2,이서연,010-8214-3579,1990-11-30,F,,',
    `ZQ77,남궁서연,010-8214-3579,1990-11-30,F,${CI},`,
  )
    .replace('a3,박지훈,010-5523-9014,,M,,', `a3,박지훈,010-5523-9014,,M,${OTHER_CI},`)
    .concat('ZQ78,남궁서연,010-8214-3579,too,many,fields,,,,,\n'),
  offline: `${OFFLINE}WX99,남궁서연,01082143579,plus,7,0\n`,
};
const LIMITS = { max_rejected: '50%' };
/** Every text by which the person could be found. */
const TRACES = ['남궁서연', '8214-3579', '82143579', 'ZQ77', 'ZQ78', 'WX99', CI];

test('nothing of a person who is forgotten is in any byte of the target and of the folders of plans', async () => {
  const world = await plantedWorld();
  const member = await memberOf(world, 'online', 'ZQ77');
  const traces = [...TRACES, member];
  expect(tracesIn(world, traces)).not.toEqual([]);
  const forgotten = await world.type('forget', member, '--yes', '-q', '--by', '보안팀');
  expect(forgotten).toMatchObject({ code: 0, stderr: '' });
  expect(forgotten.stdout).toMatch(/ Member ids: 1, source rows: 2, folders redacted: 2\.$/m);
  expect(forgotten.stdout).toContain(
    'Not touched: exports, backups, the file of decisions, plans made with -o ',
  );
  expect(tracesIn(world, traces)).toEqual([]);
  expect(
    await query(
      world,
      `select kind, approved_by, members_gone, members_total from runs where kind = 'forget'`,
    ),
  ).toEqual([{ kind: 'forget', approved_by: '보안팀', members_gone: 1, members_total: 3 }]);
  expect(await query(world, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
});

test('others keep all they have, in the target and in the files', async () => {
  const world = await plantedWorld();
  const member = await memberOf(world, 'online', 'ZQ77');
  const before = await stateOf(world);
  const folder = `runs/${world.list('runs').at(-1)}`;
  const lines = world.read(`${folder}/members.csv`).split('\n');
  await succeeds(world.type('forget', member, '--yes', '-q'));
  const after = await stateOf(world);
  for (const [table, rows] of Object.entries(before)) {
    const others = rows.filter(
      (row) => row.member_id !== member && !['ZQ77', 'WX99'].includes(String(row.source_member_id)),
    );
    expect(after[table], table).toEqual(others);
  }
  expect(world.read(`${folder}/members.csv`).split('\n')).toEqual(
    lines.filter((line) => !line.startsWith(member)),
  );
});

test('the next night does not bring the person back: the records are counted as suppressed', async () => {
  const world = await plantedWorld();
  await succeeds(world.type('forget', await memberOf(world, 'online', 'ZQ77'), '--yes', '-q'));
  await succeeds(world.run('plan', '-q', '-o', 'next'));
  const { inputs, members } = world.json<Result & { inputs: Record<string, { exclusions: unknown }> }>(
    'next/result.json',
  );
  expect(members).toMatchObject({ total: 3, new: 0, changed: 0, gone: 0 });
  expect(inputs.online).toMatchObject({
    records: 4,
    accepted: 2,
    excluded: 1,
    rejected: 1,
    exclusions: [{ name: 'suppressed', count: 1 }],
  });
  expect(inputs.offline).toMatchObject({
    records: 3,
    accepted: 2,
    excluded: 1,
    exclusions: [{ name: 'suppressed', count: 1 }],
  });
});

test('nor does another row with the same CI', async () => {
  const world = await plantedWorld();
  await succeeds(world.type('forget', await memberOf(world, 'online', 'ZQ77'), '--yes', '-q'));
  world.write(
    'online.csv',
    `${ONLINE}NEW1,다른이름,010-9001-4412,,,${CI},,GOLD,5\nNEW2,최우식,010-9001-4413,,,${'e'.repeat(88)},,GOLD,5\n`.replace(
      /a2.*\n/,
      '',
    ),
  );
  await succeeds(world.run('plan', '-q', '-o', 'next'));
  const { inputs } = world.json<Result>('next/result.json');
  expect(inputs.online).toMatchObject({ records: 4, accepted: 3, excluded: 1 });
});

test('a record of the person that would be rejected for its key is suppressed, and its bytes are in no file', async () => {
  const world = await plantedWorld();
  await succeeds(world.type('forget', await memberOf(world, 'online', 'ZQ77'), '--yes', '-q'));
  const twice = `ZQ77,남궁서연,010-8214-3579,,,,,GOLD,5\nZQ77,남궁서영,010-8214-3579,,,,,GOLD,6\n`;
  world.write('online.csv', `${ONLINE.replace(/a2.*\n/, '')}${twice}`);
  await succeeds(world.run('plan', '-q', '-o', 'next'));
  expect(world.json<Result>('next/result.json').inputs.online).toMatchObject({ excluded: 2, rejected: 0 });
  expect(world.read('next/rejects.raw')).toBe('');
});

test('a plan of before cannot be applied, wherever it lies', async () => {
  const world = await plantedWorld();
  await succeeds(world.run('plan', '-q', '-o', 'elsewhere', '--as-of', '2026-07-01'));
  await succeeds(world.run('plan', '-q', '-o', 'runs/waiting', '--as-of', '2026-07-01'));
  await succeeds(world.type('forget', await memberOf(world, 'online', 'ZQ77'), '--yes', '-q'));
  const redacted = await world.type('apply', 'runs/waiting');
  expect(redacted).toMatchObject({ code: 5, stderr: expect.stringContaining('was redacted') });
  const waiting = await world.type('apply', 'elsewhere');
  expect(waiting).toMatchObject({
    code: 5,
    stderr: expect.stringContaining('erased a member since the plan was made'),
  });
});

test('ids that were merged into the member go with it; the old id alone is refused', async () => {
  const world = await firstNight({ online: `${ONLINE}a4,최유진,010-9001-4412,,,,,GOLD,5\n` });
  await night(world, { online: `${ONLINE}a4,최유진,010-7706-1385,,,,,GOLD,5\n` });
  const [merged] = await query(
    world,
    'select member_id, merged_into from members where merged_into is not null',
  );
  const refused = await world.type('forget', String(merged?.member_id), '--yes');
  expect(refused).toMatchObject({
    code: 10,
    stderr: expect.stringContaining(`tier-merge forget ${merged?.merged_into}`),
  });
  await succeeds(world.type('forget', String(merged?.merged_into), '--yes', '-q'));
  expect(tracesIn(world, [String(merged?.member_id), String(merged?.merged_into)])).toEqual([]);
});

test('without a terminal and without --yes nothing is done', async () => {
  const world = await plantedWorld();
  const before = await stateOf(world);
  const refused = await world.type('forget', await memberOf(world, 'online', 'ZQ77'));
  expect(refused).toMatchObject({ code: 10, stderr: expect.stringContaining('--yes') });
  expect(await stateOf(world)).toEqual(before);
});

test('the run that forgot cannot be taken back, and runs of before only for the others', async () => {
  const world = await plantedWorld();
  const member = await memberOf(world, 'online', 'ZQ77');
  await succeeds(world.type('forget', member, '--yes', '-q'));
  const runs = (await query(world, 'select run_id, kind from runs order by sequence')).map((row) =>
    String(row.run_id),
  );
  expect(await world.type('revert', String(runs.at(-1)))).toMatchObject({ code: 10 });
  await succeeds(world.type('revert', String(runs[1]), '-q', '-o', 'back'));
  await succeeds(world.type('apply', 'back', '-q'));
  expect(tracesIn(world, [...TRACES, member])).toEqual([]);
});

/** Two nights, so that there are before-images, changes and older bytes in the free space of pages. */
async function plantedWorld(): Promise<World> {
  const world = makeWorld({ ...PLANTED, config: { limits: LIMITS } });
  await succeeds(world.run('run', '-q'));
  await night(world, {
    online: PLANTED.online.replace(',200', ',350').replace('SILVER', 'GOLD').replace(',100', ',110'),
  });
  return world;
}

/** Files that hold one of the texts, with the text; the exports are left out. */
function tracesIn(world: World, texts: readonly string[]): readonly string[] {
  const files = readdirSync(world.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => file.includes('members.sqlite') || file.includes('/runs/'));
  return files.flatMap((file) => {
    const bytes = readFileSync(file);
    return texts.filter((text) => bytes.includes(text)).map((text) => `${file}: ${text}`);
  });
}
