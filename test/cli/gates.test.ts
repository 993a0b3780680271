import { expect, test } from 'vitest';
import type { World } from './program.js';
import { worldByHand } from './weighed-world.js';

interface Setting {
  readonly limits?: object;
  readonly identity?: object;
}

function configure(world: World, { limits = {}, identity = {} }: Setting): void {
  const config = world.json<{ identity: object }>('tier-merge.yaml');
  const whole = { ...config, limits, identity: { ...config.identity, ...identity } };
  world.write('tier-merge.yaml', JSON.stringify(whole));
}

/** A sample of all pairs, decided by what a person says of `l-r`. */
async function review(world: World, decisions: Readonly<Record<string, string>>): Promise<void> {
  await world.run('evaluate', '--sample', '10', '-o', 'sample.csv', '-q');
  const decided = world
    .read('sample.csv')
    .split('\n')
    .map((line) => {
      const [sourceL, l = '', sourceR, r = '', , ...rest] = line.split(',');
      if (sourceL === 'source_l' || r === '') return line;
      return [sourceL, l, sourceR, r, decisions[`${l}-${r}`] ?? '', ...rest].join(',');
    });
  world.write('reviewed.csv', decided.join('\n'));
}

const ALL_RIGHT = { 'a1-b1': 'link', 'a2-b2': 'link', 'a1-b3': 'link' };

test('a plan whose estimated precision is below its gate exits 4, and says what was measured', async () => {
  const world = worldByHand();
  await review(world, { ...ALL_RIGHT, 'a1-b3': 'no_link' });
  const identity = { reviewed: 'reviewed.csv' };
  configure(world, { identity, limits: { min_precision: '66%', min_recall: '99%' } });
  expect((await world.run('plan', '-o', 'kept', '-q')).code).toBe(0);

  configure(world, { identity, limits: { min_precision: '67%', min_recall: '99%' } });
  const plan = await world.run('plan', '-o', 'plan', '-q');
  expect(plan.code).toBe(4);
  expect(plan.stdout).toContain(
    'not kept  right links, estimated: about 2 of 3 (66.67%), between 66.67% and 66.67%, at least 67%',
  );
  expect(world.json<{ limits: readonly object[] }>('plan/result.json').limits).toContainEqual({
    name: 'min_precision',
    scope: null,
    value: 2,
    of: 3,
    limit: '67%',
    kind: 'change',
    passed: false,
    allowed: null,
    interval: { low: 2 / 3, high: 2 / 3 },
  });
  expect((await world.run('apply', 'plan')).code).toBe(4);
  expect((await world.run('apply', 'plan', '--allow', 'min_precision=66%')).code).toBe(0);
});

test('the report has the estimate, the thresholds and the curve', async () => {
  const world = worldByHand();
  await review(world, { ...ALL_RIGHT, 'a1-b3': 'no_link' });
  configure(world, { identity: { reviewed: 'reviewed.csv' } });
  const { stdout, code } = await world.run('plan', '-o', 'plan', '-q');
  expect(code).toBe(0);
  expect(stdout).toContain(`  Estimated from the reviewed sample: reviewed.csv
  Precision: 66.67% (66.67% to 66.67%)
  Recall: 100.00% (100.00% to 100.00%)
`);
  const { scoring } = world.json<{ scoring: { reviewed: Reviewed } }>('plan/report.json');
  expect(scoring.reviewed).toMatchObject({
    file: 'reviewed.csv',
    pairs: 3,
    absent: 0,
    changed: 0,
    precision: { value: 2 / 3, part: 2, of: 3 },
  });
  // At 0.6 all three are linked; at 0.95 the score of b3 is not enough, at 0.995 that of b2 neither.
  expect(
    scoring.reviewed.thresholds
      .filter(({ weight }) => [585, 4248, 7637].includes(weight))
      .map(({ linked, right, precision, recall }) => [linked, right, precision, recall]),
  ).toEqual([
    [3, 2, 2 / 3, 1],
    [2, 2, 1, 1],
    [1, 1, 1, 1 / 2],
  ]);
  const html = world.read('plan/report.html');
  expect(html).toContain('<title>Precision and recall over the threshold</title>');
  expect(html).toContain('reviewed.csv: 3 decided pairs count;');
});

interface Reviewed {
  readonly thresholds: readonly {
    readonly weight: number;
    readonly linked: number;
    readonly right: number;
    readonly precision: number | null;
    readonly recall: number | null;
  }[];
}

test('a sample that says nothing about a gate does not let the plan through', async () => {
  const world = worldByHand();
  await review(world, {});
  configure(world, { identity: { reviewed: 'reviewed.csv' }, limits: { min_precision: '99%' } });
  const { code, stderr } = await world.run('plan', '-o', 'plan', '-q');
  expect(stderr).toContain(
    'reviewed.csv says nothing about min_precision: no pair that counts is decided for it',
  );
  expect(code).toBe(4);
  expect(world.list('plan')).toEqual([]);
});

test.each<[string, Setting, string]>([
  [
    'a gate without a sample',
    { limits: { min_recall: '99%' } },
    'limits.min_recall: there is no reviewed sample to measure it on',
  ],
  [
    'a share written as a number',
    { identity: { reviewed: 'reviewed.csv' }, limits: { min_precision: 0.99 } },
    'limits.min_precision: must be a percentage such as 99.5%, not 0.99',
  ],
  ['a sample that is not there', { identity: { reviewed: 'nowhere.csv' } }, 'nowhere.csv cannot be read'],
  [
    'a file of decisions that is no sample',
    { identity: { reviewed: 'decisions.csv' } },
    'decisions.csv:1:1: identity.reviewed is no sample with strata',
  ],
  [
    'a file of persons',
    { identity: { reviewed: 'truth.csv' } },
    'truth.csv:1:1: identity.reviewed is no sample with strata',
  ],
])('check and plan refuse %s before a row is read', async (_what, setting, message) => {
  const world = worldByHand();
  world.write('reviewed.csv', 'source_l,id_l,source_r,id_r,decision,stratum,stratum_pairs\n');
  world.write('decisions.csv', 'source_l,id_l,source_r,id_r,decision\n');
  world.write('truth.csv', 'source,source_member_id,person\n');
  configure(world, setting);
  for (const command of ['check', 'plan']) {
    const { code, stderr } = await world.run(command, '-q');
    expect(stderr).toContain(message);
    expect(code).toBe(10);
  }
});

test('--allow of a gate must be a percentage', async () => {
  const world = worldByHand();
  const { code, stderr } = await world.run('plan', '--allow', 'min_precision=0.9');
  expect(stderr).toContain(
    '--allow min_precision=0.9: 0.9 is no percentage\n  → such as --allow min_precision=99.5%',
  );
  expect(code).toBe(10);
});
