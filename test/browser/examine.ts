import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { axeFaults } from './axe-faults.js';
import { boxFaults, paperFaults, tinyFaults, wideFaults } from './box-faults.js';
import { type Look, SCHEMES, type Visit, visit } from './chromium.js';
import { inkFaults } from './ink-faults.js';
import { structureFaults } from './structure-faults.js';

/** Two phones and a tablet, in CSS pixels. */
const NARROW = [360, 390, 768] as const;
const DESKTOP = 1280;
/** A4 is 210 by 297 mm; the page leaves 14 mm at both sides. A CSS pixel is a 96th of an inch. */
const PAPER = Math.floor(((210 - 2 * 14) / 25.4) * 96);
const A4 = { width: 595, height: 842 } as const;

/**
 * Everything that is wrong with a page: as text, in which appearance and at which width; empty for a sound one.
 * `lang` is the language it should be in.
 */
export async function examine(browser: Browser, file: string, lang: string): Promise<readonly string[]> {
  const found = SCHEMES.map((scheme) => {
    const look: Look = { scheme, width: DESKTOP };
    return visit(browser, file, look, (opened) => allFaults(opened, file, lang));
  });
  const faults = await Promise.all(found);
  return faults.flatMap((some, at) => some.map((fault) => `${SCHEMES[at]}, ${fault}`));
}

async function allFaults(opened: Visit, file: string, lang: string): Promise<readonly string[]> {
  const { page } = opened;
  const faults = [
    ...(await page.evaluate(structureFaults, lang)),
    ...(await page.evaluate(inkFaults)),
    ...(await atEveryWidth(page)),
    ...(await onPaper(page)),
    ...(await axeFaults(page)),
  ];
  const { href } = pathToFileURL(file);
  const asked = opened.asked.filter((address) => address !== href);
  return [
    ...opened.said.map((message) => `console: ${message}`),
    ...asked.map((address) => `request: ${address}`),
    ...faults,
  ];
}

async function atEveryWidth(page: Page): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const width of [...NARROW, DESKTOP]) {
    await page.setViewportSize({ width, height: 900 });
    for (const check of [wideFaults, boxFaults, tinyFaults])
      faults.push(...(await page.evaluate(check)).map((fault) => `${width} px: ${fault}`));
  }
  return faults;
}

async function onPaper(page: Page): Promise<readonly string[]> {
  const faults: string[] = [];
  await page.setViewportSize({ width: PAPER, height: 900 });
  await page.emulateMedia({ media: 'print' });
  faults.push(...(await page.evaluate(wideFaults)), ...(await page.evaluate(paperFaults)));
  faults.push(...sheetFaults(await page.pdf({ preferCSSPageSize: true, printBackground: true })));
  await page.emulateMedia({ media: null });
  await page.setViewportSize({ width: DESKTOP, height: 900 });
  return faults.map((fault) => `paper: ${fault}`);
}

/** Whether the sheets of a PDF, of which there is at least one, are A4. */
function sheetFaults(pdf: Buffer): readonly string[] {
  const boxes = [...pdf.toString('latin1').matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)];
  if (boxes.length === 0) return ['there is no sheet'];
  const other = boxes.filter(
    ([, width, height]) => Math.abs(Number(width) - A4.width) > 1 || Math.abs(Number(height) - A4.height) > 1,
  );
  return other.map(([, width, height]) => `a sheet of ${width} by ${height} points is not A4`);
}
