import { describe, expect, it } from 'vitest';
import { temporaryFolder, type World, worldIn } from '../cli/program.js';

const OFFLINE = `code,customer,phone,level,status
b1,김민수,01031072468,GOLD,active
b2,최유진,01077061385,BRONZE,withdrawn
b3,한소율,01066130852,BRONZE,blocked
b4,박지훈,01055239014,BRONZE,active
b5,이도윤,01082143579,GOLD,active
b6,정하은,01024681357,GOLD,active
`;

const LABELS = ['BRONZE', 'BRONZE', 'BRONZE', 'SILVER', 'SILVER', 'SILVER', 'SILVER', 'GOLD', 'GOLD', 'TBD'];

async function initialised(header: string, lang: 'en' | 'ko'): Promise<World> {
  const world = worldIn(temporaryFolder());
  const rows = LABELS.map((label, at) => `a${at},이서연,010-3107-240${at},${label}`);
  world.write('online.csv', [`id,name,phone,${header}`, ...rows, ''].join('\n'));
  world.write('offline.csv', OFFLINE);
  const { code, stderr } = await world.type(
    ...['init', '--yes', '--lang', lang, '--online', 'online.csv', '--offline', 'offline.csv'],
  );
  expect(code, stderr).toBe(0);
  return world;
}

describe('labels that nobody has heard of', () => {
  it('do not hide that the others of their column are grades', async () => {
    const world = await initialised('Standing', 'en');
    expect(world.read('tier-merge.yaml')).toContain('grade: Standing # GUESS: ');
    expect(world.read('rules.yaml')).toContain('TBD');
  });

  it('stand under Membership as under Grade', async () => {
    const world = await initialised('Membership', 'en');
    expect(world.read('tier-merge.yaml')).toContain('grade: Membership # 10 of 10 filled');
  });

  it('are named where a list of values leaves them out', async () => {
    const english = await initialised('Membership', 'en');
    expect(english.read('tier-merge.yaml')).toContain(
      'status: { active: active, withdrawn: withdrawn } # GUESS: not in the list, so they become empty: blocked 1; active 4, withdrawn 1',
    );
    const korean = await initialised('Membership', 'ko');
    expect(korean.read('tier-merge.yaml')).toContain('GUESS: 목록에 없어 빈 값이 되는 값: blocked 1; ');
  });
});
