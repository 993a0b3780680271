import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { World } from '../cli/program.js';
import type { Rendering } from './expect-inert.js';

const PROGRAM = fileURLToPath(new URL('../../dist/src/cli/program.js', import.meta.url));

interface Program {
  runProgram(argv: readonly string[], io: object): Promise<number>;
}

/** What a command says on a terminal, in colours, on both streams. */
export async function onTerminal(world: World, ...args: readonly string[]): Promise<string> {
  const { runProgram }: Program = await import(PROGRAM);
  let said = '';
  const stream = {
    ...{ isTTY: true, columns: 120, rows: 50, on: () => {}, once: () => {}, off: () => {} },
    ...{ cursorTo: () => {}, clearLine: () => {}, moveCursor: () => {}, getColorDepth: () => 8 },
    write: (more: string) => {
      said += more;
      return true;
    },
  };
  const env: Record<string, string | undefined> = { ...process.env };
  delete env.NO_COLOR;
  const io = { stdout: stream, stderr: stream, env, cwd: world.folder, now: () => new Date() };
  await runProgram(args, io);
  return said;
}

/** A command in its three forms: plain, on a terminal, and as JSON lines. */
export async function forms(world: World, ...args: readonly string[]): Promise<readonly Rendering[]> {
  const name = args.join(' ').slice(0, 60);
  const plain = await world.type(...args);
  expect(plain.stderr, name).not.toContain('    at ');
  const json = await world.type(...args, '--json');
  return [
    { name: `${name}, console`, kind: 'console', content: plain.stdout + plain.stderr },
    { name: `${name}, terminal`, kind: 'terminal', content: await onTerminal(world, ...args, '-q') },
    { name: `${name}, JSON lines`, kind: 'json', content: json.stdout },
  ];
}

const KINDS = { csv: 'csv', html: 'html', md: 'markdown', json: 'json', svg: 'svg', xlsx: 'xlsx' } as const;

/** A file as what its name says it is. */
export function file(world: World, ...path: readonly string[]): Rendering {
  const name = join(...path);
  const kind = KINDS[name.split('.').at(-1) as keyof typeof KINDS];
  const content = kind === 'xlsx' ? readFileSync(world.path(name)) : world.read(name);
  return { name, kind, content };
}

/** The files that a plan leaves behind and the reports of it. */
export function filesOf(world: World, plan: string): readonly Rendering[] {
  return world
    .list(plan)
    .filter((name) => /\.(csv|html|md|json|xlsx)$/.test(name))
    .map((name) => file(world, plan, name));
}

/** Some members of a plan in every form that they are shown in, masked and in clear. */
export async function membersOf(world: World, plan: string, most: number): Promise<readonly Rendering[]> {
  const members = [...new Set(world.read(`${plan}/links.csv`).match(/M[0-9a-f]{20}/g) ?? [])].slice(0, most);
  expect(members.length).toBeGreaterThan(0);
  const all: Rendering[] = [];
  for (const [n, member] of members.entries()) {
    const shown = ['show', plan, member, ...(n % 2 === 0 ? ['--unmask'] : [])];
    all.push(...(await forms(world, ...shown)));
    for (const drawn of ['html', 'svg']) {
      const { code, stderr } = await world.type(...shown, `--${drawn}`, `${n}.${drawn}`);
      // A member of one row has no link to be drawn.
      if (drawn === 'html') expect(code, stderr).toBe(0);
      expect(stderr).not.toContain('    at ');
      if (code === 0) all.push(file(world, `${n}.${drawn}`));
    }
  }
  return all;
}
