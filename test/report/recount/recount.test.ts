import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { pageSpots } from './page-spots.js';
import { recount } from './recount.js';
import { sheetSpots } from './sheet-spots.js';
import { complaints } from './spot.js';
import type { Claims } from './table.js';
import { firstNight, type Planned, secondNight, town } from './worlds.js';

const WORLDS = { 'the first night': firstNight, 'the second night': secondNight, 'a town': town } as const;
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
  return { claims, page: planned.world.read('plan/report.html'), sheets: readFileSync(planned.world.path('plan/report.xlsx')) };
}

test.each(names)('every number on the page of %s is the one that its tables come to', (name) => {
  const { page, claims } = worldOf(name);
  expect(complaints(pageSpots(page), claims.page)).toEqual([]);
});

test.each(names)('every number in the workbook of %s is the one that its tables come to', (name) => {
  const { sheets, claims } = worldOf(name);
  expect(complaints(sheetSpots(sheets), claims.sheet)).toEqual([]);
});
