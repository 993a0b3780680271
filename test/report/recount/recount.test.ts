import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { pageSpots } from './page-spots.js';
import { recount } from './recount.js';
import { sheetSpots } from './sheet-spots.js';
import { complaints } from './spot.js';
import type { Claims } from './table.js';
import { firstNight, laterTown, type Planned, secondNight, town } from './worlds.js';

const WORLDS = {
  'the first night': firstNight,
  'the second night': secondNight,
  'a town': town,
  'a later night of the town': laterTown,
} as const;
const names = Object.keys(WORLDS) as readonly (keyof typeof WORLDS)[];
const made: { [name: string]: { readonly planned: Planned; readonly claims: Claims } } = {};

beforeAll(async () => {
  for (const name of names) {
    const planned = await WORLDS[name]();
    made[name] = { planned, claims: await recount(planned) };
  }
}, 120_000);

function worldOf(name: string) {
  const found = made[name];
  if (found === undefined) throw new Error(`no world ${name}`);
  const { planned, claims } = found;
  return {
    claims,
    page: planned.world.read('plan/report.html'),
    sheets: readFileSync(planned.world.path('plan/report.xlsx')),
  };
}

test.each(names)('every number on the page of %s is the one that its tables come to', (name) => {
  const { page, claims } = worldOf(name);
  expect(complaints(pageSpots(page), claims.page)).toEqual([]);
});

test.each(names)('every number in the workbook of %s is the one that its tables come to', (name) => {
  const { sheets, claims } = worldOf(name);
  expect(complaints(sheetSpots(sheets), claims.sheet)).toEqual([]);
});

const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 1_000_000));

/** Some of the places, the same for the same seed. */
function someOf<T>(all: readonly T[], most: number): readonly T[] {
  const order = (at: number) => Math.sin(SEED + at * 12.9898) * 43758.5453;
  const part = (at: number) => order(at) - Math.floor(order(at));
  return all
    .map((one, at) => ({ one, key: part(at) }))
    .toSorted((a, b) => a.key - b.key)
    .slice(0, most)
    .map(({ one }) => one);
}

/** Another digit in the place of the one there. */
function withOtherDigit(text: string, at: number): string {
  return `${text.slice(0, at)}${(Number(text[at]) + 1) % 10}${text.slice(at + 1)}`;
}

test.each(names)('one digit changed anywhere on the page of %s is complained about', (name) => {
  const { page, claims } = worldOf(name);
  const digits = [...page.matchAll(/\d(?=[^<>]*<)(?<!<[^>]*)/g)].map(({ index }) => index);
  const visible = digits.filter((at) => at > page.indexOf('</style>') || at < page.indexOf('<style>'));
  expect(visible.length).toBeGreaterThan(1500);
  const unnoticed = someOf(visible, 60).filter(
    (at) => complaints(pageSpots(withOtherDigit(page, at)), claims.page).length === 0,
  );
  expect(
    unnoticed.map((at) => page.slice(at - 80, at + 20)),
    `SEED=${SEED}`,
  ).toEqual([]);
});

test.each(names)('one number changed anywhere in the workbook of %s is complained about', (name) => {
  const { sheets, claims } = worldOf(name);
  const parts = unzipSync(sheets);
  const places = Object.entries(parts).flatMap(([part, bytes]) =>
    [...strFromU8(bytes).matchAll(/(?<=<v>-?)\d/g)].map(({ index }) => ({ part, index })),
  );
  expect(places.length).toBeGreaterThan(250);
  const unnoticed = someOf(places, 40).filter(({ part, index }) => {
    const xml = withOtherDigit(strFromU8(parts[part] ?? new Uint8Array()), index);
    const changed = zipSync({ ...parts, [part]: strToU8(xml) }, { level: 0 });
    return complaints(sheetSpots(changed), claims.sheet).length === 0;
  });
  expect(unnoticed, `SEED=${SEED}`).toEqual([]);
});

test.each([
  ['a sentence', '<p>17 rows were lost.</p>\n</main>'],
  ['a section', '<section><h2>New</h2><p>Costs: 12.</p></section>\n</main>'],
  ['a picture', '<svg role="img"><title>Flow</title><text>online GOLD 12</text></svg>\n</main>'],
  ['a name for those who hear the page', '<div role="img" aria-label="12 members"></div>\n</main>'],
  ['a second one beside a claimed one', '<section><h2>Members</h2><p>Gone: 0.</p></section>\n</main>'],
])('a number in %s that no section here counts is complained about', (_, added) => {
  const { page, claims } = worldOf('the first night');
  const found = complaints(pageSpots(page.replace('</main>', added)), claims.page);
  expect(found.length).toBe(1);
  expect(found[0]).toContain('nobody claims');
});

test('a section that is not on the page any more is complained about', () => {
  const { page, claims } = worldOf('the first night');
  const without = page.replace(/<section id="points"[\s\S]*?<\/section>\n/, '');
  const found = complaints(pageSpots(without), claims.page);
  expect(found.length).toBeGreaterThan(5);
  expect(found.every((line) => line.startsWith('Points') && line.endsWith('is not there'))).toBe(true);
});

test('a cell or a sheet that no section here counts is complained about', () => {
  const { sheets, claims } = worldOf('the first night');
  const parts = unzipSync(sheets);
  const add = (part: string, cell: string) => {
    const xml = strFromU8(parts[part] ?? new Uint8Array()).replace('</sheetData>', `${cell}</sheetData>`);
    return complaints(sheetSpots(zipSync({ ...parts, [part]: strToU8(xml) })), claims.sheet);
  };
  expect(add('xl/worksheets/sheet1.xml', '<row r="900"><c r="B900"><v>12</v></c></row>')).toHaveLength(1);
  expect(add('xl/worksheets/sheet3.xml', '<row r="900"><c r="B900"><v>12</v></c></row>')).toHaveLength(1);
});
