import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type Result, records, temporaryFolder, type World, worldIn } from './program.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

test('the config of the documentation runs as it is written', async () => {
  const world = contract();
  const check = await world.run('check', '-q');
  expect(check.stderr).toBe('');
  expect(check.code).toBe(0);
  const run = await world.run('run', '-q');
  expect(run.stderr).toBe('');
  expect(run.code).toBe(0);
  const [id = ''] = world.list('out/runs');
  expect(world.json<Result>(`out/runs/${id}/result.json`)).toMatchObject({
    inputs: { online: { accepted: 4 }, offline: { accepted: 3, excluded: 1 } },
    members: { total: 5, new: 5 },
  });
  const members = records(world.read(`out/runs/${id}/members.csv`));
  const told = members.map(({ name, grade, rule, phone, consent_sms }) =>
    [name, grade, rule, phone, consent_sms].join(' '),
  );
  expect(told.sort()).toEqual([
    '김서윤 GOLD best of both +821031072468 true', // 450,000 + 60,000
    '박준호 GOLD best of both +821082143579 false',
    '이하은 VIP best of both +821055239014 false',
    '정민재  left both +821077061385 false',
    '최똠이 VIP best of both +821099814420 false',
  ]);
  const points = records(world.read(`out/runs/${id}/points.csv`));
  expect(points.map(({ balance }) => Number(balance)).sort((a, b) => a - b)).toEqual([100, 800, 3200]);
});

test('the config is the published one, byte for byte', () => {
  const bytes = readFileSync(join(ROOT, 'fixtures', 'contract', 'tier-merge.yaml'));
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(
    '96a7cf8ec7403eaa1fe9d98068383674f0460f29311afcebfbafcf3bc11e824d',
  );
});

test('running it again changes nothing', async () => {
  const world = contract();
  expect((await world.run('run', '-q', '--detailed-exitcode')).code).toBe(2);
  expect((await world.run('run', '-q', '--detailed-exitcode')).code).toBe(0);
});

/** The config beside exports and rules of the names it gives. */
function contract(): World {
  const folder = temporaryFolder();
  cpSync(join(ROOT, 'fixtures', 'contract'), folder, { recursive: true });
  mkdirSync(join(folder, 'rules'));
  copyFileSync(join(ROOT, 'rules', 'best-of-both.yaml'), join(folder, 'rules', 'best-of-both.yaml'));
  return worldIn(folder);
}
