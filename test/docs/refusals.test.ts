import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Refusal {
  readonly file: string;
  readonly code: string;
  readonly messages: readonly string[];
  readonly hints: readonly string[];
}

/** What `npm run refusals` finds in the source. */
const script = '../../.ci/refusals.mjs';
const found: { refusals(): readonly Refusal[]; refusalsPage(): string } = await import(script);
const all = found.refusals();

test('the source is read as it is: its refusals are many, of every exit code', () => {
  expect(all.length).toBeGreaterThan(400);
  expect(new Set(all.flatMap(({ code }) => code.split(' or ')))).toEqual(
    new Set([
      'usage',
      'input',
      'decision',
      'stale',
      'locked',
      'target',
      'unknown',
      'internal',
      'interrupted',
    ]),
  );
  const made = all.filter(({ file }) => file === 'src/read/workbook/old-workbook.ts');
  expect(made.map(({ messages, hints }) => [...messages, ...hints])).toEqual([
    [
      'PATH: is an Excel workbook with a password',
      'take the password out in Excel and save it as .xlsx, or save it as CSV (UTF-8)',
    ],
    ['PATH: is an Excel workbook of the old kind (.xls)', 'save it as .xlsx or as CSV (UTF-8)'],
  ]);
});

test('every refusal says what to do', () => {
  const silent = all.filter(({ hints }) => hints.length === 0 || hints.some((hint) => hint.trim() === ''));
  expect(silent.map(({ file, messages }) => `${file}: ${messages.join(' or ')}`)).toEqual([]);
});

test('every refusal is on docs/refusals.md: npm run refusals writes it', () => {
  expect(readFileSync('docs/refusals.md', 'utf8')).toBe(found.refusalsPage());
});

test('every message that docs/errors.md shows is one of the source', () => {
  const own = all.flatMap(({ messages }) => messages).filter((message) => wordsIn(message).length >= 6);
  const patterns = [...own.map(patternOf), ...FOREIGN];
  const page = readFileSync('docs/errors.md', 'utf8');
  const shown = [...page.matchAll(/^tier-merge: (?:\S+\.\w+(?::\d+:\d+)?: )?(.+)$/gm)].map(([line]) => line);
  expect(shown.length).toBeGreaterThan(30);
  const strange = shown.filter((line) => {
    const text = line.replace('tier-merge: ', '').replace(/ \(character \d+\)$/, '');
    // Places, paths and names of keys stand before some messages.
    const ends = text.split(': ').map((_, at, pieces) => pieces.slice(at).join(': '));
    return !patterns.some((pattern) => ends.some((end) => pattern.test(end)));
  });
  expect(strange).toEqual([]);
});

/** What is said by the system, by the schemas and by the parser of YAML. */
const FOREIGN = [
  /: there is no such file$/,
  /: must be (?:[\w-]+ or )+[\w-]+, not /,
  /^Tabs are not allowed as indentation$/,
];

function wordsIn(message: string): string {
  return message.replaceAll(HOLE, '').replaceAll(/\P{L}/gu, '');
}

const HOLE = /…|\b[A-Z][A-Z0-9]+(?: [A-Z0-9]+)*\b/g;

/** Words in capitals and dots stand for anything. */
function patternOf(message: string): RegExp {
  const pieces = message.split(HOLE);
  return new RegExp(
    `^${pieces.map((piece) => piece.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('.*')}$`,
    's',
  );
}
