import knex from 'knex';
import { describe, expect, test } from 'vitest';
import { makeWorld, type Result, records, SOURCES, type World } from './program.js';
import { workbook } from './workbook.js';

/** No member id; names in two columns, phones in two. */
const MALL = `Last,First,mobile,home,mail,grade,points
김,민수,010-3107-2468,,minsu@naver.com,GOLD,100
이,서연,-,02-312-4567,seoyeon@daum.net,SILVER,200
박,,,,junho@nate.com,BRONZE,0
,,,,,BRONZE,5
`;

const MALL_COLUMNS = {
  member_id: { from: ['mail', 'mobile', 'First'] },
  name: { join: ['Last', 'First'] },
  phone: { first: ['mobile', 'home'] },
  ...{ email: 'mail', grade: 'grade', points: 'points' },
};

const LOOSE = { limits: { max_rejected: '100%', max_gone: '100%' } };

function mallWorld(mall: string | Buffer = MALL, online: object = {}, config: object = {}): World {
  const columns = MALL_COLUMNS;
  return makeWorld({
    online: mall,
    config: {
      ...LOOSE,
      sources: { ...SOURCES, online: { files: 'online.csv', columns, ...online } },
      ...config,
    },
  });
}

async function planned(world: World, folder = 'plan'): Promise<Result> {
  const outcome = await world.run('plan', '-q', '-o', folder);
  expect(outcome.code, outcome.stderr).toBe(0);
  return world.json<Result>(`${folder}/result.json`);
}

const onlineIds = (world: World, folder = 'plan') =>
  records(world.read(`${folder}/links.csv`))
    .filter(({ source }) => source === 'online')
    .map(({ source_member_id: id = '' }) => id);

describe('columns that are made of others', () => {
  test('names are joined, the first phone that is there counts, and ids are digests that show no value', async () => {
    const world = mallWorld();
    const result = await planned(world);
    expect(result.inputs.online).toMatchObject({ records: 4, accepted: 3, rejected: 1 });
    const members = records(world.read('plan/members.csv'));
    expect(members.map(({ name, phone }) => `${name} ${phone}`).sort()).toEqual([
      '김 민수 +821031072468',
      '박 ',
      '이 서연 +8223124567',
      '최유진 +821077061385',
    ]);
    expect(onlineIds(world)).toHaveLength(3);
    for (const id of onlineIds(world)) expect(id).toMatch(/^~[0-9a-f]{16}$/);
  });

  test('a row whose columns for the id are all empty is rejected with its place, its bytes and these columns', async () => {
    const world = mallWorld();
    await planned(world);
    expect(world.read('plan/rejects.csv')).toBe(
      `source,file,line,reason,column,value,raw_offset,raw_bytes
online,online.csv,5,empty_id_columns,"mail, mobile, First",,0,14
`,
    );
    expect(world.read('plan/rejects.raw')).toBe(',,,,,BRONZE,5\n');
  });

  test('an emptied value is told with the headers that its field is read from', async () => {
    const world = mallWorld(MALL.replace('010-3107-2468', '3107'));
    await planned(world);
    const lines = world.read('plan/emptied.csv').split('\n');
    expect(lines[0]).toBe('source,source_member_id,field,reason,value,column');
    expect(lines[1]).toMatch(/^online,~[0-9a-f]{16},phone,not_a_phone,3107,"mobile, home"$/);
  });

  test('the spelling, the order of the rows and the target mean nothing to an id', async () => {
    const [one, other] = [mallWorld(), mallWorld(spelledOtherwise())];
    await planned(one);
    await planned(other);
    expect(new Set(onlineIds(other))).toEqual(new Set(onlineIds(one)));
    expect(onlineIds(one)).toHaveLength(3);
  });

  test('a phone that only libphonenumber reads is one id in both of its spellings', async () => {
    const columns = { member_id: { from: ['mobile'] }, phone: 'mobile', grade: 'grade' };
    const ids = async (phone: string) => {
      const world = mallWorld(`mobile,grade\n02-999-8888,GOLD\n${phone},GOLD\n`, { columns });
      await planned(world);
      return onlineIds(world);
    };
    const [first, second] = [await ids('031-234-5678'), await ids('+82 31 234 5678')];
    expect(first).toHaveLength(2);
    expect(second).toEqual(first);
  });

  test('a column that is an extra too is read as its field, so that its spelling means nothing to an id', async () => {
    const columns = { member_id: { from: ['mobile'] }, phone: 'mobile', grade: 'grade' };
    const ids = async (phone: string) => {
      const world = mallWorld(`mobile,grade\n${phone},GOLD\n`, { columns, extra: { contact: 'mobile' } });
      await planned(world);
      return onlineIds(world);
    };
    const [hyphens, international] = [await ids('010-3107-2468'), await ids('+82 10 3107 2468')];
    expect(hyphens).toHaveLength(1);
    expect(international).toEqual(hyphens);
  });

  test('equal records of one id collapse, records that differ are all rejected', async () => {
    const twice = `${MALL}김,민수,010-3107-2468,,minsu@naver.com,GOLD,100
이,서연,-,02-312-4567,seoyeon@daum.net,GOLD,200
`;
    const world = mallWorld(twice);
    const { online } = (await planned(world)).inputs;
    expect(online).toMatchObject({ records: 6, accepted: 2, repeated: 1, rejected: 3 });
    expect(records(world.read('plan/rejects.csv')).map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '3 repeated_differs',
      '5 empty_id_columns',
      '7 repeated_differs',
    ]);
  });

  test('the same night again changes nothing, and who gets another e-mail is another row', async () => {
    const world = mallWorld();
    expect(await world.run('run', '-q')).toMatchObject({ code: 0 });
    expect(await world.run('run', '-q', '--detailed-exitcode')).toMatchObject({ code: 0 });
    world.write('online.csv', MALL.replace('seoyeon@daum.net', 'seoyeon@naver.com'));
    expect((await planned(world)).members).toMatchObject({ total: 4, new: 1, gone: 1 });
  });

  test('no value that an id is made from stands in what is not masked', async () => {
    const world = mallWorld();
    await planned(world);
    for (const file of ['links.csv', 'review.csv', 'report.html', 'report.json', 'plan.json', 'result.json'])
      expect(world.read(`plan/${file}`), file).not.toMatch(/minsu@|seoyeon@|31072468|3107-2468|민수/);
  });
});

describe('columns that are made of others are read', () => {
  const dormant = {
    path: 'dormant.csv',
    columns: { ...MALL_COLUMNS, member_id: { from: ['E-Mail', 'mobile', 'First'] }, email: 'E-Mail' },
    constant: { status: 'dormant' },
  };

  test('from a list that is laid out in its own way: who moves there keeps the id', async () => {
    const world = mallWorld(MALL, { files: ['online.csv', dormant] });
    const head = 'E-Mail,Last,First,mobile,home,grade,points\n';
    world.write('dormant.csv', head);
    await planned(world, 'before');
    world.write('online.csv', MALL.replace(/박.*\n/, ''));
    world.write('dormant.csv', `${head}"junho@nate.com","박","","","",BRONZE,0\n`);
    await planned(world, 'after');
    expect(new Set(onlineIds(world, 'after'))).toEqual(new Set(onlineIds(world, 'before')));
    expect(
      records(world.read('after/members.csv')).filter(({ status }) => status === 'dormant'),
    ).toHaveLength(1);
  });

  test('from a table of a database', async () => {
    const file = mallWorld();
    await planned(file);
    const from = { client: 'better-sqlite3', connection: 'mall.db', table: 'members' };
    const world = makeWorld({
      config: { ...LOOSE, sources: { ...SOURCES, online: { from, columns: MALL_COLUMNS } } },
    });
    await fill(world);
    await planned(world);
    expect(world.read('plan/members.csv')).toBe(file.read('plan/members.csv'));
    expect(world.read('plan/links.csv')).toBe(file.read('plan/links.csv'));
    expect(records(world.read('plan/rejects.csv'))).toMatchObject([{ reason: 'empty_id_columns' }]);
  });

  test('from a workbook', async () => {
    const [file, sheet] = [mallWorld(), mallWorld(workbook(fields(MALL), 'shared'), { sheet: 'Review' })];
    await planned(file);
    await planned(sheet);
    expect(sheet.read('plan/links.csv')).toBe(file.read('plan/links.csv'));
  });
});

test('check names what each such field is made of, at its line', async () => {
  const world = mallWorld();
  const lineOf = (field: string) =>
    world
      .read('tier-merge.yaml')
      .split('\n')
      .findIndex((line) => line.includes(`"${field}": {`)) + 1;
  const { code, stdout } = await world.run('check');
  expect(code).toBe(0);
  const made = stdout.split('\n').filter((line) => line.includes(': online: '));
  const at = (field: string, from: number) =>
    `${world.path('tier-merge.yaml')}:${lineOf(field)}:${from}: online: `;
  expect(made).toEqual([
    `${at('member_id', 22)}member_id is made from mail, mobile, First: a row in which one of them changes is another row`,
    `${at('name', 17)}name joins these columns: Last, First`,
    `${at('phone', 18)}phone is the first of these that is not empty: mobile, home`,
  ]);
  const { stdout: json } = await world.run('check', '--json');
  expect(JSON.parse(json).composed[1]).toMatchObject({
    ...{ source: 'online', field: 'name', how: 'join', headers: ['Last', 'First'] },
    ...{ line: lineOf('name'), column: 17 },
  });
});

/** The same members, the last one first, with phones and e-mails written in another way. */
function spelledOtherwise(): string {
  const [head, ...rows] = MALL.trimEnd().split('\n');
  return [head, ...rows.toReversed(), '']
    .join('\n')
    .replace('010-3107-2468', '+82 10 3107 2468')
    .replace('minsu@naver.com', ' MINSU@naver.com')
    .replace('-,02-312-4567', ',(02) 312-4567');
}

function fields(csv: string): readonly (readonly string[])[] {
  return csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
}

/** The rows of the export in a table of the same columns. */
async function fill(world: World): Promise<void> {
  const connection = { filename: world.path('mall.db') };
  const db = knex({ client: 'better-sqlite3', connection, useNullAsDefault: true });
  const [head = [], ...rows] = fields(MALL);
  await db.schema.createTable('members', (table) => {
    for (const column of head) table.text(column);
  });
  await db('members').insert(
    rows.map((row) => Object.fromEntries(head.map((column, at) => [column, row[at] || null]))),
  );
  await db.destroy();
}
