import { expect } from 'vitest';
import type { ReportModel } from '../../src/report/model.js';
import { makeWorld, OFFLINE_COLUMNS, ONLINE_COLUMNS, RULES, SOURCES, type World } from '../cli/program.js';
import { worldByHand } from '../cli/weighed-world.js';

/** Direction marks, markup, terminal codes, and words without a place to break. */
export const HOSTILE: readonly string[] = [
  '<script>document.title="ran"</script>',
  '"><img src=x onerror=document.title="ran">',
  "'><svg onload=document.title='ran'>",
  '\u202etxt.exe\u2066',
  '\u001b[31mred\u001b[0m\u0007',
  '</style></title></main><h1>mine</h1>',
  'W'.repeat(120),
  '=HYPERLINK("http://tier-merge.invalid","x")',
];

const HEADER = 'id,name,phone,born,sex,ci,state,grade,points';
const [SCRIPT = '', IMAGE = '', DRAWING = '', BIDI = '', ESCAPE = '', , LONG = ''] = HOSTILE;

/** Plans two nights of names, labels, headers and file names that are code; the second breaks every limit. */
export async function hostileWorld(): Promise<World> {
  const grades = [SCRIPT, LONG, BIDI, IMAGE];
  const file = `=x;<script>'"\u202e.csv`;
  const online = {
    files: [file],
    columns: { ...ONLINE_COLUMNS, grade: `${IMAGE} h`, points: SCRIPT },
    values: SOURCES.online.values,
    exclude: [{ name: DRAWING, when: "member_id = 'out'" }],
  };
  const world = makeWorld({
    online: '',
    offline: `code,customer,tel,level,balance,stamps\no1,${quote(BIDI)},010-4455-6610,${LONG},1,0\n`,
    config: {
      project: SCRIPT,
      sources: { online, offline: { files: 'offline.csv', columns: OFFLINE_COLUMNS } },
      limits: { max_rejected: '1%', max_changed: '1%', max_downgraded: '0%', min_rows_vs_last: '99%' },
    },
    rules: {
      ...RULES,
      name: ESCAPE.replaceAll(/\p{Cc}/gu, ''),
      grades,
      map: { online: Object.fromEntries(grades.map((grade) => [grade, grade])), offline: { [LONG]: LONG } },
      decide: [{ name: DRAWING, grade: 'highest(map)' }],
    },
  });
  const rows = (grade: string) =>
    HOSTILE.map((text, at) => [`m${at}`, text, `010-4455-66${at + 10}`, grade, '7']);
  world.write(file, exportOf([...rows(IMAGE), ['out', 'x', '', IMAGE, '1']]));
  const first = await world.run('run', '--allow', 'max_rejected=100%');
  expect(first.code, first.stderr).toBe(0);
  const bad = ['x1', 'x2', 'x3'].map((id) => [id, SCRIPT, 'abc', SCRIPT, '1E5x']);
  world.write(file, `${exportOf([...rows(SCRIPT).slice(0, 4), ...bad])}too,few\n`);
  await planIn(world, [3, 4]);
  return world;
}

function exportOf(rows: readonly (readonly string[])[]): string {
  const lines = rows.map(([id = '', name = '', phone = '', grade = '', points = '']) =>
    [id, quote(name), phone, '', '', '', '', quote(grade), points].join(','),
  );
  const head = HEADER.replace('grade,points', `${quote(`${IMAGE} h`)},${quote(SCRIPT)}`);
  return `${[head, ...lines].join('\n')}\n`;
}

/** Twelve grades with long names in two sources with every pair of labels: as wide as a matrix comes. */
export async function wideWorld(): Promise<World> {
  const grades = Array.from({ length: 12 }, (_, at) => `PLATINUM CIRCLE ${at + 1}`);
  const pairs = grades.flatMap((one) => grades.map((other) => [one, other] as const));
  const phone = (at: number) => `010-${4000 + at}-7788`;
  const online = pairs.map(([grade], at) => `a${at},이름${at},${phone(at)},,,,,${grade},${at}000000`);
  const offline = pairs.map(([, grade], at) => `b${at},이름${at},${phone(at)},${grade},${at}000000,${at}`);
  const map = Object.fromEntries(grades.map((grade) => [grade, grade]));
  const world = makeWorld({
    online: `${[HEADER, ...online].join('\n')}\n`,
    offline: `${['code,customer,tel,level,balance,stamps', ...offline].join('\n')}\n`,
    rules: { ...RULES, grades, map: { online: map, offline: map } },
  });
  await planIn(world, [0]);
  return world;
}

/** A plan with everything that a page can tell of: costs, orders, lots, and a sample that somebody reviewed. */
export async function richWorld(): Promise<World> {
  const world = worldByHand();
  const columns = { member_id: 'card', bucket: 'kind', amount: 'left', expires_at: 'ends' };
  const orders = { order_no: 'no', member_id: 'card', ordered_at: 'on', amount: 'won' };
  const { identity, ...config } = world.json<{ readonly identity: object }>('tier-merge.yaml');
  const added = {
    lots: { mall: { of: 'online', files: 'lots.csv', columns } },
    orders: { mall: { of: 'online', files: 'orders.csv', columns: orders } },
  };
  world.write('lots.csv', 'card,kind,left,ends\na1,points,100,2026-09-28\na2,points,50,2026-07-01\n');
  world.write('orders.csv', 'no,card,on,won\n1,a1,2026-05-01,30000\n2,zz,2026-05-02,1\n');
  world.write(
    'rules.yaml',
    JSON.stringify({
      ...RULES,
      measures: { bought: 'sum(orders.amount, last 12 months)' },
      bands: { bought: { SILVER: 10000, GOLD: 1000000 } },
      decide: [{ name: 'best', grade: 'highest(map, band(bought))' }],
      points: [{ from: 'lots.points', into: 'points', expires: 'keep' }],
      costs: { SILVER: '1% of bought', GOLD: 12000 },
    }),
  );
  world.write('tier-merge.yaml', JSON.stringify({ ...config, ...added, identity }));
  const sample = await world.run('evaluate', '--sample', '10', '-o', 'sample.csv', '-q');
  expect(sample.code, sample.stderr).toBe(0);
  world.write('reviewed.csv', world.read('sample.csv').replaceAll(/^(\w+,\w+,\w+,\w+),,/gm, '$1,link,'));
  world.write(
    'tier-merge.yaml',
    JSON.stringify({ ...config, ...added, identity: { ...identity, reviewed: 'reviewed.csv' } }),
  );
  await planIn(world, [0]);
  return world;
}

/** Plans into the folder `plan`, which has to end with one of the codes. */
export async function planIn(world: World, codes: readonly number[]): Promise<ReportModel> {
  const { code, stderr } = await world.run('plan', '-o', 'plan', '--report', 'html', '-q');
  expect(codes, `${code}: ${stderr}`).toContain(code);
  return world.json<ReportModel>('plan/model.json');
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
