import { describe, expect, it } from 'vitest';
import { temporaryFolder, type World, worldIn } from './program.js';

const HEADER =
  'ID,Name,Email,Username,Status,Phone_Number,Date_Birth,Date_Add,Date_Edit,Account_Number,Gender,Cash_Balance,Stamp_Balance,Role_Name';

describe('a source with a preset', () => {
  it('is told which columns the preset expects, where it is named, and the line to add', async () => {
    const world = tillWorld(
      HEADER.replace('Phone_Number', 'Telephone').replace(',Account_Number', '').replace(',Gender', ''),
    );
    const { code, stderr } = await world.type('check');
    expect(code).toBe(10);
    expect(
      stderr,
    ).toBe(`tier-merge: ${world.path('till.csv')}:1:1: column "Account_Number" (account_numbers) is not in the header; preset loylap expects it (${world.path('tier-merge.yaml')}:4:19)
  found and not configured: Telephone; if this export has no such column, add to sources.till: extra: { account_numbers: none }
${world.path('till.csv')}:1:1: column "Phone_Number" (phone) is not in the header; preset loylap expects it (${world.path('tier-merge.yaml')}:4:19)
  found and not configured: Telephone; if this export has no such column, add to sources.till: columns: { phone: none }
${world.path('till.csv')}:1:1: column "Gender" (gender) is not in the header; preset loylap expects it (${world.path('tier-merge.yaml')}:4:19)
  found and not configured: Telephone; if this export has no such column, add to sources.till: columns: { gender: none }
`);
  });

  it('is sound with the lines that were told', async () => {
    const header = HEADER.replace('Phone_Number', 'Telephone').replace(',Account_Number', '');
    const world = tillWorld(
      header.replace(',Gender', ''),
      'columns: { phone: Telephone, gender: none }, extra: { account_numbers: none }',
    );
    const { code, stdout, stderr } = await world.type('check');
    expect(code, stderr).toBe(0);
    expect(stdout).toContain(
      'till: preset loylap, 11 of its columns; tier-merge check --print shows them.\n',
    );
  });

  it('is told the rest of the columns that a field is made of', async () => {
    const world = worldIn(temporaryFolder());
    write(
      world,
      'mall: { files: till.csv, preset: cafe24 }',
      '이름,회원등급,이메일,사용가능 적립금,회원 가입일',
    );
    const { code, stderr } = await world.type('check');
    expect(code).toBe(10);
    expect(stderr).toContain(
      'column "휴대폰번호" (member_id, phone) is not in the header; preset cafe24 expects it',
    );
    expect(stderr).toContain(
      'add to sources.mall: columns: { member_id: { from: [이메일, 이름] }, phone: none }\n',
    );
  });

  it('is told that no column of the preset is there', async () => {
    const world = tillWorld('a,b,c');
    const { code, stderr } = await world.type('check');
    expect(code).toBe(10);
    expect(stderr).toContain(
      `none of the 14 configured columns is in the header; preset loylap expects them (${world.path('tier-merge.yaml')}:4:19)`,
    );
  });

  it('does not blame the preset for a column that the config names', async () => {
    const world = tillWorld(HEADER, 'columns: { phone: Mobile }');
    const { stderr } = await world.type('check');
    expect(stderr).toContain('column "Mobile" (phone) is not in the header\n');
    expect(stderr).not.toContain('preset');
  });

  it('is printed as the config could say it, even where the export is not there', async () => {
    const world = tillWorld(undefined, 'columns: { phone: Mobile, gender: none }');
    const { code, stdout, stderr } = await world.type('check', '--print');
    expect(code, stderr).toBe(0);
    expect(stdout).toBe(`sources:
  till:
    columns:
      member_id: ID # preset loylap
      name: Name # preset loylap
      email: Email # preset loylap
      phone: Mobile
      birth_date: Date_Birth # preset loylap
      card_no: Username # preset loylap
      grade: Role_Name # preset loylap
      stamps: Stamp_Balance # preset loylap
      cashback: Cash_Balance # preset loylap
      joined_at: Date_Add # preset loylap
      updated_at: Date_Edit # preset loylap
      status: Status # preset loylap
    extra:
      account_numbers: Account_Number # preset loylap
    values:
      status: { "0": dormant, "1": active } # preset loylap
`);
  });
});

function tillWorld(header: string | undefined, besides = ''): World {
  const world = worldIn(temporaryFolder());
  write(world, `till: { preset: loylap, files: till.csv${besides && `, ${besides}`} }`, header);
  return world;
}

function write(world: World, source: string, header: string | undefined): void {
  if (header !== undefined) world.write('till.csv', `${header}\n`);
  world.write(
    'tier-merge.yaml',
    `version: 1
project: tills
sources:
  ${source}
rules: rules.yaml
target: { client: better-sqlite3, connection: { filename: members.sqlite } }
`,
  );
  const name = source.split(':')[0];
  world.write(
    'rules.yaml',
    `version: 1
name: one
grades: [Member]
map: { ${name}: { Member: Member } }
decide: [{ name: one, grade: highest(map) }]
`,
  );
}
