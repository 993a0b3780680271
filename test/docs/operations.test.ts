import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { nightMetrics } from '../../src/metrics/night-metrics.js';

const page = readFileSync('docs/operations.md', 'utf8');

const deployed = (file: string) => readFileSync(`docs/deploy/${file}`, 'utf8');

test('every exit code of the README is explained to the operator, and no other', () => {
  const codesOf = (text: string) =>
    [...text.matchAll(/^\| ([\d, ]+) \|/gm)].flatMap(([, codes = '']) => codes.split(', ').map(Number));
  const [, readme = ''] = readFileSync('README.md', 'utf8').split('## Exit codes');
  expect(codesOf(page)).toEqual(codesOf(readme));
  expect(codesOf(page)).toEqual([0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 130, 143]);
});

test('every metric is listed, and every listed one exists', () => {
  const metrics = nightMetrics({
    ...{ project: 'p', command: 'run', version: '1', exitCode: 0, startedAt: 0, finishedAt: 0 },
    ...{
      lastSuccessAt: 0,
      stageSeconds: {},
      peakMemoryBytes: 0,
      model: undefined,
      row: undefined,
      head: 'r',
    },
  });
  const [, table = ''] = page.split('| metric | labels | is |');
  const [rows = ''] = table.split('\n\n');
  const listed = [...rows.matchAll(/`(tier_merge_\w+)`/g)].map(([, name]) => name);
  expect(listed.toSorted()).toEqual(metrics.map(({ name }) => name).toSorted());
});

test('the crontab of the page is the one that is shipped, and fails with the code of the program', () => {
  const crontab = deployed('crontab');
  expect(page).toContain(crontab);
  const [line = ''] = crontab.split('\n').filter((text) => text.startsWith('30 3'));
  const command = line
    .replace(/^30 3 \* \* \* {2}/, '')
    .replace('cd /srv/tier-merge', 'cd "$(mktemp -d)"')
    .replace('tier-merge run', "(echo refused; exit 3) # '");
  const script = command.replace(" # '", '').replace(' --no-color', '');
  const { status, stdout } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  expect([status, stdout]).toEqual([3, 'tier-merge: exit 3\nrefused\n']);
});

test('the CronJob is YAML, and tries again only what a machine may', () => {
  const job = parse(deployed('cronjob.yaml'));
  const { rules } = job.spec.jobTemplate.spec.podFailurePolicy;
  expect(
    rules.map((rule: { action: string; onExitCodes: { values: number[] } }) => [
      rule.action,
      rule.onExitCodes.values,
    ]),
  ).toEqual([
    ['Ignore', [143]],
    ['Count', [5, 11, 12]],
    ['FailJob', [5, 11, 12, 143]],
  ]);
});

test('the shell of the DAG is sound', () => {
  const [, script = ''] = /RUN = """\n(.*?)"""/s.exec(deployed('airflow.py')) ?? [];
  const { status, stderr } = spawnSync('bash', ['-n', '-c', script], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  expect(script).toContain('5|11|12)');
});

test.runIf(existsSync('/usr/bin/systemd-analyze') && existsSync('/usr/bin/node'))(
  'systemd finds nothing to say about the service and the timer',
  () => {
    const { status, stderr } = spawnSync(
      'systemd-analyze',
      ['verify', 'docs/deploy/tier-merge.service', 'docs/deploy/tier-merge.timer'],
      { encoding: 'utf8' },
    );
    expect([status, stderr]).toEqual([0, '']);
  },
);

test('what the Dockerfile copies is there and is not ignored', () => {
  const ignore = deployed('Dockerfile.dockerignore').split('\n');
  const copied = [...deployed('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
    ([, paths = '']) => paths.split(' '),
  );
  expect(copied).toEqual(['package.json', 'package-lock.json', 'tsconfig.json', 'bin', 'src', 'rules']);
  for (const path of copied) {
    expect(existsSync(path)).toBe(true);
    expect(ignore).toContain(`!${path}`);
  }
});
