import { expect, test } from 'vitest';
import type { Io } from '../../src/cli/io.js';
import { openProgress } from '../../src/cli/progress.js';

function streams(isTTY: boolean): { readonly io: Io; readonly stdout: string[]; readonly stderr: string[] } {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const stream = (into: string[]) => ({
    isTTY,
    columns: 80,
    write: (text: string) => into.push(text) > 0,
    on: () => {},
    once: () => {},
  });
  const io = { stdout: stream(stdout), stderr: stream(stderr), env: {}, cwd: '/', now: () => new Date(0) };
  return { io: io as unknown as Io, stdout, stderr };
}

const options = { lang: 'en', json: false, quiet: false } as const;
const MB = 2 ** 20;

function work(io: Io, more: object = {}): void {
  const progress = openProgress(io, { ...options, ...more });
  progress.stage('read');
  progress.bytes(5 * MB, 10 * MB);
  progress.bytes(5 * MB, 10 * MB);
  progress.stage('match');
  progress.done();
}

test('elsewhere than on a terminal each stage is a line', () => {
  const { io, stdout, stderr } = streams(false);
  work(io);
  expect([stdout, stderr.join('')]).toEqual([[], 'Read\nMatch\n']);
});

test('a terminal shows who is at work at once, and a bar with rate and time left', () => {
  const { io, stderr } = streams(true);
  openProgress(io, options);
  expect(stderr).toEqual([expect.stringMatching(/^tier-merge \d+\.\d+\.\d+\n$/)]);
  work(io);
  // The time left is a guess of the clock: a first guess may be none.
  expect(stderr.join('')).toMatch(/Read -+ 0% \| 0\/10 MB \| 0 MB\/s, (\d+s|\?) left/);
  expect(stderr.join('')).toContain('Match\n');
});

test('JSON lines say stages and tenths of what is read, on stdout alone', () => {
  const { io, stdout, stderr } = streams(true);
  work(io, { json: true });
  expect(stderr).toEqual([]);
  expect(stdout.map((line) => JSON.parse(line))).toEqual([
    { event: 'stage', stage: 'read' },
    { event: 'progress', stage: 'read', bytes: 5 * MB, of: 10 * MB },
    { event: 'progress', stage: 'read', bytes: 10 * MB, of: 10 * MB },
    { event: 'stage', stage: 'match' },
  ]);
});

test('quiet says nothing', () => {
  const { io, stdout, stderr } = streams(true);
  work(io, { quiet: true });
  expect([stdout, stderr]).toEqual([[], []]);
});
