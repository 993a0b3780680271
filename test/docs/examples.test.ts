import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';

const run = promisify(execFile);
const directory = mkdtempSync(join(tmpdir(), 'tier-merge-docs-'));

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** The fenced blocks of a page, in their order, as `[language, text]`. */
function blocks(page: string): readonly (readonly [string, string])[] {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = '', body = '']) => [
    language,
    body,
  ]);
}

function block(page: string, isIt: (body: string, language: string) => boolean): string {
  const found = blocks(page).find(([language, body]) => isIt(body, language));
  if (found === undefined) throw new Error(`${page} has no such example`);
  return found[1];
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
}

const program = (...args: readonly string[]) =>
  run(process.execPath, [resolve('dist/bin/tier-merge.js'), ...args], { cwd: directory });

const example = {
  'online.csv': block('README.md', (body) => body.startsWith('id,name,mobile')),
  'offline.csv': block('README.md', (body) => body.startsWith('code,customer')),
  'tier-merge.yaml': block('README.md', (body, language) => language === 'yaml' && body.includes('sources:')),
  'rules.yaml': block('README.md', (body, language) => language === 'yaml' && body.includes('decide:')),
};

test('the sixty seconds of the README give the members it shows', async () => {
  write(example);
  await program('check', '-q');
  await program('plan', '-q', '-o', 'first', '--as-of', '2026-06-30');
  const shown = block('README.md', (body) => body.includes('$ cat first/members.csv'));
  const members = /members\.csv\n(.*?)\n\n/s.exec(shown)?.[1];
  expect(readFileSync(join(directory, 'first', 'members.csv'), 'utf8').trimEnd()).toBe(members);
});

test('the config of docs/config.md and the rules of docs/rules.md are sound together', async () => {
  const config = block(
    'docs/config.md',
    (body, language) => language === 'yaml' && body.includes('sources:'),
  );
  const rules = block('docs/rules.md', (body, language) => language === 'yaml' && body.includes('decide:'));
  write({ ...example, 'tier-merge.yaml': config, 'rules.yaml': rules });
  const { stdout } = await program('check', '-q');
  expect(stdout).toContain('are sound');
});

test('docs/rules.md shows what rules compare says of the exports of the README', async () => {
  const costs = 'costs: { GOLD: 12000, VIP: 3% of spend }';
  write({
    ...example,
    'rules.yaml': `${example['rules.yaml']}${costs}\n`,
    'by-spend.yaml': block('docs/rules.md', (body) => body.includes('name: by spend')),
  });
  const shown = block('docs/rules.md', (body) => body.startsWith('$ tier-merge rules compare'));
  const [command = '', ...said] = shown.split('\n');
  const { stdout } = await program(...command.split(' ').slice(2));
  expect(stdout).toBe(said.join('\n'));
});
