// node test/long/kills.mjs [ROUNDS]: kills the program so many times on each database; an hour for some thousands.
import { spawnSync } from 'node:child_process';

const rounds = Number(process.argv[2] ?? 4_000);
if (!Number.isSafeInteger(rounds) || rounds < 1) throw new Error(`${process.argv[2]} is no number of rounds`);
const args = ['vitest', 'run', '--config', 'vitest.crash.config.ts', 'test/crash/kill.test.ts'];
const env = { ...process.env, ROUNDS: String(rounds) };
process.exitCode = spawnSync('npx', args, { stdio: 'inherit', env }).status ?? 1;
