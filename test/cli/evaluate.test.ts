import { statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makeWorld, type Outcome, type World } from './program.js';

// a1 and b1 are linked by phone and name. Of the true pairs a1-b1, a2-b2 that leaves one.
const TRUTH = `source,source_member_id,person
online,a1,p1
online,a2,p2
online,a3,p3
offline,b1,p1
offline,b2,p2
offline,b9,p3
`;

function worldWithTruth(text = TRUTH): World {
  const world = makeWorld();
  world.write('truth.csv', text);
  return world;
}

function evaluation({ stdout }: Outcome): Record<string, unknown> {
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
}

describe('evaluate --truth', () => {
  test('prints precision and recall with what they are shares of', async () => {
    const outcome = await worldWithTruth().run('evaluate', '--truth', 'truth.csv', '-q');
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toContain('Known: truth.csv\n  rows the file names');
    expect(outcome.stdout).toMatch(/ {2}precision +1 \/ 1 +100\.00%\n {2}recall +1 \/ 2 +50\.00%\n/);
    expect(outcome.stdout).toMatch(/lost: a row is not accepted +1\n/);
    expect(outcome.stdout).toMatch(/persons in several members +1\n/);
  });

  test('gives the same as one JSON event', async () => {
    const outcome = await worldWithTruth().run('evaluate', '--truth', 'truth.csv', '--json');
    expect(evaluation(outcome)).toMatchObject({
      event: 'evaluation',
      schema: 1,
      as_of: '2026-06-30',
      truth: { kind: 'persons', ids: 6, rows: 5, unknown_rows: 0 },
      pairs: { known: 2, found: 1, right: 1, precision: 1, recall: 0.5, absent: 1 },
      clusters: { members: 4, persons: 3, exact: 2, wrongly_merged: 0, split: 1 },
      wrongly_merged: [],
      reach: { known: 2, reachable: 2, reachable_right: 1 },
      sample: null,
      curve_file: null,
    });
  });

  test('speaks Korean', async () => {
    const { stdout } = await worldWithTruth().run('evaluate', '--truth', 'truth.csv', '--lang', 'ko', '-q');
    expect(stdout).toMatch(/재현율 +1 \/ 2 +50\.00%/);
  });

  test('opens no target and leaves no file behind', async () => {
    const world = worldWithTruth();
    const before = world.list('.');
    await world.run('evaluate', '--truth', 'truth.csv');
    expect(world.list('.')).toEqual(before);
  });

  test('takes decided pairs', async () => {
    const world = worldWithTruth(
      'source_l,id_l,source_r,id_r,decision\nonline,a1,offline,b1,link\nonline,a2,offline,b2,link\nonline,a1,online,a3,no_link\n',
    );
    const outcome = await world.run('evaluate', '--truth', 'truth.csv', '--json');
    expect(evaluation(outcome)).toMatchObject({
      truth: { kind: 'pairs', decided: 3, pairs: 3 },
      pairs: { known: 2, found: 1, right: 1 },
      estimate: null,
    });
  });

  test('draws the curve where that is asked for', async () => {
    const world = worldWithTruth();
    const { code, stdout } = await world.run(
      'evaluate',
      '--truth',
      'truth.csv',
      '--curve',
      'curve.svg',
      '-q',
    );
    expect([code, stdout.trimEnd().split('\n').at(-1)]).toEqual([
      0,
      'curve.svg: precision and recall over the threshold',
    ]);
    expect(world.read('curve.svg')).toMatch(/^<svg xmlns=.*<\/svg>\n$/s);
  });

  test('tells every line of the file that cannot be used', async () => {
    const world = worldWithTruth(`${TRUTH}shop,c1,p4\noffline,,p5\n`);
    const { code, stderr } = await world.run('evaluate', '--truth', 'truth.csv', '-q');
    expect(code).toBe(10);
    expect(stderr).toContain(`truth.csv:8:1: there is no source "shop"`);
    expect(stderr).toContain(`truth.csv:9:9: source_member_id is missing`);
  });
});

test('evaluate lists members of several persons with their rows', async () => {
  const world = worldWithTruth('source,source_member_id,person\nonline,a1,p1\noffline,b1,p2\n');
  const { stdout } = await world.run('evaluate', '--truth', 'truth.csv', '-q');
  expect(stdout).toContain(
    'Wrongly merged (1 of 1 are listed)\n  #  Row         Person\n  1  online a1   p1\n  1  offline b1  p2\n',
  );
});

test('evaluate tells the wrong file before anything is read', async () => {
  const world = makeWorld({ online: 'not an export' });
  const { code, stderr } = await world.run('evaluate', '--truth', 'offline.csv');
  expect(code).toBe(10);
  expect(stderr).toContain(
    'offline.csv:1:1: the header is neither that of known persons nor that of decided pairs',
  );
  expect(stderr).not.toContain('Reading');
});

describe('evaluate --sample', () => {
  test('writes pairs to decide, masked, and reads them back as an estimate', async () => {
    const world = makeWorld();
    const drawn = await world.run('evaluate', '--sample', '10', '-o', 'sample.csv', '-q');
    expect(drawn.stdout).toContain('sample.csv: 1 pairs to decide');
    expect(statSync(world.path('sample.csv')).mode & 0o777).toBe(0o600);
    const text = world.read('sample.csv');
    expect(text).toContain("김*수,김*수,'+82******2468,'+82******2468,");
    world.write('decided.csv', text.replace('online,a1,offline,b1,', 'online,a1,offline,b1,link'));
    const outcome = await world.run('evaluate', '--truth', 'decided.csv', '--json');
    expect(evaluation(outcome)).toMatchObject({
      truth: { decided: 1, changed: 0 },
      estimate: { reviewed: 1, stands_for: 1, precision: { value: 1, low: 1, high: 1, part: 1, of: 1 } },
    });
  });

  test('shows personal data in clear with --unmask', async () => {
    const world = makeWorld();
    await world.run('evaluate', '--sample', '10', '-o', 'sample.csv', '--unmask', '-q');
    expect(world.read('sample.csv')).toContain('김민수,김민수,+821031072468,+821031072468,');
  });

  test('never replaces a file, and says so before anything is read', async () => {
    const world = makeWorld({ online: 'not an export' });
    world.write('sample.csv', 'decisions');
    const { code, stderr } = await world.run('evaluate', '--sample', '10', '-o', 'sample.csv');
    expect(code).toBe(10);
    expect(stderr).toContain('sample.csv exists already');
    expect(world.read('sample.csv')).toBe('decisions');
  });
});

test.each<[string, readonly string[], string]>([
  ['nothing to do', [], 'evaluate needs --truth or --sample'],
  ['a sample without its file', ['--sample', '10'], '--sample and -o belong together'],
  ['a file without its sample', ['--truth', 'truth.csv', '-o', 'x.csv'], '--sample and -o belong together'],
  ['a sample that is no number', ['--sample', 'all', '-o', 'x.csv'], '--sample all: must be a whole number'],
  ['a curve of nothing known', ['--sample', '9', '-o', 'x', '--curve', 'y'], '--curve needs --truth'],
])('evaluate refuses %s', async (_what, args, message) => {
  const { code, stderr } = await makeWorld().run('evaluate', ...args);
  expect(code).toBe(10);
  expect(stderr).toContain(message);
});
