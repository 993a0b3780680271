// Times `tier-merge plan` against the hand-written script on the same generated data, in turns, and prints ratios.
// Usage: node test/bench/bench.mjs [--people N] [--rounds R] [--seed S] [--only script|plan]   (after `npx tsc`)
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { accuracy } from './accuracy.mjs';
import { generatedExports } from './exports.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PROGRAM = join(ROOT, 'dist/bin/tier-merge.js');
const HOOK = new URL('./usage-hook.mjs', import.meta.url).href;

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const dir = await generatedExports(Number(values.people), Number(values.seed));
const scratch = mkdtempSync(join(tmpdir(), 'tier-merge-bench-'));
const contenders = [
  { name: 'script', args: (out) => [join(ROOT, 'test/bench/script.mjs'), dir, out], accepted: [0] },
  // 3 and 4: a limit was passed, the plan is complete all the same
  {
    name: 'plan',
    args: (out) => [PROGRAM, 'plan', '-c', join(dir, 'tier-merge.yaml'), '-o', out],
    accepted: [0, 2, 3, 4],
  },
].filter(({ name }) => values.only === undefined || values.only === name);

const runs = new Map(contenders.map(({ name }) => [name, []]));
try {
  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders) runs.get(contender.name).push(await measure(contender));
  }
  print(await Promise.all(contenders.map(({ name }) => summary(name))));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Runs one contender as a process of its own; gives wall and processor seconds and the peak memory in megabytes. */
async function measure({ name, args, accepted }) {
  const out = join(scratch, name);
  rmSync(out, { recursive: true, force: true });
  const usageFile = join(scratch, `${name}.json`);
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', HOOK, ...args(out)], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, BENCH_USAGE_FILE: usageFile },
  });
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('exit', resolve));
  if (!accepted.includes(code)) throw new Error(`${name} ended with exit code ${code}`);
  return {
    seconds: (performance.now() - started) / 1000,
    ...JSON.parse(readFileSync(usageFile, 'utf8')),
  };
}

async function summary(name) {
  const all = (measure) => runs.get(name).map((run) => run[measure]);
  const seconds = all('seconds');
  const processor = median(all('processor'));
  const megabytes = Math.max(...all('megabytes'));
  const { precision, recall } = await accuracy(dir, join(scratch, name, 'links.csv'));
  return { name, seconds, median: median(seconds), processor, megabytes, precision, recall };
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function print(results) {
  const rows = results.map(({ name, seconds, median, processor, megabytes, precision, recall }) => ({
    run: name,
    'seconds each round': seconds.map((value) => value.toFixed(1)).join(' '),
    median: median.toFixed(1),
    'processor s': processor.toFixed(1),
    'peak MB': megabytes.toFixed(0),
    precision: precision.toFixed(5),
    recall: recall.toFixed(4),
  }));
  console.table(rows);
  const [script, plan] = results;
  if (plan === undefined) return;
  const ratio = (measure) => (plan[measure] / script[measure]).toFixed(2);
  console.log(
    `plan / script: time ${ratio('median')}, processor ${ratio('processor')}, memory ${ratio('megabytes')}`,
  );
}
