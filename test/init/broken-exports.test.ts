import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { makeWorld, SOURCES, temporaryFolder, type World, worldIn } from '../cli/program.js';

const HEADER = 'id,name,phone,born,sex,ci,state,grade,points\n';
const PEOPLE = [
  'a1,김민수,010-3107-2468,1980-01-02,M,,,GOLD,1200\n',
  'a2,이서연,010-8214-3579,1990-11-30,F,,,SILVER,300\n',
  'a3,박지훈,010-5523-9014,1978-11-30,M,,,BRONZE,0\n',
  'a4,최하늘,010-7706-1385,1994-05-08,F,,,SILVER,50\n',
].join('');

/** What arrived tonight for a config that was right yesterday. */
interface Situation {
  readonly what: string;
  readonly online: string | Buffer;
  readonly code: number;
  readonly says: readonly string[];
}

const SITUATIONS: readonly Situation[] = [
  {
    what: 'an export that Excel has opened and saved, so that days became numbers',
    online:
      HEADER +
      PEOPLE.replaceAll('-', '')
        .replaceAll(/,(19\d{6}),/g, ',29222,')
        .replaceAll(',010', ',10'),
    code: 3,
    says: [
      'not kept  emptied values, online.birth_date: 4 of 4 (100.00%), at most 20%',
      'online,a1,birth_date,not_a_date,29222',
    ],
  },
  {
    what: 'an export that Excel has saved in its own order of day and month',
    online: HEADER + PEOPLE.replaceAll(/,(\d{4})-(\d\d)-(\d\d),/g, ',$2/$3/$1,'),
    code: 3,
    says: ['not kept  emptied values, online.birth_date: 4 of 4 (100.00%), at most 20%'],
  },
  {
    what: 'ids that a spreadsheet has rounded',
    online: HEADER + PEOPLE.replaceAll(/^a\d/gm, '8.80123E+15'),
    code: 3,
    says: [
      'not kept  rejected records, online: 4 of 4 (100.00%), at most 0.5%',
      'online,online.csv,2,rounded_member_id',
    ],
  },
  {
    what: 'two columns that changed places under the old header',
    online: HEADER + PEOPLE.replaceAll(/,(.{3}),(010[-\d]+),/g, ',$2,$1,'),
    code: 3,
    says: ['not kept  emptied values, online.phone: 4 of 4 (100.00%), at most 20%'],
  },
  {
    what: 'a header in another language overnight',
    online: `회원번호,이름,휴대폰,생년월일,성별,연계정보,상태,등급,적립금\n${PEOPLE}`,
    code: 10,
    says: [
      'online.csv:1:1: none of the 9 configured columns is in the header',
      'found 회원번호, 이름, 휴대폰',
      'or were all columns renamed?',
    ],
  },
  {
    what: 'a header of Korean words that was read in the wrong encoding and saved again',
    online: iconv.decode(iconv.encode('회원번호,이름,휴대폰,등급\n', 'cp949'), 'latin1') + PEOPLE,
    code: 10,
    says: ['its names are damaged: it is CP949 that was read as Latin-1; export it again'],
  },
  {
    what: 'names that were read in the wrong encoding and saved again',
    online: iconv.decode(Buffer.from(HEADER + PEOPLE), 'cp949'),
    code: 3,
    says: ['rejected records, online: 4 of 4 (100.00%)', 'online,online.csv,2,replacement_character,name'],
  },
  {
    what: 'two files put one behind the other, each with its header',
    online: HEADER + PEOPLE + HEADER + PEOPLE.replaceAll(/^a/gm, 'c'),
    code: 3,
    says: ['rejected records, online: 1 of 9 (11.11%)', 'online,online.csv,6,header_again'],
  },
  {
    what: 'decimal commas in an export that had points',
    online: HEADER + PEOPLE.replaceAll(/,(\d+)$/gm, ',"$1,50"'),
    code: 3,
    says: [
      'not kept  emptied values, online.points: 4 of 4 (100.00%), at most 20%',
      'online,a1,points,not_a_number,"1200,50"',
    ],
  },
  {
    what: 'a web page that asks to log in',
    online: '<!DOCTYPE html><html><body>로그인이 필요합니다</body></html>',
    code: 3,
    says: ['online.csv: is a web page without a table', 'or export it again'],
  },
];

describe('a config that was right yesterday', () => {
  it.each(SITUATIONS)('refuses $what, with the place and the number', async ({ online, code, says }) => {
    const world = makeWorld({ online, config: { limits: { max_emptied: '20%' } } });
    const refused = await world.run('plan', '-o', 'plan');
    const files = ['rejects.csv', 'emptied.csv'].filter((file) => world.list('plan').includes(file));
    const said = [refused.stderr, refused.stdout, ...files.map((file) => world.read(`plan/${file}`))].join(
      '\n',
    );
    for (const text of says) expect(said).toContain(text);
    expect(refused.code).toBe(code);
  });

  it('rejects every row of a person whose rows of two months differ, when the glob finds both', async () => {
    const online = { ...SOURCES.online, files: 'online_*.csv' };
    const world = makeWorld({ config: { sources: { ...SOURCES, online } } });
    world.write('online_2026-05.csv', HEADER + PEOPLE);
    world.write('online_2026-06.csv', HEADER + PEOPLE.replace(',1200', ',1500'));
    const refused = await world.run('plan', '-o', 'plan');
    expect(refused.code).toBe(3);
    expect(refused.stdout).toContain('rejected records, online: 2 of 8 (25.00%)');
    expect(world.read('plan/rejects.csv')).toMatch(
      /online_2026-05.csv,2,repeated_differs.*\n.*online_2026-06.csv,2,repeated_differs/,
    );
  });

  it('takes a byte order mark in the middle for none: the id before and after is the same', async () => {
    const world = makeWorld({
      online: `\ufeff${HEADER}${PEOPLE}\ufeffa5,한소율,010-6613-0852,,F,,,GOLD,1\n`,
    });
    expect((await world.run('plan', '-o', 'plan')).code).toBe(0);
    expect(world.read('plan/links.csv')).toContain('online,a5,');
  });

  it('takes equal ids of two sources for two rows, which what they say may unite', async () => {
    const world = makeWorld({
      online: HEADER + PEOPLE,
      offline: 'code,customer,tel,level,balance,stamps\na1,최유진,010-7706-1389,basic,30,0\n',
    });
    expect((await world.run('plan', '-o', 'plan')).code).toBe(0);
    expect(world.read('plan/members.csv').trim().split('\n')).toHaveLength(1 + 5);
  });
});

describe('init', () => {
  it.each<[string, string | Buffer, number, string]>([
    [
      'orders',
      'order_no,member_id,amount\nO1,a1,100\nO2,a1,200\n',
      10,
      'looks like orders, not members: it has a column order_no',
    ],
    [
      '주문 목록',
      '주문번호,회원번호,결제금액\nO1,a1,100\nO2,a1,200\n',
      10,
      'looks like orders, not members: it has a column 주문번호',
    ],
    ['blank lines alone', '\n\n\n', 3, 'online.csv: is empty'],
    ['a header alone', HEADER, 3, 'online.csv: has a header and no records'],
    [
      'UTF-8 that was read as CP949',
      iconv.decode(Buffer.from('고객코드,tel\na1,010-3107-2468\n'), 'cp949'),
      3,
      'the names of its columns are damaged: it is UTF-8 that was read as CP949',
    ],
  ])('refuses %s', async (_, text, code, message) => {
    const world = worldIn(temporaryFolder());
    world.write('online.csv', text);
    const refused = await world.type('init', '--yes', '--online', 'online.csv');
    expect(refused.stderr).toContain(message);
    expect(refused.code).toBe(code);
  });

  it('makes one grade of the spellings of one word', async () => {
    const world = initWorld(
      PEOPLE.replace(',GOLD', ',V.I.P').replace('BRONZE', 'VIP').replace(',SILVER,50', ',VIP,50'),
    );
    expect((await world.type('init', '--yes', '--online', 'online.csv')).code).toBe(0);
    const rules = world.read('rules.yaml');
    expect(rules).toContain('grades: [SILVER, VIP]\n');
    expect(rules).toMatch(/V\.I\.P: VIP # 1 rows/);
  });

  it('reads decimal commas of a Korean export as they are', async () => {
    const world = initWorld(PEOPLE.replaceAll(/,(\d+)$/gm, ',"$1,50"'));
    expect((await world.type('init', '--yes', '--online', 'online.csv')).code).toBe(0);
    expect(world.read('tier-merge.yaml')).toContain('    decimal: ","\n');
    expect((await world.run('plan', '-o', 'plan')).code).toBe(0);
    expect(world.read('plan/points.csv')).toContain(',points,1200,');
  });
});

function initWorld(people: string): World {
  const world = worldIn(temporaryFolder());
  world.write('online.csv', HEADER + people);
  return world;
}
