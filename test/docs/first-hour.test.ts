import { cpSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { temporaryFolder, type World, worldIn } from '../cli/program.js';

/** The fenced blocks of a page, in their order. */
function blocksOf(page: string): readonly string[] {
  return [...readFileSync(page, 'utf8').matchAll(/^```\w*\n(.*?)^```$/gms)].map(([, body = '']) => body);
}

/** Each command of a block with what it is shown to say. */
function commandsIn(block: string): readonly { readonly args: readonly string[]; readonly said: string }[] {
  return block
    .split(/^\$ tier-merge /m)
    .slice(1)
    .map((text) => {
      const [line = '', ...said] = text.split('\n');
      return { args: line.split(' '), said: said.join('\n') };
    });
}

/** Lines of dots stand for any lines, dots in a line for a folder; moments and ids of runs are those of the reader. */
function patternOf(said: string): RegExp {
  const lines = said.trimEnd().split('\n');
  const patterns = lines.map((line) => (line === '…' ? '(?:.*\n)*?' : `${lineOf(line)}\n`));
  return new RegExp(`(?:^|\n)${patterns.join('')}`);
}

function lineOf(line: string): string {
  return line
    .replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    .replaceAll('…', '.*')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:]+\\\.\d+Z/g, '\\S+')
    .replaceAll(/\d{8}-\d{6}-[\da-f]{6}/g, '\\S+')
    .replaceAll('2026-11-22', '\\d{4}-\\d\\d-\\d\\d');
}

async function walkThrough(page: string, layout: string): Promise<World> {
  const world = worldIn(temporaryFolder());
  cpSync(`fixtures/layouts/${layout}`, world.folder, { recursive: true });
  for (const { args, said } of blocksOf(page).flatMap(commandsIn)) {
    const { code, stdout, stderr } = await world.type(...args);
    expect(code, stderr).toBe(0);
    // The page shows neither the stages nor the files that are being looked at.
    expect(stdout, args.join(' ')).toMatch(patternOf(said));
  }
  return world;
}

/** The block of the page that begins so has lines of the file, in their order. */
function expectLines(page: string, words: string, text: string): void {
  const block = blocksOf(page).find((one) => one.startsWith(words));
  if (block === undefined) throw new Error(`${page} has no block that begins with ${words}`);
  expect(text).toMatch(patternOf(block));
}

test.each([
  ['docs/first-hour.md', 'english', '# online by the usual order'],
  ['README.ko.md', 'cp949', 'grades:'],
])('who types what %s shows reads what it shows', async (page, layout, rules) => {
  const world = await walkThrough(page, layout);
  expectLines(page, rules, world.read('rules.yaml'));
  expect(world.list('first')).toContain('report.html');
});
