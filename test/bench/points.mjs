// Points are conserved: makes exports of N people with four buckets, ratios, roundings and lots, plans, and works out
// every balance of the finished plan a second time, in whole numbers. Usage: node test/bench/points.mjs [--people N]
import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values: flags } = parseArgs({
  options: { people: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' } },
});
const people = Number(flags.people);
const program = fileURLToPath(new URL('../../dist/bin/tier-merge.js', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'tier-merge-points-'));

/** Rates in millionths; amounts are in hundredths, so a balance is rounded from hundred millionths. */
const UNIT = 100_000_000n;
const BUCKETS = {
  points: { rounding: 'floor', lines: { 'online.points': 1_000_000n, 'offline.points': 820_000n } },
  stamps: { rounding: 'half_up', lines: { 'offline.stamps': 2_500_000n } },
  cash: { rounding: 'half_even', lines: { 'online.cashback': 333_333n, 'offline.cashback': 500_000n } },
  coins: { rounding: 'floor', lines: { 'lots.coins': 700_000n, 'lots.gold': 1_234_567n } },
};

const ROUNDED = {
  floor: (sum) => (sum >= 0n || sum % UNIT === 0n ? sum / UNIT : sum / UNIT - 1n),
  half_up: (sum) => {
    const size = sum < 0n ? -sum : sum;
    const whole = (size * 2n + UNIT) / (UNIT * 2n);
    return sum < 0n ? -whole : whole;
  },
  half_even: (sum) => {
    const below = ROUNDED.floor(sum);
    const rest = (sum - below * UNIT) * 2n;
    return rest > UNIT || (rest === UNIT && below % 2n !== 0n) ? below + 1n : below;
  },
};

/** What the exports say, by `source.field`: hundredths of each person, who is its number. */
const said = new Map(
  Object.values(BUCKETS).flatMap(({ lines }) =>
    Object.keys(lines).map((line) => [line, new Float64Array(people)]),
  ),
);

try {
  await writeExports();
  await writeFile(join(folder, 'tier-merge.yaml'), JSON.stringify(config()));
  await writeFile(join(folder, 'rules.yaml'), JSON.stringify(rules()));
  const started = performance.now();
  await plan();
  const seconds = (performance.now() - started) / 1000;
  const members = await membersOfRows();
  const expected = balances(members);
  const { read, wrong } = await compare(expected);
  const missing = [...expected.values()].reduce((sum, { size }) => sum + size, 0);
  process.stdout.write(
    `${people} people, ${new Set(members.values()).size} members: ${read} balances, ${wrong} wrong, ${missing} missing; plan ${seconds.toFixed(1)} s\n`,
  );
  process.exitCode = wrong + missing === 0 && read > 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

function config() {
  const columns = (fields) => Object.fromEntries(fields.map((field) => [field, field]));
  return {
    version: 1,
    project: 'points',
    sources: {
      online: {
        files: 'online.csv',
        columns: columns(['member_id', 'card_no', 'name', 'points', 'cashback']),
      },
      offline: {
        files: 'offline.csv',
        columns: columns(['member_id', 'card_no', 'name', 'points', 'stamps', 'cashback']),
      },
    },
    lots: {
      mall: {
        of: 'online',
        files: 'lots.csv',
        columns: columns(['member_id', 'bucket', 'amount', 'expires_at']),
      },
    },
    rules: 'rules.yaml',
    target: { client: 'better-sqlite3', connection: 'members.sqlite' },
  };
}

function rules() {
  const points = Object.entries(BUCKETS).flatMap(([into, { rounding, lines }]) =>
    Object.entries(lines).map(([from, rate]) => ({ from, into, rounding, rate: Number(rate) / 1_000_000 })),
  );
  return { version: 1, name: 'points', points };
}

/** Nine in ten are online, seven in ten offline; one card joins the two. */
async function writeExports() {
  const random = generator(Number(flags.seed));
  const [online, offline, lots] = ['online', 'offline', 'lots'].map((name) =>
    createWriteStream(join(folder, `${name}.csv`)),
  );
  online.write('member_id,card_no,name,points,cashback\n');
  offline.write('member_id,card_no,name,points,stamps,cashback\n');
  lots.write('member_id,bucket,amount,expires_at\n');
  const put = async (file, line) => {
    if (!file.write(`${line}\n`)) await new Promise((resolve) => file.once('drain', resolve));
  };
  /** The text of an amount that is added to what is said of the person. */
  const amount = (line, person) => {
    const cents = random() < 0.2 ? 0 : Math.floor(random() * 10_000_000) - (random() < 0.02 ? 5_000_000 : 0);
    said.get(line)[person] += cents;
    return (cents / 100).toFixed(2);
  };
  for (let person = 0; person < people; person++) {
    const card = `C${String(person).padStart(9, '0')}`;
    const name = `Name${person}`;
    const isOffline = random() < 0.7;
    if (!isOffline || random() < 0.86) {
      const [points, cashback] = [amount('online.points', person), amount('online.cashback', person)];
      await put(online, `o${person},${card},${name},${points},${cashback}`);
      for (let lot = Math.floor(random() * 3); lot > 0; lot--) {
        const bucket = random() < 0.5 ? 'coins' : 'gold';
        const isExpired = random() < 0.2;
        const text = isExpired ? '77.77' : amount(`lots.${bucket}`, person);
        await put(lots, `o${person},${bucket},${text},${isExpired ? '2026-06-29' : '2026-06-30'}`);
      }
    }
    if (isOffline) {
      const texts = ['points', 'stamps', 'cashback'].map((field) => amount(`offline.${field}`, person));
      await put(offline, `f${person},${card},${name},${texts.join(',')}`);
    }
  }
  for (const file of [online, offline, lots]) await new Promise((resolve) => file.end(resolve));
}

async function plan() {
  const args = [
    program,
    'plan',
    '-q',
    '-o',
    join(folder, 'plan'),
    '--as-of',
    '2026-06-30',
    '-c',
    join(folder, 'tier-merge.yaml'),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`plan ended with ${code}`);
}

/** The member of each person's number, by what the plan links; two rows of a person may be two members. */
async function membersOfRows() {
  const members = new Map();
  for await (const [, row, member] of records('links.csv')) members.set(row, member);
  return members;
}

/** bucket -> member -> balance, without those that are 0. */
function balances(members) {
  const sums = new Map(Object.keys(BUCKETS).map((bucket) => [bucket, new Map()]));
  for (const [bucket, { lines }] of Object.entries(BUCKETS)) {
    const sum = sums.get(bucket);
    for (const [line, rate] of Object.entries(lines)) {
      const amounts = said.get(line);
      const prefix = line.startsWith('offline') ? 'f' : 'o';
      for (let person = 0; person < people; person++) {
        if (amounts[person] === 0) continue;
        const member = members.get(`${prefix}${person}`);
        sum.set(member, (sum.get(member) ?? 0n) + BigInt(amounts[person]) * rate);
      }
    }
    for (const [member, total] of sum) {
      const balance = ROUNDED[BUCKETS[bucket].rounding](total);
      if (balance === 0n) sum.delete(member);
      else sum.set(member, balance);
    }
  }
  return sums;
}

/** Takes every balance of the plan off what is expected; what is left over is missing. */
async function compare(expected) {
  let [read, wrong] = [0, 0];
  for await (const [member, bucket, balance] of records('points.csv')) {
    read++;
    if (expected.get(bucket)?.get(member) !== BigInt(balance)) wrong++;
    expected.get(bucket)?.delete(member);
  }
  return { read, wrong };
}

async function* records(file) {
  const lines = createInterface({ input: createReadStream(join(folder, 'plan', file)) });
  let isHeader = true;
  for await (const line of lines) {
    if (!isHeader) yield line.split(',');
    isHeader = false;
  }
}

/** mulberry32: every step stays within 32 bits, where numbers are exact. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
