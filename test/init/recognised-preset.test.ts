import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { records, temporaryFolder, type World, worldIn } from '../cli/program.js';

const FIXTURES = fileURLToPath(new URL('../../fixtures/source-presets/', import.meta.url));

const EXPORTS = [
  { preset: 'shopify', online: 'customers_export.csv', offline: 'till.csv' },
  { preset: 'square', online: 'mall.csv', offline: 'export-20260624-133140.csv' },
  { preset: 'magento', online: 'customer_20260624_101500.csv', offline: 'till.csv' },
  { preset: 'woocommerce', online: 'customers.csv', offline: 'till.csv' },
] as const;

describe.each(EXPORTS)('init on an export of $preset', ({ preset, online, offline }) => {
  it('names the preset, and finds the same persons as the config beside the export', async () => {
    const world = copied(preset);
    const made = await world.type('init', '--yes', '--online', online, '--offline', offline);
    expect(made.code, made.stderr).toBe(0);
    expect(world.read('tier-merge.yaml')).toContain(`    preset: ${preset} # `);
    const planned = await world.run('plan', '-o', 'plan');
    expect(planned.code, planned.stderr).toBe(0);
    expect(rowsOfPersons(world)).toEqual(expectedRows(preset));
  });
});

describe('init on an export that is nearly one of Shopify', () => {
  const header = 'Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Address1,';
  const rest =
    'Default Address City,Default Address Province Code,Default Address Zip,Phone,Total Spent,Total Orders';

  it('writes what the export has not, and what it has besides', async () => {
    const world = worldIn(temporaryFolder());
    world.write(
      'shop.csv',
      `${header}${rest},Tags,Accepts SMS Marketing,Birthday
'1,Mary,Johnson,mary@gmail.com,yes,12 Oak Street,Salem,OR,'97301,'+15035550142,10.00,1,VIP,no,1985-03-14
'2,Emma,Wilson,emma@gmail.com,no,77 Pine Road,Bend,OR,'97701,'+15415550119,20.00,2,,no,1990-02-03
`,
    );
    const made = await world.type('init', '--yes', '--online', 'shop.csv');
    expect(made.code, made.stderr).toBe(0);
    expect(world.read('tier-merge.yaml')).toContain(
      `    columns:
      phone: Phone # not in this export: Default Address Phone
      address: { join: [Default Address Address1, Default Address City, Default Address Province Code] } # not in this export: Default Address Address2
      birth_date: Birthday # 2 of 2 filled; date; YYYY-MM-DD 2
`,
    );
    const checked = await world.type('check');
    expect(checked.code, checked.stderr).toBe(0);
  });

  it('keeps a column of member ids where the preset would make them of values', async () => {
    const world = worldIn(temporaryFolder());
    world.write(
      'mall.csv',
      `아이디,이름,회원등급,이메일,휴대폰번호,사용가능 적립금,회원 가입일
seoyeon1,김서연,VIP,seoyeon@naver.com,010-3107-2468,1200,2019-04-02
doyun22,이도윤,일반회원,doyun@daum.net,010-5523-9014,300,2020-01-15
`,
    );
    const made = await world.type('init', '--yes', '--online', 'mall.csv');
    expect(made.code, made.stderr).toBe(0);
    const config = world.read('tier-merge.yaml');
    expect(config).toContain('    preset: cafe24 # ');
    expect(config).toMatch(/^ {6}member_id: 아이디 # /m);
  });

  it('is no Shopify without the column that tells its members apart', async () => {
    const world = worldIn(temporaryFolder());
    world.write(
      'shop.csv',
      `${header.replace('Customer ID', 'Number')}${rest}\n1,Mary,Johnson,mary@gmail.com,yes,12 Oak Street,Salem,OR,97301,+15035550142,10.00,1\n`,
    );
    await world.type('init', '--yes', '--online', 'shop.csv');
    expect(world.read('tier-merge.yaml')).not.toContain('preset: shopify');
  });
});

function copied(preset: string): World {
  const folder = temporaryFolder();
  cpSync(join(FIXTURES, preset), folder, { recursive: true });
  rmSync(join(folder, 'tier-merge.yaml'));
  rmSync(join(folder, 'rules.yaml'));
  return worldIn(folder);
}

/** For each person its rows; an id that was made is a tilde. */
function rowsOfPersons(world: World): readonly string[] {
  const rows = new Map<string, string[]>();
  for (const { source, source_member_id: id = '', member_id: member = '' } of records(
    world.read('plan/links.csv'),
  ))
    rows.set(member, [...(rows.get(member) ?? []), `${source}:${id.replace(/^~.*/, '~')}`]);
  return [...rows.values()].map((all) => all.sort().join(' ')).sort();
}

function expectedRows(preset: string): readonly string[] {
  const text = readFileSync(join(FIXTURES, preset, 'expected.csv'), 'utf8');
  return records(text)
    .map(({ rows = '' }) => rows)
    .sort();
}
