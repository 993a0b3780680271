import { describe, expect, test } from 'vitest';
import { makeWorld, type Result, records, SOURCES, type World } from './program.js';

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

function mallWorld(mall = MALL, online: object = {}, config: object = {}): World {
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
});
