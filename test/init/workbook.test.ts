import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { text } from '../../src/report/outline/cell.js';
import { archiveOf, bytesOf } from '../../src/report/workbook/archive.js';
import { workbookParts } from '../../src/report/workbook/parts.js';
import type { Line } from '../../src/report/workbook/sheet.js';
import { temporaryFolder, worldIn } from '../cli/program.js';

test('a workbook whose amounts are texts with decimal commas gets a config that check accepts', async () => {
  const world = worldIn(temporaryFolder());
  const rows = [
    ['Kundennummer', 'Name', 'Telefon', 'Status', 'Umsatz'],
    ['K-1', 'Anna Schmidt', '030 1234567', 'Gold', '1.234,56'],
    ['K-2', 'Jonas Weber', '040 7654321', 'Silber', '99,90'],
  ];
  const lines = rows.map((row): Line => ({ style: 'plain', cells: row.map((cell) => text(cell)) }));
  const columns = rows.map(() => ({ width: 12 }));
  const sheet = { name: 'Kunden', columns: [...columns, { width: 12 }, { width: 12 }], lines };
  const parts = workbookParts([{ ...sheet, frozen: { rows: 1, columns: 0 } }]);
  writeFileSync(world.path('kunden.xlsx'), await bytesOf(archiveOf(parts)));
  const made = await world.type('init', '--yes', '--source', 'shop=kunden.xlsx');
  expect(made.code, made.stderr).toBe(0);
  // A comma there can only be said of text files.
  expect(world.read('tier-merge.yaml')).not.toContain('decimal:');
  const checked = await world.type('check');
  expect(checked.code, checked.stderr).toBe(0);
});
