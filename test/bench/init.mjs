// Times `init` on two exports against the engine reading the same files and nothing else, both in processes of their
// own, in turns. Usage: node test/bench/init.mjs [--people N] [--rounds R] [--seed S]   (after `npx tsc`)
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { generatedExports } from './exports.mjs';

const PROGRAM = fileURLToPath(new URL('../../dist/bin/tier-merge.js', import.meta.url));
const BARE = fileURLToPath(new URL('./read-bare.mjs', import.meta.url));
const HOOK = new URL('./usage-hook.mjs', import.meta.url).href;

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
  },
});
const exports = await generatedExports(Number(values.people), Number(values.seed));
const folder = mkdtempSync(join(tmpdir(), 'tier-merge-bench-init-'));
const rounds = { bare: [], init: [] };
try {
  for (let round = 0; round < Number(values.rounds); round += 1) {
    rounds.bare.push(await run(BARE, join(exports, 'online.csv'), join(exports, 'offline.utf8.csv')));
    rounds.init.push(await run(PROGRAM, ...init(join(folder, String(round)))));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const [bare, whole] = Object.values(rounds).map(middle);
console.table(
  Object.entries(rounds).map(([what, all]) => ({
    what,
    'seconds each round': all.map(({ seconds }) => seconds.toFixed(1)).join(' '),
    'processor seconds each round': all.map(({ processor }) => processor.toFixed(1)).join(' '),
    'peak MB': Math.max(...all.map(({ megabytes }) => megabytes)).toFixed(0),
  })),
);
console.log(
  `init / bare read, medians: time ${(whole.seconds / bare.seconds).toFixed(1)}, ` +
    `processor ${(whole.processor / bare.processor).toFixed(1)}; init is to answer within 15 s`,
);

function init(dir) {
  return [
    'init',
    dir,
    '--online',
    join(exports, 'online.csv'),
    '--offline',
    join(exports, 'offline.csv'),
    '--yes',
  ];
}

async function run(...args) {
  const usage = join(folder, 'usage.json');
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', HOOK, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, BENCH_USAGE_FILE: usage },
  });
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return { seconds: (performance.now() - started) / 1000, ...JSON.parse(readFileSync(usage, 'utf8')) };
}

function middle(all) {
  const of = (measure) => all.map((one) => one[measure]).sort((a, b) => a - b)[Math.floor(all.length / 2)];
  return { seconds: of('seconds'), processor: of('processor') };
}
