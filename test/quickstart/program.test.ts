import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import {
  type Counts,
  type Outcome,
  type Result,
  records,
  temporaryFolder,
  type World,
  worldIn,
} from '../cli/program.js';
import { fixtureText } from './naive-reader.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let world: World;
let outcome: Outcome;
let plan: string;

beforeAll(async () => {
  const folder = temporaryFolder();
  cpSync(join(ROOT, 'fixtures', 'quickstart'), join(folder, 'fixtures', 'quickstart'), { recursive: true });
  cpSync(join(ROOT, 'rules'), join(folder, 'rules'), { recursive: true });
  world = worldIn(join(folder, 'fixtures', 'quickstart'));
  outcome = await world.run('run');
  plan = join('out', 'runs', world.list('out/runs')[0] ?? '');
});

test('the town runs through the program', () => {
  expect(outcome.code).toBe(0);
  expect(world.json<Result>(join(plan, 'result.json')).members).toMatchObject({ total: 398, new: 398 });
});

test('every person has the rows, the grade, the rule and the points that the scenes promise', () => {
  expect(persons()).toEqual(lines(fixtureText('expected/persons.csv')).sort());
});

test('lines and records of each export add up as promised', () => {
  const { inputs } = world.json<Result>(join(plan, 'result.json'));
  const promised: Readonly<Record<string, Counts>> = JSON.parse(fixtureText('expected/arithmetic.json'));
  expect(inputs).toMatchObject(promised);
});

test('the rejected records are the promised ones, by physical line', () => {
  const rejects = records(world.read(join(plan, 'rejects.csv')));
  expect(rejects.map(({ source, line, reason }) => `${source},${line},${reason}`)).toEqual(
    lines(fixtureText('expected/rejects.csv')),
  );
});

test('the emptied values are the promised ones', () => {
  const emptied = lines(world.read(join(plan, 'emptied.csv'))).map(split);
  const promised = lines(fixtureText('expected/emptied.csv')).map(split);
  expect(
    emptied.map(([source, id, field, reason, value]) => [source, id, field, value, reason].join('|')).sort(),
  ).toEqual(
    promised
      .map(([source, , id, field, value, reason]) => [source, id, field, value, reason].join('|'))
      .sort(),
  );
});

test('what a person has to decide is counted and listed', () => {
  const promised = lines(fixtureText('expected/undecided.csv')).map(split);
  const count = (outcome: string) => promised.filter(([found]) => found === outcome).length;
  const { matching } = world.json<Result>(join(plan, 'result.json'));
  expect(matching).toMatchObject({ review: count('review'), ambiguous: count('ambiguous') });
  const review = world.read(join(plan, 'review.csv'));
  for (const key of promised.flatMap(([, row = '', candidates = '']) => [row, ...candidates.split(' ')])) {
    expect(review).toContain(key.split(':')[1]);
  }
});

test("pairs that were kept apart and values that are nobody's are listed", () => {
  const cut = world
    .read(join(plan, 'review.csv'))
    .split('\n')
    .filter((line) => line.startsWith('cut,'))
    .map((line) => line.split(',').slice(0, 6).join(','));
  expect(cut).toEqual([
    'cut,one_row_per_person:online,online,00017440,offline,C029882',
    'cut,ci,offline,C021131,offline,C024945',
  ]);
  expect(world.read(join(plan, 'crowded.csv'))).toBe('key,value,rows\nphone,8225550143,16\n');
});

test('running the town again changes nothing', async () => {
  const again = await world.run('run', '--detailed-exitcode');
  expect(again.code).toBe(0);
  const last = world.list('out/runs').at(-1) ?? '';
  expect(world.json<Result>(join('out/runs', last, 'result.json')).members).toMatchObject({
    new: 0,
    changed: 0,
    gone: 0,
    unchanged: 398,
  });
});

/** One line a person, as in expected/persons.csv. */
function persons(): readonly string[] {
  const rows = new Map<string, string[]>();
  for (const { source, source_member_id, member_id = '' } of records(world.read(join(plan, 'links.csv')))) {
    rows.set(member_id, [...(rows.get(member_id) ?? []), `${source}:${source_member_id}`]);
  }
  const balances = new Map(
    records(world.read(join(plan, 'points.csv'))).map((p) => [p.member_id, p.balance]),
  );
  const members = lines(world.read(join(plan, 'members.csv'))).map(split);
  return members
    .map(
      ([id = '', grade, , rule]) =>
        `${rows.get(id)?.join(' ')},${grade || 'none'},${rule},${balances.get(id) ?? 0}`,
    )
    .sort();
}

function lines(csv: string): string[] {
  return csv.trimEnd().split('\n').slice(1);
}

function split(line: string): readonly string[] {
  const cells = [...`${line},`.matchAll(/("(?:[^"]|"")*"|[^",]*),/g)].map((match) => match[1] ?? '');
  return cells.map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
}
