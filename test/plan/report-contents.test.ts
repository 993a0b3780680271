import { expect, test } from 'vitest';
import type { ReportModel } from '../../src/report/model.js';
import { makeWorld, OFFLINE, ONLINE, ONLINE_COLUMNS, RULES, SOURCES, type World } from '../cli/program.js';

const LEAVING = { name: 'left both', when: "every(status = 'withdrawn')", grade: 'none' };
const rules = { ...RULES, decide: [LEAVING, ...RULES.decide] };

const WITHOUT_GOLD = {
  ...RULES,
  grades: ['BRONZE', 'SILVER'],
  map: {
    online: { BRONZE: 'BRONZE', SILVER: 'SILVER', GOLD: 'SILVER' },
    offline: { basic: 'BRONZE', plus: 'SILVER', top: 'SILVER' },
  },
};

/** a2 falls from SILVER to BRONZE, a3 leaves, b2 is gone, a4 is new. */
const NEXT = {
  online: `${ONLINE.replace('SILVER,200', 'BRONZE,150').replace(',,,BRONZE,0', ',,left,BRONZE,0')}a4,최우식,010-9001-4412,,,,,GOLD,5\n`,
  offline: OFFLINE.replace(/b2.*\n/, ''),
};

const night = secondNight();

test('the grades of each source go into the unified ones, a member once in each of its sources', async () => {
  const { model } = await night;
  expect(model.flow).toEqual([
    {
      source: 'online',
      members: 4,
      bands: [
        { grade: 'BRONZE', unified: 'BRONZE', members: 1 },
        { grade: 'BRONZE', unified: null, members: 1 },
        { grade: 'GOLD', unified: 'GOLD', members: 2 },
      ],
    },
    { source: 'offline', members: 1, bands: [{ grade: 'GOLD', unified: 'GOLD', members: 1 }] },
  ]);
});

test('who falls and who leaves are listed apart, with the rule and what the rows are labelled', async () => {
  const { model, idOf } = await night;
  expect(model.losses?.down).toEqual({
    steps: [{ before: 'SILVER', after: 'BRONZE', members: 1 }],
    by_rule: [{ rule: 'best', adjusted_by: null, members: 1 }],
    examples: {
      total: 1,
      shown: [
        {
          member_id: idOf('online', 'a2'),
          name: '이*연',
          source_grades: [{ source: 'online', label: 'BRONZE' }],
          before: 'SILVER',
          after: 'BRONZE',
          steps: 1,
          rule: 'best',
          adjusted_by: null,
        },
      ],
      file: 'changes.csv',
    },
  });
  expect(model.losses?.left).toMatchObject({
    steps: [{ before: 'BRONZE', after: null, members: 1 }],
    by_rule: [{ rule: 'left both', adjusted_by: null, members: 1 }],
    examples: { total: 1, shown: [{ member_id: idOf('online', 'a3'), steps: 1 }] },
  });
});

test('who is gone is counted by grade, with the rows and points of before', async () => {
  const { model, idOf } = await night;
  expect(model.losses?.gone).toEqual({
    by_grade: [{ grade: 'BRONZE', members: 1 }],
    points: [{ bucket: 'points', balance: '30' }],
    examples: {
      total: 1,
      shown: [
        {
          member_id: idOf('offline', 'b2'),
          name: '최*진',
          grade: 'BRONZE',
          rows: [{ name: 'offline', count: 1 }],
        },
      ],
      file: 'changes.csv',
    },
  });
});

test('points stand under the grade of before and of after, without those of gone members', async () => {
  const { model } = await night;
  expect(model.grade_points).toEqual([
    {
      bucket: 'points',
      before: '850',
      after: '805',
      by_grade: [
        { grade: 'BRONZE', before: '0', after: '150' },
        { grade: 'SILVER', before: '200', after: '0' },
        { grade: 'GOLD', before: '650', after: '655' },
        { grade: null, before: '0', after: '0' },
      ],
    },
  ]);
});

test('the members with most rows say what joined these', async () => {
  const { model, idOf } = await night;
  expect(model.matching.largest_members).toEqual({
    total: 1,
    shown: [
      {
        member_id: idOf('online', 'a1'),
        name: '김*수',
        rows: 2,
        sources: [
          { name: 'online', count: 1 },
          { name: 'offline', count: 1 },
        ],
        joined_by: [{ name: 'phone_name', count: 2 }],
      },
    ],
    file: 'links.csv',
  });
});

test('the threshold in force links as many pairs as were linked', async () => {
  const { model } = await night;
  const { thresholds = [], model: weights, outcomes } = model.scoring ?? {};
  const inForce = thresholds.find(({ weight }) => weight === weights?.thresholds.link);
  expect(inForce).toMatchObject({ probability: 0.99, linked: 1 });
  expect(outcomes?.link).toBe(1);
});

test('the rules are told in both languages, each decision by its name, and every proof is named', async () => {
  const { model } = await night;
  const { told, proofs = [], config_path: config } = model.rules;
  expect(told?.en.decisions.map(({ name }) => name)).toEqual(['left both', 'best']);
  expect(told?.en.decisions[1]?.text).toBe(
    'best: the highest of the grades carried over from online and offline.',
  );
  expect(told?.ko.decisions[1]?.text).toMatch(/^best: .*등급/);
  expect(proofs.map(({ kind }) => kind)).toContain('not monotone');
  expect(config).toMatch(/tier-merge\.yaml$/);
});

test('on a first run nobody had points or is gone, and the losers are in the file of members', async () => {
  const { first } = await night;
  expect(first.grade_points?.[0]).toMatchObject({ before: null, after: '880' });
  expect(first.losses?.gone).toMatchObject({ by_grade: [], points: [], examples: { total: 0, shown: [] } });
  expect(first.losses?.down.examples).toEqual({ total: 0, shown: [], file: 'members.csv' });
});

test('members have their names where the first source has no column of them', async () => {
  const { name: _, ...columns } = ONLINE_COLUMNS;
  const world = makeWorld({ config: { sources: { ...SOURCES, online: { ...SOURCES.online, columns } } } });
  world.write('offline.csv', `${OFFLINE}b3,최유진,010-7706-1385,basic,0,0\n`);
  const model = await planned(world, 'plan');
  expect(model.matching.largest_members?.shown.map(({ name }) => name)).toEqual(['최*진']);
});

test('who had a grade that the ladder has no more counts as lower, and is in every sum', async () => {
  const world = makeWorld();
  expect((await world.run('run', '-q')).code).toBe(0);
  world.write('rules.yaml', JSON.stringify(WITHOUT_GOLD));
  const model = await planned(world, 'plan');
  expect(model.grades).toMatchObject({ up: 0, down: 1, same: 3, left: 0 });
  expect(model.grades.counts).toEqual([
    { grade: 'BRONZE', before: 2, after: 2 },
    { grade: 'SILVER', before: 1, after: 2 },
    { grade: 'GOLD', before: 1, after: 0 },
    { grade: null, before: 0, after: 0 },
  ]);
  expect(model.losses?.down.steps).toEqual([{ before: 'GOLD', after: 'SILVER', members: 1 }]);
  expect(model.losses?.down.examples.shown[0]?.steps).toBe(1);
  expect(model.grade_points?.[0]?.by_grade[2]).toEqual({ grade: 'GOLD', before: '650', after: '0' });
});

test('taken back, a grade that the ladder has no more is in the sums again', async () => {
  const world = makeWorld();
  expect((await world.run('run', '-q')).code).toBe(0);
  world.write('rules.yaml', JSON.stringify(WITHOUT_GOLD));
  expect((await world.run('plan', '-q', '-o', 'plan', '--allow', 'max_downgraded=100%')).code).toBe(0);
  expect((await world.run('apply', 'plan', '-q')).code).toBe(0);
  const { run_id: run } = world.json<{ run_id: string }>('plan/plan.json');
  expect((await world.run('revert', run, '-q', '-o', 'back')).stderr).toBe('');
  expect(world.json<ReportModel>('back/model.json').grades.counts).toEqual([
    { grade: 'BRONZE', before: 2, after: 2 },
    { grade: 'SILVER', before: 2, after: 1 },
    { grade: 'GOLD', before: 0, after: 1 },
    { grade: null, before: 0, after: 0 },
  ]);
});

test('rules about points alone have no ladder and no proofs of grades', async () => {
  const { grades: _, map: __, decide: ___, fields, ...rest } = RULES;
  const world = makeWorld({
    rules: { ...rest, fields, grades: undefined, map: undefined, decide: undefined },
  });
  const model = await planned(world, 'plan');
  expect(model.flow?.[0]?.bands).toEqual([{ grade: null, unified: null, members: 3 }]);
  expect(model.rules.proofs?.map(({ kind }) => kind)).not.toContain('gap');
  expect(model.rules.proofs?.map(({ kind }) => kind)).toContain('points not conserved');
});

async function secondNight() {
  const world = makeWorld({ rules });
  const first = await planned(world, 'first');
  const applied = await world.run('apply', 'first', '-q');
  expect(applied.stderr).toBe('');
  const links = world.read('first/links.csv');
  for (const [source, csv] of Object.entries(NEXT)) world.write(`${source}.csv`, csv);
  const model = await planned(world, 'second');
  const idOf = (source: string, id: string) => new RegExp(`^${source},${id},([^,]+),`, 'm').exec(links)?.[1];
  return { first, model, idOf };
}

async function planned(world: World, plan: string): Promise<ReportModel> {
  const { stderr } = await world.run('plan', '-q', '-o', plan);
  expect(stderr).toBe('');
  return world.json<ReportModel>(`${plan}/model.json`);
}
