import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tierMerge } from './program.js';

const expected = (name: string) => readFileSync(`test/explain/expected/${name}.txt`, 'utf8');

test('rules explain needs no config where the file says what it reads', async () => {
  const { code, stdout, stderr } = await tierMerge([
    ...['rules', 'explain', 'rules/programmes/marriott-spg-2018.yaml'],
  ]);
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: expected('marriott-spg-2018.en'), stderr: '' });
});

test('rules explain reads the sources and the language of a config', async () => {
  const config = ['-c', 'fixtures/contract/tier-merge.yaml'];
  const { code, stdout } = await tierMerge(['rules', 'explain', 'rules/best-of-both.yaml', ...config]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expected('best-of-both.ko') });
  const english = await tierMerge(['rules', 'explain', 'rules/best-of-both.yaml', ...config, '--lang', 'en']);
  expect(english.stdout).toBe(expected('best-of-both.en'));
});

test('rules explain says what to do about a file that does not say what it reads', async () => {
  const { code, stdout, stderr } = await tierMerge(['rules', 'explain', 'rules/best-of-both.yaml']);
  expect({ code, stdout }).toEqual({ code: 10, stdout: '' });
  expect(stderr).toContain('sources is missing');
  expect(stderr).toContain('-c FILE');
});

test('rules explain tells the faults of a file with their places', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'explain-')), 'rules.yaml');
  writeFileSync(
    file,
    'version: 1\nname: faulty\nsources: { app: points }\ngrades: [A]\ndecide: [{ name: a, grade: B }]\n',
  );
  const { code, stderr } = await tierMerge(['rules', 'explain', file]);
  expect(code).toBe(10);
  expect(stderr).toContain('rules.yaml:3:17: sources.app');
  expect((await tierMerge(['rules', 'explain', `${file}.absent`])).code).toBe(10);
});

test('rules explain --json gives the sections', async () => {
  const { stdout } = await tierMerge([
    ...['rules', 'explain', 'rules/programmes/korean-air-asiana-2025.yaml', '--json', '--lang', 'ko'],
  ]);
  const event = JSON.parse(stdout) as { readonly sections: readonly { readonly title: string }[] };
  expect(event).toMatchObject({
    event: 'explained',
    name: 'Korean Air and Asiana, plan of 2025',
    lang: 'ko',
  });
  expect(event.sections.map(({ title }) => title)).toEqual(['포인트', '받아들이지 않는 요청']);
});
