import { expect, test } from 'vitest';
import { makeWorld } from './program.js';

const MODEL = `version: 1
name: by hand
prior: 0.0009765625
comparisons:
  - name: phone
    levels:
      - { level: differs, m: 0.25, u: 0.5, household: 0.125 }
      - { level: equal, m: 0.75, u: 0.5, household: 0.875 }
  - name: own_code
    levels:
      - { level: differs, m: 0.5, u: 0.5 }
      - { level: equal, m: 0.5, u: 0.5 }
`;

const OTHER = `version: 1
name: trained
trained: { as_of: 2026-06-30, rows: 1200, pairs: 5400, program: tier-merge 0.1.0 }
prior: 0.001953125
comparisons:
  - name: phone
    levels:
      - { level: differs, m: 0.125, u: 0.5 }
      - { level: equal, m: 0.875, u: 0.5 }
  - name: email
    levels:
      - { level: differs, m: 0.5, u: 0.5 }
      - { level: equal, m: 0.5, u: 0.5 }
`;

function withModels() {
  const world = makeWorld();
  world.write('a.yaml', MODEL);
  world.write('b.yaml', OTHER);
  return world;
}

test('model show prints what each level is worth, in words, without a config', async () => {
  const world = withModels();
  world.write('tier-merge.yaml', 'this is: [no config');
  const { code, stdout } = await world.type('model', 'show', 'a.yaml');
  expect(code).toBe(0);
  expect(stdout).toBe(
    `Model by hand
  ready-made or written by hand
  before anything is compared: -9.999

Comparison  Level      Against strangers  Against one household  Of one person  Of strangers  Of one household
phone       different             -1.000                 +1.000           0.25           0.5             0.125
phone       equal                 +0.585                 -0.222           0.75           0.5             0.875
own_code    different              0.000                                   0.5           0.5                  
own_code    equal                  0.000                                   0.5           0.5                  
`.replaceAll(/ +\n/g, '\n'),
  );
  expect((await world.type('model', 'show', 'b.yaml', '--lang', 'ko')).stdout).toContain(
    '기준일 2026-06-30, 행 1,200개와 후보 쌍 5,400개로 학습 (tier-merge 0.1.0)',
  );
});

test('model compare prints what differs, the largest first, and what only one has', async () => {
  const world = withModels();
  expect((await world.type('model', 'compare', 'a.yaml', 'b.yaml')).stdout).toBe(
    `Comparison                   Level       First  Second  Difference
before anything is compared             -9.999  -8.997      +1.002
phone                        different  -1.000  -2.000      -1.000
phone                        equal      +0.585  +0.807      +0.222
Only in a.yaml: own_code
Only in b.yaml: email
`,
  );
  expect((await world.type('model', 'compare', 'a.yaml', 'a.yaml')).stdout).toBe(
    'The two models weigh the same.\n',
  );
});

test('model compare --json gives thousandths of a bit', async () => {
  const world = withModels();
  const { stdout } = await world.type('model', 'compare', 'a.yaml', 'b.yaml', '--json');
  expect(JSON.parse(stdout)).toEqual({
    event: 'model_difference',
    a: 'a.yaml',
    b: 'b.yaml',
    prior: { a: -9999, b: -8997, difference: 1002 },
    rows: [
      { comparison: 'phone', level: 'differs', a: -1000, b: -2000, difference: -1000 },
      { comparison: 'phone', level: 'equal', a: 585, b: 807, difference: 222 },
    ],
    only_in_a: ['own_code'],
    only_in_b: ['email'],
  });
});

test('a model trained on the exports is written once, and weighs the pairs of the next plan', async () => {
  const world = makeWorld();
  const trained = await world.type('model', 'train', '-o', 'model.yaml', '--as-of', '2026-06-30', '-q');
  expect(trained.code).toBe(0);
  expect(trained.stdout).toContain('trained as of 2026-06-30 on 5 rows and 1 candidate pairs');
  expect(trained.stdout).toContain('model.yaml: name it under identity.model to use it as it stands\n');
  expect(world.read('model.yaml')).toContain('name: small\n');
  expect(world.list('.')).not.toContain('members.sqlite');

  const again = await world.type('model', 'train', '-o', 'model.yaml');
  expect(again.code).toBe(10);
  expect(again.stderr).toContain('model.yaml exists already');

  const config = world.json<object>('tier-merge.yaml');
  world.write('tier-merge.yaml', JSON.stringify({ ...config, identity: { model: 'model.yaml' } }));
  expect((await world.run('plan', '-o', 'plan')).code).toBe(0);
});

test.each([
  [['train'], 'model train needs -o FILE'],
  [['show', 'nowhere.yaml'], 'nowhere.yaml: there is no such file'],
  [['show', 'broken.yaml'], 'broken.yaml:5:5: phone: m adds up to 0.6000 over the levels, not to 1'],
  [['compare', 'a.yaml', 'nowhere.yaml'], 'nowhere.yaml: there is no such file'],
])('model %j is 10', async (args, message) => {
  const world = withModels();
  const broken = { m: 0.3, u: 0.5 };
  const levels = [
    { level: 'differs', ...broken },
    { level: 'equal', ...broken },
  ];
  world.write(
    'broken.yaml',
    `version: 1
name: x
prior: 0.1
comparisons: [{ name: phone,
    levels: ${JSON.stringify(levels)} }]
`,
  );
  const { code, stderr } = await world.type('model', ...args);
  expect(stderr).toContain(message);
  expect(code).toBe(10);
});
