import { writeFileSync, readFileSync, cpSync } from 'node:fs';
import { test } from 'vitest';
import { firstNight, secondNight, town } from './worlds.js';
import { pageSpots } from './page-spots.js';
import { sheetSpots } from './sheet-spots.js';
test.each([['first', firstNight], ['second', secondNight], ['town', town]] as const)('%s', async (name, make) => {
  const { world } = await make();
  cpSync(world.path('.'), `/tmp/recount-q/${name}`, { recursive: true });
  writeFileSync(`/tmp/recount-q/${name}.page`, pageSpots(world.read('plan/report.html')).map((s) => `${s.place} :: ${s.text}`).join('\n'));
  writeFileSync(`/tmp/recount-q/${name}.sheet`, sheetSpots(readFileSync(world.path('plan/report.xlsx'))).map((s) => `${s.place} :: ${s.text}`).join('\n'));
});
