import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const program = 'dist/bin/tier-merge.js';
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tier-merge-browser-'));
  const args = ['plan', '-q', '-c', 'fixtures/quickstart/tier-merge.yaml', '--as-of', '2026-06-30'];
  for (const lang of ['en', 'ko']) {
    await run(process.execPath, [program, ...args, '--lang', lang, '-o', join(directory, lang)]);
  }
});

afterAll(() => rm(directory, { recursive: true, force: true }));

/** The page as Chromium holds it after loading, and what Chromium said on the way. */
async function open(lang: string): Promise<{ readonly dom: string; readonly said: string }> {
  const page = pathToFileURL(join(directory, lang, 'report.html')).href;
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-sync',
  ];
  const quiet = [
    '--disable-background-networking',
    '--disable-component-update',
    '--enable-logging=stderr',
    '--v=0',
  ];
  const profile = `--user-data-dir=${join(directory, `profile-${lang}`)}`;
  const { stdout, stderr } = await run('chromium', [...flags, ...quiet, profile, '--dump-dom', page], {
    maxBuffer: 64 * 2 ** 20,
  });
  return { dom: stdout, said: stderr };
}

test.each(['en', 'ko'])('the report in %s opens in a browser without a console message', async (lang) => {
  const { dom, said } = await open(lang);
  expect(dom).toContain(`<html lang="${lang}"`);
  expect(said).not.toMatch(/CONSOLE|Content Security Policy|Refused to/);
});

test('the browser keeps every table and picture of the page', async () => {
  const { dom } = await open('en');
  const source = await readFile(join(directory, 'en', 'report.html'), 'utf8');
  const count = (text: string, tag: string) => text.split(`<${tag}`).length - 1;
  for (const tag of ['table', 'svg', 'h2', 'tr']) expect(count(dom, tag), tag).toBe(count(source, tag));
});
