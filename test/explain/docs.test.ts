import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tierMerge } from '../cli/program.js';

/** The fenced blocks of docs/rules.md that begin with the command, and what it prints there. */
const shown = [
  ...readFileSync('docs/rules.md', 'utf8').matchAll(
    /^```\n\$ tier-merge (rules explain [^\n]*)\n(.*?)^```$/gms,
  ),
].map(([, command = '', output = '']) => [command, output] as const);

test('docs/rules.md shows an explanation in each language', () => {
  expect(shown.map(([command]) => command.endsWith('--lang ko'))).toEqual([false, true]);
});

test.each(shown)('%s prints what docs/rules.md shows', async (command, output) => {
  expect((await tierMerge(command.split(' '))).stdout).toBe(output);
});
