import { describe, expect, it } from 'vitest';
import { temporaryFolder, type World, worldIn } from '../cli/program.js';

const HEADER = 'id,name,phone,level\n';
const PEOPLE = [
  'a1,김민수,010-3107-2468,GOLD\n',
  'a2,이서연,010-8214-3579,SILVER\n',
  'a3,박지훈,010-5523-9014,GOLD\n',
  'a4,최유진,010-7706-1385,SILVER\n',
];

const SHOPIFY =
  'Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Address1,Default Address Address2,' +
  'Default Address City,Default Address Province Code,Default Address Zip,Phone,Default Address Phone,' +
  'Total Spent,Total Orders,Tags,Accepts SMS Marketing\n';

function worldWith(files: Readonly<Record<string, string>>): World {
  const world = worldIn(temporaryFolder());
  for (const [file, text] of Object.entries(files)) world.write(file, text);
  return world;
}

const [one = '', two = '', three = '', four = ''] = PEOPLE;

/** How many members a plan has by the config of init as it stands. */
async function members(world: World): Promise<number> {
  const planned = await world.run('plan', '-o', 'plan');
  expect(planned.code, planned.stderr).toBe(0);
  return world.read('plan/members.csv').trim().split('\n').length - 1;
}

describe('several files of one source', () => {
  it('stay a glob where one was given, with the header in the first part alone', async () => {
    const world = worldWith({
      'm_2.csv': two + three,
      'm_10.csv': four,
      'm_1.csv': HEADER + one,
    });
    const made = await world.type('init', '--yes', '--online', 'm_*.csv');
    expect(made.code, made.stderr).toBe(0);
    const config = world.read('tier-merge.yaml');
    expect(config).toContain('files: "m_*.csv" # 4 records, 5 lines');
    expect(config).toContain('    header: first_file\n');
    expect(await members(world)).toBe(4);
  });

  it('name the columns of a list that is laid out in its own way, and what its name says of its members', async () => {
    const world = worldWith({
      'active.csv': HEADER + one + two,
      'dormant.csv': 'No;customer id;full name;mobile\n1;a3;박지훈;010-5523-9014\n',
    });
    const made = await world.type('init', '--yes', '--online', 'active.csv', '--online', 'dormant.csv');
    expect(made.code, made.stderr).toBe(0);
    expect(made.stdout).toContain('so says the name of dormant.csv');
    const config = world.read('tier-merge.yaml');
    expect(config).toContain('      - active.csv\n      - path: dormant.csv # 1 records, 2 lines\n');
    expect(config).toContain('          member_id: customer id #');
    expect(config).toContain('        constant: { status: dormant } # GUESS: ');
    expect(await members(world)).toBe(3);
    expect(world.read('plan/members.csv')).toContain('dormant');
  });

  it('may have a name that is a pattern, as browsers write it', async () => {
    const world = worldWith({ 'members (1).csv': HEADER + one });
    const made = await world.type('init', '--yes', '--online', 'members (1).csv');
    expect(made.code, made.stderr).toBe(0);
    expect(await members(world)).toBe(1);
  });

  it('stay a glob where it finds one file today', async () => {
    const world = worldWith({ 'm_1.csv': HEADER + one + two });
    const made = await world.type('init', '--yes', '--online', 'm_*.csv');
    expect(made.code, made.stderr).toBe(0);
    expect(world.read('tier-merge.yaml')).toContain('files: "m_*.csv" # 2 records, 3 lines');
    world.write('m_2.csv', HEADER + three);
    expect(await members(world)).toBe(3);
  });

  it('have names in the order of the country in every list', async () => {
    const world = worldWith({
      'active.csv': 'customer id,last name,first name,mobile\nc1,Johnson,Mary,+1 503 555 0142\n',
      'dormant.csv': 'No;customer id;last name;first name;mobile\n1;c2;Wilson;Emma;+1 541 555 0119\n',
    });
    const made = await world.type('init', '--yes', '--online', 'active.csv', '--online', 'dormant.csv');
    expect(made.code, made.stderr).toBe(0);
    const config = world.read('tier-merge.yaml');
    expect(config).toContain('country: US');
    expect(config).toContain('\n      name: { join: [first name, last name] }');
    expect(config).toContain('\n          name: { join: [first name, last name] }');
  });

  it('have names, addresses and numbers of a known system as it writes them, where that is the second list', async () => {
    const world = worldWith({
      'old.csv': 'No;customer id;full name;email;mobile\n1;c2;Emma Wilson;emma@gmail.com;+15415550119\n',
      'customers.csv': `${SHOPIFY}'1,Mary,Johnson,mary@gmail.com,yes,12 Oak Street,,Salem,OR,'97301,'+15035550142,,10.00,1,,yes\n`,
    });
    const made = await world.type('init', '--yes', '--online', 'old.csv', '--online', 'customers.csv');
    expect(made.code, made.stderr).toBe(0);
    const config = world.read('tier-merge.yaml');
    expect(config).toContain('\n          name: { join: [First Name, Last Name] }');
    expect(config).toContain(
      '\n          address: { join: [Default Address Address1, Default Address Address2,',
    );
    expect(await members(world)).toBe(2);
    expect(world.read('plan/links.csv')).toContain('online,1,');
  });

  it('keep what a preset says of consents and dates beside a list that writes them in its own way', async () => {
    const world = worldWith({
      'customers.csv': `${SHOPIFY}'1,Mary,Johnson,mary@gmail.com,yes,12 Oak Street,,Salem,OR,'97301,'+15035550142,,10.00,1,,yes\n`,
      'old.csv':
        'No;customer id;full name;email;mobile;email consent\n1;c2;Emma Wilson;emma@gmail.com;+15415550119;Y\n',
    });
    const made = await world.type('init', '--yes', '--online', 'customers.csv', '--online', 'old.csv');
    expect(made.code, made.stderr).toBe(0);
    const config = world.read('tier-merge.yaml');
    expect(config).toContain('    preset: shopify #');
    expect(config).toContain('      consent_email: { "yes": true, "no": false, Y: true } # ');
    expect(await members(world)).toBe(2);
    expect(config).toContain('        extra: {}\n');
    expect(world.read('plan/members.csv')).toMatch(/Mary Johnson.*,true,true\n.*Emma Wilson.*,false,true\n/);
  });

  it.each<[string, Readonly<Record<string, string>>, readonly string[], string, string]>([
    [
      'a glob that the shell has spelled out',
      { 'm_1.csv': HEADER + one, 'm_2.csv': HEADER + two },
      ['--online', 'm_1.csv', 'm_2.csv'],
      'm_2.csv is a file, and what stands alone here is the folder of the config',
      'a glob in quotes, such as --online "members_*.csv"',
    ],
    [
      'a part with a header among parts without',
      { 'm_1.csv': HEADER + one, 'm_2.csv': two, 'm_3.csv': HEADER + three },
      ['--online', 'm_*.csv'],
      'm_3.csv has a header of its own, and ',
      'export all parts in the same way',
    ],
    [
      'a part whose records have another width',
      { 'm_1.csv': HEADER + one, 'm_2.csv': 'a2,이서연,010-8214-3579\n' },
      ['--online', 'm_*.csv'],
      'm_2.csv has no header, and its records have 3 values where the header of',
      'put a line with the names of its columns above its records',
    ],
    [
      'headers on different lines',
      { 'm_1.csv': HEADER + one, 'm_2.csv': `회원 목록\n\n${HEADER}${two}` },
      ['--online', 'm_*.csv'],
      'its header is on line 3, and that of',
      'make it a source of its own: --source NAME=FILE',
    ],
    [
      'a glob that finds nothing',
      {},
      ['--online', 'm_*.csv'],
      'online: no file matches ',
      'bring the export there, or correct the pattern',
    ],
  ])('are refused for %s', async (_, files, args, message, hint) => {
    const world = worldWith(files);
    const { code, stderr } = await world.type('init', '--yes', ...args);
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
    expect([3, 10]).toContain(code);
    expect(world.list('.')).not.toContain('tier-merge.yaml');
  });
});
