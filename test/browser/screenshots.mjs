// node test/browser/screenshots.mjs [-o DIR] [MODEL.json ...]
// Pictures of a report to look at: both languages, light and dark, phone and desktop, and its sheets of paper.
// Without a model, which a plan leaves in its folder, it is the report of the quickstart.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { renderHtml } from '../../dist/src/report/html.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values, positionals } = parseArgs({
  options: { output: { type: 'string', short: 'o' } },
  allowPositionals: true,
});
const folder = values.output ?? mkdtempSync(join(tmpdir(), 'tier-merge-screenshots-'));
mkdirSync(folder, { recursive: true });
const work = mkdtempSync(join(tmpdir(), 'tier-merge-plan-'));
const chromiumPath = execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
try {
  const models = positionals.length > 0 ? positionals : [planned(work)];
  for (const model of models) await shootAll(model);
} finally {
  await browser.close();
  rmSync(work, { recursive: true });
}
console.log(folder);

function planned(directory) {
  const config = join(root, 'fixtures', 'quickstart', 'tier-merge.yaml');
  const plan = join(directory, 'quickstart');
  const args = ['plan', '-q', '-c', config, '--as-of', '2026-06-30', '-o', plan];
  execFileSync(process.execPath, [join(root, 'dist', 'bin', 'tier-merge.js'), ...args]);
  return join(plan, 'model.json');
}

async function shootAll(file) {
  const model = JSON.parse(readFileSync(file, 'utf8'));
  const name = basename(dirname(file));
  for (const lang of ['en', 'ko']) {
    const page = join(work, 'page.html');
    writeFileSync(page, renderHtml(model, { lang }));
    for (const colorScheme of ['light', 'dark'])
      for (const [device, width] of [
        ['phone', 390],
        ['desktop', 1280],
      ])
        await shoot(page, {
          colorScheme,
          width,
          path: join(folder, `${name}-${lang}-${colorScheme}-${device}.png`),
        });
    await print(page, join(folder, `${name}-${lang}-paper`));
  }
}

async function shoot(file, { colorScheme, width, path }) {
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
  await page.goto(pathToFileURL(file).href);
  await page.screenshot({ path, fullPage: true });
  await page.close();
}

/** A PDF, and a picture of each sheet where pdftoppm (poppler-utils) is installed. */
async function print(file, path) {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(file).href);
  await page.pdf({ path: `${path}.pdf`, preferCSSPageSize: true, printBackground: true });
  await page.close();
  try {
    execFileSync('pdftoppm', ['-r', '80', '-png', `${path}.pdf`, path]);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}
