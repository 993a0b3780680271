// Times a plan with the report as page, workbook, JSON and Markdown against the same plan with the JSON alone, in
// turns, in processes of their own; prints what the stage itself took, and what the whole process cost more.
// Usage: node test/bench/report.mjs [--people N] [--rounds R] [--seed S] [--memory 4GB]   (after `npx tsc`)
// Ten million people need about 10 GB of memory (--memory 8GB), 20 GB of disk in TMPDIR, and a quarter of an hour a round.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { generatedExports } from './exports.mjs';

const PROGRAM = fileURLToPath(new URL('../../dist/bin/tier-merge.js', import.meta.url));
const HOOK = new URL('./usage-hook.mjs', import.meta.url).href;
const FORMATS = { without: 'json', with: 'html,xlsx,json,md' };

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    memory: { type: 'string', default: '4GB' },
  },
});
const exports = await generatedExports(Number(values.people), Number(values.seed));
const folder = mkdtempSync(join(tmpdir(), 'tier-merge-bench-report-'));
const rounds = [];
try {
  for (let round = 0; round < Number(values.rounds); round += 1)
    for (const [which, formats] of Object.entries(FORMATS)) rounds.push({ which, ...(await plan(formats)) });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.table(
  rounds.map(({ which, seconds, stage, processor, megabytes, sizes }) => ({
    'HTML, XLSX and Markdown': which,
    'wall s': seconds.toFixed(1),
    'stage report s': stage.toFixed(2),
    'of the other stages': `${((stage / (seconds - stage)) * 100).toFixed(1)} %`,
    'processor s': processor.toFixed(1),
    'peak MB': megabytes.toFixed(0),
    ...sizes,
  })),
);
const [without, whole] = Object.keys(FORMATS).map((which) => (measure) => middle(which, measure));
console.log(
  `with / without, medians: wall ${ratio('seconds')}, processor ${ratio('processor')}, memory ${ratio('megabytes')}; ` +
    'the report is to add a fifth at most',
);

function ratio(measure) {
  return (whole(measure) / without(measure)).toFixed(2);
}

function middle(which, measure) {
  const all = rounds.filter((round) => round.which === which).map((round) => round[measure]);
  return all.sort((a, b) => a - b)[Math.floor(all.length / 2)];
}

async function plan(formats) {
  const [usage, out] = ['usage.json', 'plan'].map((name) => join(folder, name));
  rmSync(out, { recursive: true, force: true });
  const started = performance.now();
  const args = ['plan', '-c', join(exports, 'tier-merge.yaml'), '-o', out, '--as-of', '2026-06-30', '-q'];
  const child = spawn(
    process.execPath,
    ['--import', HOOK, PROGRAM, ...args, '--memory', values.memory, '--report', formats],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, BENCH_USAGE_FILE: usage } },
  );
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`plan --report ${formats} ended with ${code}`);
  const seconds = (performance.now() - started) / 1000;
  const result = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'));
  return {
    seconds,
    stage: result.seconds.report,
    sizes: Object.fromEntries(formats.split(',').map((format) => [`${format} kB`, kilobytes(out, format)])),
    ...JSON.parse(readFileSync(usage, 'utf8')),
  };
}

function kilobytes(out, format) {
  return Math.round(statSync(join(out, `report.${format}`)).size / 1000);
}
