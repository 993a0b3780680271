import { expect, test } from 'vitest';
import { makeWorld } from '../cli/program.js';
import { MODEL_BY_HAND, worldByHand } from '../cli/weighed-world.js';

const COLUMNS =
  'outcome,how,agreement,reason,pairs,link,review,related,none,veto,strangers,strangers_prior,strangers.phone,strangers.name,strangers.birth_date,strangers.gender,household,household_prior,household.phone,household.name,household.birth_date,household.gender';

test('patterns.csv lists every agreement that occurred, with its weights in thousandths of a bit', async () => {
  const world = worldByHand();
  expect((await world.run('plan', '-o', 'plan', '-q')).stderr).toBe('');
  expect(world.read('plan/patterns.csv').split('\n')).toEqual([
    COLUMNS,
    'link,phone_name,phone=equal name=equal,"phone equal, name equal",1,1,0,0,0,0,5129,0,1322,3807,,,5866,1737,322,3807,,',
    'score,score,phone=differs name=equal birth_date=equal settled,"phone different, name equal, birth date equal, one of the two rows has its person already",1,1,0,0,0,0,1748,-4059,-1000,3807,3000,,,,,,,',
    'score,score,phone=near name=equal birth_date=equal,"phone one letter apart, name equal, birth date equal",1,1,0,0,0,0,5807,0,-1000,3807,3000,,,,,,,',
    '',
  ]);
});

test('a score of links.csv is the sum of its pattern and the frequency of the name', async () => {
  const world = worldByHand();
  await world.run('plan', '-o', 'plan', '-q');
  const links = world.read('plan/links.csv').split('\n').slice(1, -1);
  const told = links.map((line) =>
    line
      .split(',')
      .filter((_, at) => [1, 3, 4].includes(at))
      .join(' '),
  );
  expect(told).toEqual([
    `a1 phone_name ${5129 + 387}`,
    `a2 score ${5807 + 1380}`,
    `b1 phone_name ${5129 + 387}`,
    `b2 score ${5807 + 1380}`,
    `b3 score ${1748 + 387}`,
  ]);
});

test('a decision of a person has a pattern of its own, and every pair is counted once', async () => {
  const world = worldByHand();
  const header = 'source_l,id_l,source_r,id_r,decision\n';
  world.write('decisions.csv', `${header}online,a2,offline,b3,link\nonline,a1,offline,b3,no_link\n`);
  const config = world.json<{ identity: object }>('tier-merge.yaml');
  const identity = { ...config.identity, decisions: 'decisions.csv' };
  world.write('tier-merge.yaml', JSON.stringify({ ...config, identity }));
  expect((await world.run('plan', '-o', 'plan', '-q')).stderr).toBe('');
  const lines = world.read('plan/patterns.csv').split('\n').slice(1, -1);
  expect(
    lines.map((line) =>
      line
        .replace(/,"[^"]*"/, '')
        .split(',')
        .slice(0, 9)
        .join(' '),
    ),
  ).toEqual([
    'link decision phone=differs name=differs birth_date=differs 1 1 0 0 0 0',
    'link phone_name phone=equal name=equal 1 1 0 0 0 0',
    'score score phone=differs name=equal birth_date=equal settled 1 0 0 0 1 0',
    'score score phone=near name=equal birth_date=equal 1 1 0 0 0 0',
  ]);
});

test('model.yaml is the model in force: a file as it was read', async () => {
  const world = worldByHand();
  await world.run('plan', '-o', 'plan', '-q');
  const [, ...lines] = world.read('plan/model.yaml').split('\n\n');
  expect(lines.join('\n\n')).toBe(MODEL_BY_HAND);
});

test.each(['ready-made', 'train'])(
  'a plan with its own model.yaml frozen is the same plan: %s',
  async (model) => {
    const world = makeWorld({ config: { identity: { model } } });
    await world.run('plan', '-o', 'first', '-q');
    const config = world.json<object>('tier-merge.yaml');
    world.write('tier-merge.yaml', JSON.stringify({ ...config, identity: { model: 'first/model.yaml' } }));
    expect((await world.run('plan', '-o', 'second', '-q')).stderr).toBe('');
    for (const file of ['links.csv', 'members.csv', 'patterns.csv', 'model.yaml'])
      expect(world.read(`second/${file}`)).toBe(world.read(`first/${file}`));
  },
);

test.each([
  ['nowhere.yaml', 'nowhere.yaml: there is no such file'],
  ['other.yaml', 'the model has no comparison phone'],
])('check refuses a model that cannot weigh the pairs: %s', async (model, message) => {
  const world = makeWorld({ config: { identity: { model } } });
  world.write(
    'other.yaml',
    `version: 1
name: other
prior: 0.5
comparisons:
  - name: gender
    levels:
      - { level: differs, m: 0.5, u: 0.5 }
      - { level: equal, m: 0.5, u: 0.5 }
`,
  );
  for (const command of ['check', 'plan']) {
    const { code, stderr } = await world.run(command, '-q');
    expect(stderr).toContain(message);
    expect(code).toBe(10);
  }
});
