import { expect, test } from 'vitest';
import { makeWorld, records, type World } from './program.js';
import { worldByHand } from './weighed-world.js';

async function planned(): Promise<{ readonly world: World; readonly member: string }> {
  const world = worldByHand();
  await world.run('plan', '-o', 'plan', '-q');
  return { world, member: records(world.read('plan/links.csv'))[0]?.member_id ?? '' };
}

test('show of a member says in words why its rows are one, and what that weighs', async () => {
  const { world, member } = await planned();
  const { stdout } = await world.run('show', 'plan', member);
  expect(stdout).toContain(`
Why these rows are one member
source   member id there  joined by                   bits  because
offline  b1               same phone and name        5.516  phone equal, name equal
offline  b3               similar in several fields  2.135  phone different, name equal, birth date equal, one of the two rows has its person already
online   a1               same phone and name        5.516  phone equal, name equal

offline b1, online a1: same phone and name
  This decides, whatever the weights say.
  Part of the weight             Bits
  before anything is compared   0.000
  phone equal                  +1.322
  name equal                   +3.807
  how rare the value is        +0.387
  total, against strangers     +5.516

offline b3: similar in several fields
  Part of the weight             Bits
  before anything is compared  -4.059
  phone different              -1.000
  name equal                   +3.807
  birth date equal             +3.000
  how rare the value is        +0.387
  total, against strangers     +2.135

Source rows, side by side
`);
});

test('in the language of the report', async () => {
  const { world, member } = await planned();
  const { stdout } = await world.run('show', 'plan', member, '--lang', 'ko');
  expect(stdout).toContain(`
offline b3: 여러 항목이 비슷함
  가중치 항목        비트
  비교하기 전      -4.059
  전화번호 다름    -1.000
  이름 일치        +3.807
  생년월일 일치    +3.000
  값의 희귀도      +0.387
  합계, 남남 대비  +2.135
`);
});

test('a pair of a household is weighed against a household', async () => {
  const world = makeWorld();
  await world.run('plan', '-o', 'plan', '-q');
  const member = records(world.read('plan/links.csv'))[0]?.member_id ?? '';
  const { stdout } = await world.run('show', 'plan', member, '--json');
  expect(JSON.parse(stdout).rows[0]).toEqual({
    source: 'offline',
    source_member_id: 'b1',
    how: 'phone_name',
    score: '10541',
    reason: 'phone equal, name equal',
    weights: {
      agreement: 'phone=equal name=equal',
      against: 'household',
      prior: 1737,
      parts: [
        { comparison: 'phone', level: 'equal', weight: 47 },
        { comparison: 'name', level: 'equal', weight: 8757 },
      ],
      frequency: 0,
      total: 10541,
    },
  });
});

test('a row that is alone has no weights, and no picture', async () => {
  const world = makeWorld();
  await world.run('plan', '-o', 'plan', '-q');
  const alone = records(world.read('plan/links.csv')).find(({ how }) => how === 'alone')?.member_id ?? '';
  const shown = await world.run('show', 'plan', alone);
  expect(shown.stdout).toMatch(/online +a2 +alone, no other row\n/);
  const drawn = await world.run('show', 'plan', alone, '--svg', 'alone.svg');
  expect(drawn.code).toBe(10);
  expect(drawn.stderr).toContain(`${alone} has no weights to draw`);
  expect(world.list('.')).not.toContain('alone.svg');
});

test('--svg writes a picture that says everything in words, too, and loads nothing', async () => {
  const { world, member } = await planned();
  const { stdout } = await world.run('show', 'plan', member, '--svg', 'weights.svg');
  expect(stdout.endsWith('\nweights.svg: the weights as a picture\n')).toBe(true);
  const svg = world.read('weights.svg');
  expect(svg).toMatch(
    /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" class="picture waterfall" role="img" viewBox="0 0 720 340"/,
  );
  expect(svg).toContain(
    '<title>How the weight came about</title><desc>Each bar adds to the weight what one comparison says for or against one person, in bits. offline b1, online a1: same phone and name: before anything is compared 0.000, phone equal +1.322, name equal +3.807, how rare the value is +0.387, total, against strangers +5.516. offline b3: ',
  );
  expect(svg.match(/<rect class="fill-/g)).toHaveLength(11);
  expect(svg).not.toMatch(/style|<script|href|NaN|Infinity|undefined/);
  await world.run('show', 'plan', member, '--svg', 'again.svg');
  expect(world.read('again.svg')).toBe(svg);
});

test('--svg without a member, or where nothing can be written, is 10', async () => {
  const { world, member } = await planned();
  const none = await world.run('show', 'plan', '--svg', 'weights.svg');
  expect(none.stderr).toContain('--svg needs a member');
  expect(none.code).toBe(10);
  const nowhere = await world.run('show', 'plan', member, '--svg', 'nowhere/weights.svg');
  expect(nowhere.stderr).toContain('weights.svg cannot be written: ENOENT');
  expect(nowhere.code).toBe(10);
});
