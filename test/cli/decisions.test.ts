import { describe, expect, test } from 'vitest';
import { makeWorld, type Parts, type Result, records, SOURCES, type World } from './program.js';

// Both accounts of the mall fit the row of the till, and the mall promises one row a person.
const ONLINE = `id,name,phone,born,sex,ci,state,grade,points
a1,남궁민,01073012001,,,,,GOLD,0
=a2,남궁민,01073012001,,,,,SILVER,0
a3,정유미,01073012009,,,,,SILVER,0
`;
const OFFLINE = `code,customer,tel,level,balance,stamps
b1,남궁민,01073012001,top,0,0
b2,서현진,01055239014,basic,0,0
`;
const PARTS: Parts = {
  online: ONLINE,
  offline: OFFLINE,
  config: {
    sources: { ...SOURCES, online: { ...SOURCES.online, one_row_per_person: true } },
    identity: { decisions: 'decisions.csv' },
  },
};
const HEADER = 'source_l,id_l,source_r,id_r,decision,by,at,note,rows_hash';

/** A world where these lines are decided. */
function decidedWorld(lines: readonly string[], parts: Parts = {}): World {
  const world = makeWorld({ ...PARTS, ...parts });
  world.write('decisions.csv', [HEADER, ...lines, ''].join('\n'));
  return world;
}

/** review.csv of a plan with what a person writes into the lines of some pairs (`id_l id_r`), as a spreadsheet saves it. */
function filledIn(csv: string, decisions: Readonly<Record<string, string>>): string {
  const lines = csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  const column = (name: string) => lines[0]?.indexOf(name) ?? -1;
  const filled = lines.map((fields) => {
    const decision = decisions[`${fields[column('id_l')]} ${fields[column('id_r')]}`];
    if (decision === undefined) return fields;
    const written: Readonly<Record<number, string>> = {
      [column('decision')]: decision,
      [column('by')]: 'kim',
      [column('at')]: '2026-06-30',
    };
    return fields.map((field, at) => written[at] ?? field);
  });
  return `${filled.map((fields) => fields.join(',')).join('\n')}\n`;
}

interface Matching {
  readonly matching: { readonly ambiguous: number; readonly review: number; readonly decisions: object };
}

const matchingOf = (world: World, plan: string) => world.json<Matching>(`${plan}/result.json`).matching;

const linksOf = (world: World, plan: string) =>
  records(world.read(`${plan}/links.csv`)).map((link) => `${link.source_member_id} ${link.how}`);

describe('review.csv', () => {
  test('shows each pair with what a decision about it needs', async () => {
    const world = decidedWorld([]);
    expect((await world.run('plan', '-o', 'plan')).code).toBe(0);
    const [header, ...lines] = world.read('plan/review.csv').trimEnd().split('\n');
    expect(header).toBe(
      'outcome,reason,source_l,id_l,source_r,id_r,decision,by,at,note,rows_hash,score,agreement',
    );
    const agreement = '"phone equal, name equal"';
    expect(lines.map((line) => line.replace(/[0-9a-f]{16},\d+,/, 'HASH,SCORE,'))).toEqual([
      `ambiguous,ambiguous,offline,b1,online,'=a2,,,,,HASH,SCORE,${agreement}`,
      `ambiguous,ambiguous,offline,b1,online,a1,,,,,HASH,SCORE,${agreement}`,
    ]);
  });

  test('filled in and saved as the file of decisions works as it is', async () => {
    const world = decidedWorld([]);
    await world.run('plan', '-o', 'first');
    const review = world.read('first/review.csv');
    world.write('decisions.csv', review);
    await world.run('plan', '-o', 'undecided');
    const hash = (plan: string) => world.json<Result>(`${plan}/result.json`).content_hash;
    expect(hash('undecided')).toBe(hash('first'));
    expect(linksOf(world, 'first')).toEqual(
      ['=a2', 'a1', 'a3', 'b1', 'b2'].map((id) => `${id.replace('=', "'=")} alone`),
    );

    world.write('decisions.csv', filledIn(review, { "b1 '=a2": 'link' }));
    expect((await world.run('plan', '-o', 'second')).code).toBe(0);
    expect(linksOf(world, 'second')).toEqual([
      "'=a2 decision",
      'a1 alone',
      'a3 alone',
      'b1 decision',
      'b2 alone',
    ]);
    expect(records(world.read('second/review.csv')).filter(({ outcome }) => outcome !== 'cut')).toEqual([]);
    expect(matchingOf(world, 'second')).toMatchObject({
      ambiguous: 0,
      decisions: { file: 'decisions.csv', link: 1, no_link: 0, alone: 0, dormant: 0, changed: 0 },
    });

    world.write('decisions.csv', filledIn(review, { "b1 '=a2": 'no_link' }));
    await world.run('plan', '-o', 'third');
    expect(linksOf(world, 'third')).toEqual([
      "'=a2 alone",
      'a1 phone_name',
      'a3 alone',
      'b1 phone_name',
      'b2 alone',
    ]);

    world.write('decisions.csv', filledIn(review, { 'b1 a1': 'alone' }));
    await world.run('plan', '-o', 'fourth');
    expect(world.read('fourth/links.csv').match(/,alone,/g)).toHaveLength(5);
    expect(matchingOf(world, 'fourth')).toMatchObject({ ambiguous: 0, decisions: { alone: 1 } });
  });

  test('shows a pair again whose rows have changed, to be decided below the old line', async () => {
    const world = decidedWorld([]);
    await world.run('plan', '-o', 'first');
    const decided = filledIn(world.read('first/review.csv'), { "b1 '=a2": 'link' });
    world.write('decisions.csv', decided);
    world.write('online.csv', ONLINE.replace('=a2,남궁민', '=a2,남궁훈'));
    expect((await world.run('plan', '-o', 'second')).code).toBe(0);
    expect(matchingOf(world, 'second')).toMatchObject({ decisions: { link: 0, changed: 1 } });
    const review = world.read('second/review.csv');
    expect(records(review)).toMatchObject([
      {
        outcome: 'review',
        reason: 'rows_changed',
        source_l: 'online',
        id_l: "'=a2",
        source_r: 'offline',
        id_r: 'b1',
      },
    ]);
    const again = filledIn(review, { "'=a2 b1": 'no_link' });
    world.write('decisions.csv', decided + again.slice(again.indexOf('\n') + 1));
    await world.run('plan', '-o', 'third');
    expect(matchingOf(world, 'third')).toMatchObject({ review: 0, decisions: { no_link: 1, changed: 0 } });
    expect(records(world.read('third/review.csv'))).toEqual([]);
  });
});

test('a decision about a row that is not there is dormant, and counts when the row comes back', async () => {
  const world = decidedWorld(['online,a3,offline,b2,link,,,,'], {
    offline: OFFLINE.replace(/b2.*\n/, ''),
  });
  expect((await world.run('plan', '-o', 'without')).code).toBe(0);
  expect(matchingOf(world, 'without')).toMatchObject({ decisions: { link: 0, dormant: 1 } });
  world.write('offline.csv', OFFLINE);
  const { stdout } = await world.run('plan', '-o', 'with');
  expect(matchingOf(world, 'with')).toMatchObject({ decisions: { link: 1, dormant: 0 } });
  expect(stdout).toMatch(/Decisions of people in force +1\n +Dormant decisions +0\n/);
});

describe('a decision that a veto forbids', () => {
  const LINE = 'online,a3,offline,b2,link,kim,,,';
  const withdrawn = { online: ONLINE.replace('01073012009,,,,,', '01073012009,,,,left,') };

  test('needs a person: the plan says which line, nothing is applied, and no --allow helps', async () => {
    const world = decidedWorld(['online,a1,offline,b1,link,,,,', LINE], withdrawn);
    const plan = await world.run('plan', '-o', 'plan');
    expect(plan.code).toBe(4);
    expect(plan.stdout.split('\n').slice(0, 4)).toEqual([
      'Decision needed',
      'Decisions of people contradict what may be one member. Whoever decided corrects these lines, and the',
      'plan is made again.',
      '  decisions.csv:3: link, but one member is withdrawn and the other is not',
    ]);
    expect(plan.stdout).not.toContain('tier-merge apply');
    expect(matchingOf(world, 'plan').decisions).toEqual({
      file: 'decisions.csv',
      ...{ link: 1, no_link: 0, alone: 0, dormant: 0, changed: 0 },
      contradictions: { total: 1, shown: [{ line: 3, reason: 'withdrawn' }], file: 'review.csv' },
    });
    expect(world.json<Result>('plan/result.json').status).toBe('needs_decision');
    expect(
      records(world.read('plan/review.csv')).filter(({ outcome }) => outcome === 'contradiction'),
    ).toMatchObject([{ reason: 'withdrawn', id_l: 'a3', id_r: 'b2' }]);
    expect(world.read('plan/report.html')).toContain(
      '<li><bdi>decisions.csv:3: link, but one member is withdrawn and the other is not</bdi></li>',
    );
    const apply = await world.run('apply', 'plan', '-q', '--allow', 'max_review=100%');
    expect(apply).toMatchObject({
      code: 4,
      stderr: `tier-merge: decisions of people contradict what may be one member: ${world.path('decisions.csv')}:3 (withdrawn)\n  → correct these lines and make the plan again: no --allow lets them pass\n`,
    });
    expect((await world.run('run', '-q')).code).toBe(4);
    expect((await world.run('runs', '--json')).stdout).toBe('');
    world.write('decisions.csv', `${HEADER}\nonline,a1,offline,b1,link,,,,\n`);
    expect((await world.run('run', '-q')).code).toBe(0);
  });

  test('is told to scripts', async () => {
    const world = decidedWorld([LINE], withdrawn);
    const { stdout } = await world.run('plan', '-o', 'plan', '--json');
    const result = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
    expect(result).toMatchObject({
      status: 'needs_decision',
      matching: { decisions: { contradictions: { shown: [{ line: 2, reason: 'withdrawn' }] } } },
    });
  });

  test('in Korean', async () => {
    const { stdout } = await decidedWorld([LINE], withdrawn).run('plan', '--lang', 'ko');
    expect(stdout).toContain('  decisions.csv:2: 결정은 연결(link), 그러나 한쪽만 탈퇴한 회원임\n');
  });
});

describe('a file of decisions that cannot be used', () => {
  test('is told before anything is read, by check as well', async () => {
    const world = makeWorld(PARTS);
    for (const command of ['check', 'plan', 'run']) {
      const outcome = await world.run(command, '-q');
      expect(outcome.stderr).toContain(`tier-merge: ${world.path('decisions.csv')} cannot be read: ENOENT`);
      expect(outcome.stderr).toContain('where nothing was decided yet, take identity.decisions out until');
      expect(outcome.code).toBe(10);
    }
    world.write('decisions.csv', 'id,decision\n');
    const outcome = await world.run('check', '-q');
    expect(outcome.stderr).toContain('decisions.csv:1:1: the header lacks source_l, id_l, source_r, id_r\n');
    expect(outcome.code).toBe(10);
  });

  test('is told with both lines where two contradict each other', async () => {
    const world = decidedWorld(['online,a1,offline,b1,link,,,,', 'offline,b1,online,a1,no_link,,,,']);
    const outcome = await world.run('plan', '-q', '-o', 'plan');
    expect(outcome.stderr).toContain(
      `${world.path('decisions.csv')}:3:22: another line decides the opposite about this pair: line 2`,
    );
    expect(outcome.code).toBe(10);
    expect(world.list('plan')).toEqual([]);
  });
});
