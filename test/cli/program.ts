import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = join(ROOT, 'dist', 'bin', 'tier-merge.js');

/** The day of every plan in these tests, unless a test says otherwise. */
export const DAY = '2026-06-30';

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Circumstances {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly uid?: number;
  /** Sent as soon as a line of stderr begins so. */
  readonly signal?: { readonly name: NodeJS.Signals; readonly at: string; readonly after?: number };
  /** Called some milliseconds after a line of stderr began so. */
  readonly meanwhile?: { readonly at: string; readonly after: number; readonly act: () => void };
}

/** Runs the built program, as a shell would. */
export function tierMerge(args: readonly string[], circumstances: Circumstances = {}): Promise<Outcome> {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is not there: type npx tsc -p tsconfig.json`);
  const { cwd, env, uid, signal } = circumstances;
  const { at, after = 0 } = circumstances.meanwhile ?? signal ?? {};
  const act = circumstances.meanwhile?.act ?? (() => child.kill(signal?.name));
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: undefined, ...env },
    ...(cwd === undefined ? {} : { cwd }),
    ...(uid === undefined ? {} : { uid }),
  });
  const text = { stdout: '', stderr: '' };
  let isDone = false;
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      text[stream] += chunk;
      if (at === undefined || isDone || !`\n${text.stderr}`.includes(`\n${at}`)) return;
      isDone = true;
      setTimeout(act, after);
    });
  }
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code, by) => done({ code, signal: by, ...text }));
  });
}

interface Program {
  runProgram(argv: readonly string[], io: object): Promise<number>;
}

/** Runs the built program within this process, which is several times faster than to start one. */
async function tierMergeHere(
  args: readonly string[],
  { cwd, env }: Pick<Required<Circumstances>, 'cwd' | 'env'>,
): Promise<Outcome> {
  const { runProgram }: Program = await import(join(ROOT, 'dist', 'src', 'cli', 'program.js'));
  const text = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof text) => ({
    write: (more: string) => {
      text[name] += more;
      return true;
    },
    on: () => {},
  });
  const io = {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    env: { ...process.env, ...env },
    cwd,
    now: () => new Date(),
  };
  const code = await runProgram(args, io);
  return { code, signal: null, ...text };
}

/** A folder with two exports, a config and rules, where the program runs. */
export interface World {
  readonly folder: string;
  path(...parts: readonly string[]): string;
  write(file: string, content: string | Buffer): void;
  read(file: string): string;
  json<T>(file: string): T;
  /** The names in a folder; none when it is not there. */
  list(folder: string): readonly string[];
  /** Runs a command in the folder, for the day of these tests: the built program, within this process. */
  run(command: string, ...args: readonly string[]): Promise<Outcome>;
  /** The same in a process of its own. */
  spawn(command: string, ...args: readonly string[]): Promise<Outcome>;
  /** Runs a command line as it stands, within this process. */
  type(...args: readonly string[]): Promise<Outcome>;
  /** The same with some variables more. */
  typeWith(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Outcome>;
  /** Runs a command line as it stands, in a process of its own. */
  with(circumstances: Circumstances, ...args: readonly string[]): Promise<Outcome>;
}

export interface Parts {
  readonly online?: string | Buffer;
  readonly offline?: string | Buffer;
  readonly config?: object;
  readonly rules?: object;
}

// Members: a1 with b1, a2, a3, b2.
export const ONLINE = `id,name,phone,born,sex,ci,state,grade,points
a1,김민수,010-3107-2468,1980-01-02,M,,,GOLD,100
a2,이서연,010-8214-3579,1990-11-30,F,,,SILVER,200
a3,박지훈,010-5523-9014,,M,,,BRONZE,0
`;

export const OFFLINE = `code,customer,tel,level,balance,stamps
b1,김민수,01031072468,top,50,1
b2,최유진,010-7706-1385,basic,30,0
`;

export const ONLINE_COLUMNS = {
  ...{ member_id: 'id', name: 'name', phone: 'phone', birth_date: 'born', gender: 'sex' },
  ...{ ci: 'ci', status: 'state', grade: 'grade', points: 'points' },
};

export const OFFLINE_COLUMNS = {
  ...{ member_id: 'code', name: 'customer', phone: 'tel', grade: 'level' },
  ...{ points: 'balance', stamps: 'stamps' },
};

const VALUES = { gender: { M: 'male', F: 'female' }, status: { left: 'withdrawn' } };

export const SOURCES = {
  online: { files: 'online.csv', columns: ONLINE_COLUMNS, values: VALUES },
  offline: { files: 'offline.csv', columns: OFFLINE_COLUMNS },
};

const CONFIG = {
  version: 1,
  project: 'small',
  time_zone: 'Asia/Seoul',
  sources: SOURCES,
  rules: 'rules.yaml',
  target: { client: 'better-sqlite3', connection: { filename: 'members.sqlite' } },
  output: { dir: 'runs' },
};

export const RULES = {
  version: 1,
  name: 'small',
  grades: ['BRONZE', 'SILVER', 'GOLD'],
  map: {
    online: { BRONZE: 'BRONZE', SILVER: 'SILVER', GOLD: 'GOLD' },
    offline: { basic: 'BRONZE', plus: 'SILVER', top: 'GOLD' },
  },
  decide: [{ name: 'best', grade: 'highest(map)' }],
  points: [
    { from: 'points', into: 'points' },
    { from: 'offline.stamps', into: 'points', rate: 500 },
  ],
  fields: { name: ['prefer online', 'latest'], phone: ['latest'] },
};

/** Every JSON text is YAML, so config and rules are written as it. */
export function makeWorld({ online, offline, config, rules }: Parts = {}): World {
  const world = worldIn(temporaryFolder());
  world.write('online.csv', online ?? ONLINE);
  world.write('offline.csv', offline ?? OFFLINE);
  world.write('tier-merge.yaml', JSON.stringify({ ...CONFIG, ...config }, null, 2));
  world.write('rules.yaml', JSON.stringify({ ...RULES, ...rules }, null, 2));
  return world;
}

/** An existing folder as a world. */
export function worldIn(folder: string): World {
  const path = (...parts: readonly string[]) => join(folder, ...parts);
  const read = (file: string) => readFileSync(path(file), 'utf8');
  const withCircumstances = (circumstances: Circumstances, ...args: readonly string[]) =>
    tierMerge(args, { cwd: folder, ...circumstances });
  const typeWith: World['typeWith'] = (env, ...args) => tierMergeHere(args, { cwd: folder, env });
  return {
    folder,
    path,
    read,
    json: (file) => JSON.parse(read(file)),
    write: (file, content) => {
      mkdirSync(dirname(path(file)), { recursive: true });
      writeFileSync(path(file), content);
    },
    list: (name) => (existsSync(path(name)) ? readdirSync(path(name)).sort() : []),
    run: (command, ...args) => typeWith({}, ...onTheDay(command, args)),
    spawn: (command, ...args) => withCircumstances({}, ...onTheDay(command, args)),
    type: (...args) => typeWith({}, ...args),
    typeWith,
    with: withCircumstances,
  };
}

/** The command line with the day of these tests, where a command asks for one. */
function onTheDay(command: string, args: readonly string[]): readonly string[] {
  const needsDay = ['plan', 'run', 'evaluate'].includes(command) && !args.includes('--as-of');
  return [command, ...(needsDay ? ['--as-of', DAY] : []), ...args];
}

/** A world of its own with everything that another one holds, such as a target after its first night. */
export function copyOf(world: World): World {
  const folder = temporaryFolder();
  cpSync(world.folder, folder, { recursive: true });
  return worldIn(folder);
}

const folders: string[] = [];

/** Removed when the tests of the file are through. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tier-merge-test-'));
  chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** CSV without quotes, as records by column. */
export function records(csv: string): readonly Readonly<Record<string, string>>[] {
  const [header = [], ...lines] = csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  return lines.map((fields) => Object.fromEntries(header.map((column, at) => [column, fields[at] ?? ''])));
}

/** What result.json of a plan says, as far as tests ask. */
export interface Result {
  readonly run_id: string;
  readonly plan_id: string;
  readonly status: string;
  readonly content_hash: string;
  readonly inputs: Readonly<Record<string, Counts>>;
  readonly members: Readonly<Record<'total' | 'new' | 'changed' | 'unchanged' | 'gone', number>>;
  readonly grades: Readonly<Record<'up' | 'down' | 'same' | 'left', number>>;
  readonly matching: Readonly<Record<'links' | 'review' | 'ambiguous' | 'clusters' | 'largest', number>>;
  readonly limits: readonly { readonly name: string; readonly value: number; readonly passed: boolean }[];
}

export type Counts = Readonly<
  Record<
    | 'lines'
    | 'header'
    | 'blank'
    | 'lines_of_records'
    | 'records'
    | 'accepted'
    | 'repeated'
    | 'excluded'
    | 'rejected'
    | 'emptied',
    number
  >
>;
