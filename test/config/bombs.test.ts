import { describe, expect, test } from 'vitest';
import { faultsOf, load, withEnd } from './support.js';

const SECOND = 1_000_000;

/** What a config does within a second: the exit code it is refused with, or 0. */
async function within(text: string): Promise<number> {
  const start = process.cpuUsage();
  const code = await load(text).then(
    () => 0,
    (error: { readonly exitCode?: number }) => error.exitCode ?? -1,
  );
  // Of the processor: a busy machine is no fault of the config.
  expect(process.cpuUsage(start).user).toBeLessThan(SECOND);
  return code;
}

const ALIASES = `a: &a [x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]
e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]
f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]
g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f]
h: &h [*g, *g, *g, *g, *g, *g, *g, *g, *g]
i: [*h, *h, *h, *h, *h, *h, *h, *h, *h]`;

describe('a hostile config is refused within a second', () => {
  test.each<[string, string]>([
    ['aliases of aliases', ALIASES],
    ['an alias of itself', 'a: &a [*a]'],
    ['a merge key of itself', 'a: &a { <<: *a }'],
    ['lists in lists', `a: ${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['lists in lists that never close', `a: ${'['.repeat(100_000)}`],
    ['maps in maps', `a: ${'{a: '.repeat(5_000)}1${'}'.repeat(5_000)}`],
    ['blocks in blocks', Array.from({ length: 1_200 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['parentheses without end', `a: { b: ${'('.repeat(100_000)} }`],
    ['parentheses and braces', `a: ${'{ (('.repeat(50_000)}`],
    ['quotes without end', `a: { b: ${'\'"'.repeat(50_000)} }`],
    ['blanks before a quote', `a: {${' '.repeat(500_000)}'}`],
    ['many blanks and quotes', `a: { ${`${' '.repeat(150)}x'`.repeat(5_000)} }`],
    ['many keys', Array.from({ length: 20_000 }, (_, n) => `k${n}: 1`).join('\n')],
    ['one key very often', 'a: 1\n'.repeat(20_000)],
    ['a long key that resembles none', `${'x'.repeat(100_000)}: 1`],
    ['combining marks', `a: ${'\u1100\u1161\u0301'.repeat(100_000)}`],
  ])('%s', async (_what, text) => {
    expect(await within(withEnd(text))).toBe(10);
  });
});

test('a key that is a list says so and is no surprise', async () => {
  expect(await within(withEnd('? [a, b]\n: 1'))).toBe(10);
});

test.each(['__proto__: { polluted: 1 }', 'constructor: { prototype: { polluted: 1 } }'])(
  '%s changes no object',
  async (line) => {
    expect(await within(withEnd(line))).toBe(10);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  },
);

test('a source called __proto__ is refused', async () => {
  expect((await faultsOf(withEnd('').replace('{ online:', '{ __proto__:'))).length).toBeGreaterThan(0);
});

test('a file over 256 KB is refused before it is parsed', async () => {
  const text = withEnd(`# ${'x'.repeat(262_144)}`);
  await expect(load(text)).rejects.toMatchObject({
    exitCode: 10,
    message: expect.stringMatching(/: 262342 bytes; a file written by hand has at most 262144$/),
  });
});
