import { expect, test } from 'vitest';
import { makeWorld, OFFLINE_COLUMNS, ONLINE_COLUMNS, RULES, SOURCES, type World } from '../cli/program.js';
import { query } from '../plan/invariants.js';
import { expectInert } from './expect-inert.js';
import { PLANTED, TEXTS } from './planted.js';
import { file, filesOf, forms, membersOf } from './renderings.js';

const HEADER = 'id,name,phone,born,sex,ci,state,grade,points,shop,memo';
const GRADED = TEXTS.filter((text) => !text.includes('\0'));

/** Each text as name, member id, label, store and remark of a row, with a twin that nobody can tell apart from it. */
function plantedWorld(): World {
  const cells = TEXTS.map((text, n) => ({
    text: quote(text),
    id: quote(`${text}${n}`),
    phone: `010-4455-66${n + 10}`,
  }));
  const rows = cells.flatMap(({ text, id, phone }, n) => [
    `${id},${text},${phone},,,,,${text},1,${text},${text}`,
    `z${n},${text},${phone},,,,,GOLD,1,${text},${text}`,
  ]);
  const labels = Object.fromEntries(GRADED.map((text) => [text.trim(), 'GOLD']));
  return makeWorld({
    online: `${[HEADER, ...rows].join('\n')}\n`,
    offline: `code,customer,tel,level,balance,stamps\n${cells.map(({ text, phone }, n) => `o${n},${text},${phone},top,1,0`).join('\n')}\n`,
    config: {
      sources: {
        online: {
          ...SOURCES.online,
          one_row_per_person: true,
          columns: { ...ONLINE_COLUMNS, store: 'shop' },
          extra: { memo: 'memo' },
        },
        offline: { ...SOURCES.offline, columns: OFFLINE_COLUMNS },
      },
      limits: { max_rejected: '100%', max_emptied: '100%' },
    },
    rules: {
      map: { ...RULES.map, online: { ...RULES.map.online, ...labels } },
      costs: { GOLD: 1000 },
      fields: { ...RULES.fields, store: ['latest'] },
    },
  });
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

test('what an export says is text in every rendering of a plan, of its members and of a later plan', async () => {
  const world = plantedWorld();
  const made = await world.run('run', '--report', 'html,xlsx,md,json', '--lang', 'en');
  expect(made.code, made.stderr).toBe(0);
  const [run = ''] = world.list('runs');
  const stored = (await query(world, 'select name from members')).map(({ name }) => name);
  expect(stored).toEqual(expect.arrayContaining([PLANTED['a script'], PLANTED['a link formula'], '@SUM(1)']));
  world.write(
    'online.csv',
    world
      .read('online.csv')
      .replaceAll(/,GOLD,1,/g, ',BRONZE,7,')
      .replace(/^z2.*\n/m, ''),
  );
  const again = [
    'plan',
    '--as-of',
    '2026-07-01',
    '--against',
    `runs/${run}`,
    '--report',
    'html,xlsx,md,json',
  ];
  const limits = ['--allow', 'max_downgraded=100%'];
  const renderings = [
    { name: 'run', kind: 'console', content: made.stdout + made.stderr } as const,
    ...filesOf(world, `runs/${run}`),
    ...(await forms(world, 'show', `runs/${run}`, '--lang', 'ko')),
    ...(await membersOf(world, `runs/${run}`, 24)),
  ];
  for (const rendering of renderings) expectInert(rendering);
  const later = await world.type(...again, ...limits, '-o', 'later', '--unmask');
  expect(later.code, later.stderr).toBe(0);
  const exported = await world.type('review', 'export', 'later', '-o', 'review.csv', '--unmask');
  expect(exported.code, exported.stderr).toBe(0);
  for (const rendering of [
    { name: 'plan --against', kind: 'console', content: later.stdout + later.stderr } as const,
    ...filesOf(world, 'later'),
    ...(await forms(world, 'show', 'later', '--against', `runs/${run}`, '--unmask')),
    file(world, 'review.csv'),
  ])
    expectInert(rendering);
}, 180_000);

test('a file whose name, headers and values are such texts is profiled as text in its three forms', async () => {
  const world = makeWorld();
  const texts = TEXTS.filter((text) => !/[\n\r\0]/.test(text));
  // A line of addresses and numbers is no header.
  const headers = texts.filter((text) => !/^[@-]/.test(text));
  const line = (cells: readonly string[]) => `${cells.map(quote).join(',')}\n`;
  const files = {
    '=x<img src=x onerror=alert(1)>\u202e\u009b]( .csv': [
      ['id', ...headers],
      ['1', ...headers.map((_, n) => String(n))],
    ],
    'values.csv': [['id', 'name', 'memo'], ...texts.map((text, n) => [String(n), text, `${text}${n % 3}`])],
  };
  for (const [n, [name, lines]] of Object.entries(files).entries()) {
    world.write(name, lines.map(line).join(''));
    for (const rendering of await forms(world, 'profile', name)) expectInert(rendering);
    const drawn = await world.type('profile', name, '--html', `profile${n}.html`);
    expect(drawn.code, drawn.stderr).toBe(0);
    expectInert(file(world, `profile${n}.html`));
  }
});
