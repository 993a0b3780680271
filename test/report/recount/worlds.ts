import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';
import { temporaryFolder, type World, worldIn } from '../../cli/program.js';
import { BEST_OF_BOTH, LATER_BEST, TOWN_RULES, type ToldRules } from './told-rules.js';
import { TOWN } from './town.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** A world with a plan in `plan`, made by the built program, and what stood in its target before. */
export interface Planned {
  readonly world: World;
  readonly isFirstRun: boolean;
  readonly told: ToldRules;
}

const FORMATS = ['--report', 'html,xlsx,json', '--lang', 'en', '-q'];

/** The town of `npm start`, on its first night. */
export async function firstNight(): Promise<Planned> {
  const world = quickstart();
  await planned(world, '2026-06-30');
  return { world, isFirstRun: true, told: BEST_OF_BOTH };
}

/**
 * Its second night: some are gone, new, of a lower grade, merged, have points more or less; the unified system is
 * master of the points, and the rules no longer keep a grade.
 */
export async function secondNight(): Promise<Planned> {
  const world = quickstart();
  world.write(
    'rules/best-of-both.yaml',
    world
      .read('rules/best-of-both.yaml')
      .replace(/adjust:\n.*\n/, '')
      .concat('masters: { points: unified }\n'),
  );
  await succeeded(world.type('run', '-c', CONFIG, '--as-of', '2026-06-30', '-q', '--report', 'json'));
  const online = world.path(HOME, 'exports/online.csv');
  const offline = world.path(HOME, 'exports/offline.csv');
  const rows = readFileSync(online, 'utf8').split('\n');
  writeFileSync(online, laterOnline(rows).join('\n'));
  const tills = iconv.decode(readFileSync(offline), 'cp949').split('\n');
  writeFileSync(offline, iconv.encode(laterOffline(tills, alone(world, rows)).join('\n'), 'cp949'));
  await planned(world, '2026-07-01', '--allow', 'max_downgraded=20%');
  return { world, isFirstRun: false, told: LATER_BEST };
}

/** Three sources with orders, lots, costs, decisions of people, and one of every reason to be left out. */
export async function town(): Promise<Planned> {
  const world = worldIn(temporaryFolder());
  for (const [file, text] of Object.entries(TOWN)) world.write(file, text);
  await succeeded(world.type('plan', '--as-of', '2026-06-30', '-o', 'undecided', '-q'));
  const [heads = '', ...lines] = world.read('undecided/review.csv').trimEnd().split('\n');
  world.write('decisions.csv', [heads, ...lines.map(decided), ''].join('\n'));
  await succeeded(world.type('plan', '--as-of', '2026-06-30', '-o', 'plan', ...FORMATS));
  return { world, isFirstRun: true, told: TOWN_RULES };
}

/** Its second night: of each source somebody is gone, a grade falls and another rises, an order and a lot are later. */
export async function laterTown(): Promise<Planned> {
  const { world, told } = await town();
  await succeeded(world.type('apply', 'plan', '-q'));
  for (const [file, edits] of Object.entries(LATER_TOWN)) {
    const text = edits.reduce((before, [from, to]) => before.replace(from, to), world.read(file));
    world.write(file, text);
  }
  await succeeded(world.type('plan', '--as-of', '2026-07-01', '-o', 'later', ...FORMATS));
  rmSync(world.path('plan'), { recursive: true });
  renameSync(world.path('later'), world.path('plan'));
  return { world, isFirstRun: false, told };
}

const LATER_TOWN: Readonly<Record<string, readonly (readonly [RegExp | string, string])[]>> = {
  'mall.csv': [
    [/^a7,.*\n/m, ''],
    ['BRONZE,0,210000', 'GOLD,0,210000'],
    ['GOLD,1200', 'BRONZE,900'],
  ],
  'till.csv': [[/^b[49],.*\n/gm, '']],
  'app.csv': [[/^c2,.*\n/m, '']],
  'orders.csv': [['20000,0,0,', '21000,0,0,']],
  'receipts.csv': [['12000,Mapo', '12500,Mapo']],
  'lots.csv': [['100.5,', '90.5,']],
};

const HOME = 'fixtures/quickstart';
const CONFIG = `${HOME}/tier-merge.yaml`;

function quickstart(): World {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'rules'));
  cpSync(join(ROOT, 'rules/best-of-both.yaml'), join(folder, 'rules/best-of-both.yaml'));
  for (const file of ['tier-merge.yaml', 'exports'])
    cpSync(join(ROOT, HOME, file), join(folder, HOME, file), { recursive: true });
  return worldIn(folder);
}

async function planned(world: World, day: string, ...more: readonly string[]): Promise<void> {
  await succeeded(world.type('plan', '-c', CONFIG, '--as-of', day, '-o', 'plan', ...FORMATS, ...more));
}

async function succeeded(outcome: Promise<{ readonly code: number | null; readonly stderr: string }>) {
  const { code, stderr } = await outcome;
  if (code !== 0) throw new Error(`exit ${code}: ${stderr}`);
}

/** Lines without quotes and faults; the others stay as they are. */
function isPlain(line: string): boolean {
  return /^(\d{8}|C\d{6}),/.test(line) && !line.includes('"') && line.split(',').length === 17;
}

/** By their place: every 17th is gone, every 11th falls to the lowest grade, every 7th has other points. */
function laterOnline(lines: readonly string[]): readonly string[] {
  const later = lines.flatMap((line, n) => {
    if (!isPlain(line)) return [line];
    if (n % 17 === 3) return [];
    const fields = line.split(',');
    if (n % 11 === 5) [fields[8], fields[10]] = ['WELCOME', '0'];
    if (n % 7 === 2) fields[9] = n % 2 === 0 ? '10' : String(Number(fields[9]) + 150);
    return [fields.join(',')];
  });
  const fresh = ['GOLD,500,0', 'WELCOME,0,0', 'VVIP,1250,9000000'].map(
    (said, n) => `9000000${n},새손님,0109${n}887766,,,F,,,${said},1,2026-06-20,2026-06-30,Y,N,정상`,
  );
  return [...later.slice(0, -1), ...fresh, ''];
}

/** Two rows of the mall that were nobody else: their persons come to the tills under the cards of others. */
function alone(world: World, lines: readonly string[]): readonly (readonly string[])[] {
  const [run = ''] = world.list(`${HOME}/out/runs`).filter((name) => /^\d/.test(name));
  const links = world.read(`${HOME}/out/runs/${run}/links.csv`).split('\n');
  const ids = links.filter((link) => link.startsWith('online') && link.includes(',alone,'));
  const rows = lines.filter((line, n) => isPlain(line) && n % 17 !== 3).map((line) => line.split(','));
  return rows
    .filter(([id, , phone]) => /^010\d{8}$/.test(phone ?? '') && ids.some((link) => link.includes(`,${id},`)))
    .slice(0, 2);
}

function laterOffline(
  lines: readonly string[],
  strangers: readonly (readonly string[])[],
): readonly string[] {
  const left = [...strangers];
  return lines.map((line, n) => {
    const stranger = n % 50 === 20 && isPlain(line) ? left.shift() : undefined;
    if (stranger === undefined) return line;
    const [id = '', , , , , , , , ...rest] = line.split(',');
    return [id, stranger[1], stranger[2], '', '', '', '', '', ...rest].join(',');
  });
}

/** The first pair is one person, the second is two, the third row is nobody else. */
function decided(line: string, n: number): string {
  const word = ['link', 'no_link', 'alone'][n];
  return word === undefined ? line : line.replace(/^((?:[^,]*,){6}),,,/, `$1${word},kim,2026-06-30,`);
}
