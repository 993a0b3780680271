import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.js';
import { folderOf, load, withEnd } from './support.js';

const CONTRACT = resolve('fixtures/contract/tier-merge.yaml');
const BASE = resolve('fixtures/contract');

test('the config of the contract loads as it is written', async () => {
  const config = await loadConfig(CONTRACT, { workingDirectory: '/' });
  expect(config).toMatchObject({
    path: CONTRACT,
    project: 'acme',
    timeZone: 'Asia/Seoul',
    identity: { preset: 'loyalty', country: 'KR', max_rows_per_value: 12, vetoes: ['ci', 'withdrawn'] },
    rules: join(BASE, 'rules/best-of-both.yaml'),
    limits: {
      max_rejected: '0.5%',
      min_rows_vs_last: '80%',
      max_changed: '30%',
      max_downgraded: '0%',
      max_cluster: 8,
    },
    target: { client: 'better-sqlite3', connection: { filename: 'out/members.sqlite' }, prefix: '' },
    output: { dir: join(BASE, 'out/runs'), format: 'csv' },
    report: { formats: ['html', 'json'], lang: 'ko', mask: true },
  });
  const [online, offline] = config.sources;
  expect(online).toMatchObject({
    name: 'online',
    order: 0,
    files: [join(BASE, 'exports/online.csv')],
    encoding: 'auto',
    mode: 'full',
    one_row_per_person: true,
    on_repeat: 'reject',
    header_row: 1,
    quote: '"',
    extra: {},
    exclude: [],
  });
  expect(online?.columns).toMatchObject({
    member_id: '회원번호',
    consent_email: '이메일수신동의',
    status: '회원상태',
  });
  expect(online?.values.status).toEqual({ 정상: 'active', 휴면: 'dormant', 탈퇴: 'withdrawn' });
  expect(offline).toMatchObject({ name: 'offline', order: 1, encoding: 'cp949', one_row_per_person: false });
  expect(offline?.formats).toEqual({
    birth_date: ['YYYY.MM.DD', 'YYMMDD'],
    joined_at: ['YYYYMMDD'],
    last_activity_at: ['YYYYMMDD'],
  });
  expect(offline?.values.consent_sms).toEqual({ 동의: true, 거부: false });
  expect(offline?.exclude).toEqual([
    {
      name: 'test accounts',
      when: "name like '%테스트%' or member_id like 'TEST%'",
      keep_apart: false,
      place: { line: 60, column: 38 },
    },
  ]);
});

test('what a config does not say has a default', async () => {
  const config = await load(withEnd(''));
  expect(config).toMatchObject({
    timeZone: 'UTC',
    limits: { max_rejected: '0.5%', max_cluster: 8 },
    output: { format: 'csv' },
    report: { formats: ['html', 'json'], lang: 'en', mask: true },
  });
});

test('the hash is of the bytes of the file', async () => {
  const text = withEnd('# a comment counts');
  const config = await load(text);
  expect(config.hash).toBe(createHash('sha256').update(text).digest('hex'));
});

test('a header may have been typed on a Mac, in decomposed letters', async () => {
  const config = await load(withEnd('').replace('name: n', `name: ${'이름'.normalize('NFD')}`));
  expect(config.sources[0]?.columns.name).toBe('이름');
});

test('the files of a glob are taken in the order of their names, each once', async () => {
  const text = withEnd('').replace('online.csv', '["exports/on-*.csv", exports/on-2.csv, exports/a.csv]');
  const directory = await folderOf({
    'exports/on-2.csv': '',
    'exports/on-10.csv': '',
    'exports/on-1.csv': '',
    'exports/off-1.csv': '',
    'exports/on-3.csv/not-a-file': '',
    'tier-merge.yaml': text,
  });
  const config = await loadConfig(join(directory, 'tier-merge.yaml'), { workingDirectory: '/' });
  expect(config.sources[0]?.files).toEqual(
    ['a.csv', 'on-1.csv', 'on-10.csv', 'on-2.csv'].map((file) => join(directory, 'exports', file)),
  );
});

test('a glob that finds nothing is a fault of the input, not of the config', async () => {
  await expect(load(withEnd('').replace('online.csv', 'exports/*.csv'))).rejects.toMatchObject({
    exitCode: 3,
    message: expect.stringMatching(/^online: no file matches exports\/\*\.csv in /),
    hint: 'bring the export there, or correct sources.online.files',
  });
});

test('a path that only looks like a glob may be named by the command line', async () => {
  const config = await load(withEnd('').replace('online.csv', 'exports/*.csv'), {
    files: { online: 'a [1].csv' },
    workingDirectory: '/data',
  });
  expect(config.sources[0]?.files).toEqual(['/data/a [1].csv']);
});

test('the command line says other files for a source, relative to where it was typed', async () => {
  const config = await load(withEnd(''), {
    files: { online: '../tonight.csv' },
    workingDirectory: '/data/now',
  });
  expect(config.sources[0]?.files).toEqual(['/data/tonight.csv']);
});

test.each(['offline', 'constructor', '__proto__'])(
  'files for a source that is not there are refused: %s',
  async (name) => {
    const files = Object.fromEntries([[name, 'x.csv']]);
    await expect(load(withEnd(''), { files })).rejects.toMatchObject({
      exitCode: 10,
      message: expect.stringMatching(`^--${name}: .* has no source ${name}$`),
      hint: 'it has: online',
    });
  },
);

test('the command line says another language and other reports', async () => {
  const config = await load(withEnd('report: { lang: en, mask: false }'), { lang: 'ko', formats: ['json'] });
  expect(config.report).toEqual({
    lang: 'ko',
    formats: ['json'],
    mask: false,
    expiring_within: '90 days',
  });
});

test.each([
  ['/nowhere/tier-merge.yaml', 'there is no such file'],
  ['/tmp', 'is not a file'],
])('a config that is not there is said: %s %s', async (path, why) => {
  await expect(loadConfig(path, { workingDirectory: '/' })).rejects.toMatchObject({
    exitCode: 10,
    message: `${path}: ${why}`,
  });
});
