// Times a night in which one row in a hundred changed: `run` on a target that holds last night, against what reading,
// standardising and matching the same exports takes, and prints ratios; and how long the previous state takes to load
// and the write transaction to commit. A round is one night more.
// Usage: node test/bench/night.mjs [--people N] [--rounds R] [--seed S] [--only sqlite|postgres]   (after `npx tsc`)
import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { openEngine } from '../../dist/src/engine/engine.js';
import { comparedColumns } from '../../dist/src/plan/compared-columns.js';
import { loadPrevious } from '../../dist/src/plan/previous.js';
import { openStore } from '../../dist/src/store/store.js';
import { startPostgres } from '../server/servers.mjs';
import { generatedExports } from './exports.mjs';

const PROGRAM = fileURLToPath(new URL('../../dist/bin/tier-merge.js', import.meta.url));
const HOOK = new URL('./usage-hook.mjs', import.meta.url).href;
const CHANGED = 100;

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const exports = await generatedExports(Number(values.people), Number(values.seed));
const folder = mkdtempSync(join(tmpdir(), 'tier-merge-bench-night-'));

try {
  for (const [name, contend] of Object.entries({ sqlite, postgres })) {
    if (values.only === undefined || values.only === name) await contend();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function sqlite() {
  await nights('SQLite', {
    client: 'better-sqlite3',
    connection: { filename: join(folder, 'night.sqlite') },
  });
}

async function postgres() {
  const server = await startPostgres();
  await nights('PostgreSQL', { client: 'pg', connection: { ...server.connection } }).finally(server.stop);
}

async function nights(title, target) {
  for (const file of ['online.csv', 'offline.csv', 'rules.yaml'])
    copyFileSync(join(exports, file), join(folder, file));
  writeConfig('target.json', target);
  writeConfig('nothing.json', {
    client: 'better-sqlite3',
    connection: { filename: join(folder, 'nothing.sqlite') },
  });
  const first = await tierMerge('run', '-c', 'target.json', '--as-of', day(0));
  console.log(`${title}: the first night takes ${first.seconds.toFixed(1)} s`);
  const rounds = [];
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    changeSome('online.csv', '적립금', round);
    changeSome('offline.csv', '포인트', round);
    const bare = await tierMerge('plan', '-c', 'nothing.json', '--as-of', day(round));
    const previous = await previousSeconds(target);
    const night = await tierMerge('run', '-c', 'target.json', '--as-of', day(round));
    const { read, standardise, match } = bare.stages;
    const alone = read + standardise + match;
    rounds.push({
      alone,
      previous,
      run: night.seconds,
      transaction: night.transaction / 1000,
      processor: night.processor,
      barePlan: bare.processor,
      megabytes: night.megabytes,
      changed: night.changed,
      stages: night.stages,
      ratio: night.seconds / alone,
    });
  }
  print(title, rounds);
}

function print(title, rounds) {
  console.table(
    rounds.map(({ alone, previous, run, transaction, processor, barePlan, megabytes, changed, ratio }) => ({
      target: title,
      'members changed': changed,
      'read, standardise, match s': alone.toFixed(1),
      'run s': run.toFixed(1),
      ratio: ratio.toFixed(2),
      'previous state s': previous.toFixed(1),
      'transaction ms': Math.round(transaction * 1000),
      'processor s': processor.toFixed(1),
      'of a plan on nothing': barePlan.toFixed(1),
      'peak MB': megabytes.toFixed(0),
    })),
  );
  for (const { stages } of rounds)
    console.log(
      Object.entries(stages)
        .map(([stage, seconds]) => `${stage} ${seconds.toFixed(1)}`)
        .join(', '),
    );
  const ratios = rounds.map(({ ratio }) => ratio).toSorted((a, b) => a - b);
  console.log(
    `${title}: run / (read, standardise, match), median ${ratios[Math.floor(ratios.length / 2)]?.toFixed(2)}; the mark is 1.25`,
  );
}

function writeConfig(name, target) {
  const config = parse(readFileSync(join(exports, 'tier-merge.yaml'), 'utf8'));
  const limits = { max_rejected: '50%', max_cluster: 100 };
  writeFileSync(join(folder, name), JSON.stringify({ ...config, limits, target, output: { dir: 'runs' } }));
}

/** Adds 1 to an amount of one row in a hundred, each round of other rows; the bytes of all others stay. */
function changeSome(file, header, round) {
  const lines = readFileSync(join(folder, file), 'latin1').split('\n');
  const encoding = file === 'offline.csv' ? 'euc-kr' : 'utf-8';
  const names = new TextDecoder(encoding).decode(Buffer.from(lines[0], 'latin1')).trim().split(',');
  const at = names.indexOf(header);
  if (at < 0) throw new Error(`${file} has no column ${header}`);
  for (let line = round; line < lines.length; line += CHANGED) {
    const cells = lines[line].split(',');
    if (lines[line].includes('"') || !/^\d+$/.test(cells[at] ?? '')) continue;
    cells[at] = String(Number(cells[at]) + 1);
    lines[line] = cells.join(',');
  }
  writeFileSync(join(folder, file), lines.join('\n'), 'latin1');
}

/** Seconds, processor seconds of all threads, and what the program says of itself. */
async function tierMerge(...args) {
  const usage = join(folder, 'usage.json');
  rmSync(join(folder, 'runs'), { recursive: true, force: true });
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', HOOK, PROGRAM, ...args, '--json'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, BENCH_USAGE_FILE: usage },
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
  });
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}\n${text}`);
  const events = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const result = events.find(({ event }) => event === 'result');
  return {
    seconds,
    ...JSON.parse(readFileSync(usage, 'utf8')),
    changed: result.members.changed,
    stages: JSON.parse(readFileSync(join(result.plan, 'result.json'), 'utf8')).seconds,
    transaction: events.find(({ event }) => event === 'applied')?.transaction_ms ?? 0,
  };
}

/** As the plan of a night does it. */
async function previousSeconds(target) {
  const spillDirectory = join(folder, 'spill');
  const engine = await openEngine({ threads: 2, memoryBytes: 2 ** 31, spillDirectory });
  try {
    const store = await openStore({ prefix: '', ...target }, { baseDirectory: folder, create: false });
    const config = parse(readFileSync(join(exports, 'tier-merge.yaml'), 'utf8'));
    const sources = Object.values(config.sources).map(({ columns, extra = {} }) => ({ columns, extra }));
    const started = performance.now();
    await loadPrevious(engine, store, folder, comparedColumns({ sources }));
    return (performance.now() - started) / 1000;
  } finally {
    engine.close();
  }
}

function day(round) {
  return new Date(Date.UTC(2026, 6, 1 + round)).toISOString().slice(0, 10);
}
