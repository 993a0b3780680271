// Holds the write lock of an SQLite file until its stdin is closed; says so on stdout.
import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import Database from 'better-sqlite3';

const [file, runId] = process.argv.slice(2);
const db = new Database(file);
db.exec('begin immediate');
if (runId !== undefined) {
  const holder = { pid: process.pid, host: hostname(), run_id: runId, since: '2026-06-30T01:02:03.000Z' };
  writeFileSync(`${file}.lock.json`, JSON.stringify(holder));
}
process.stdout.write(`${process.pid} ${hostname()}\n`);
process.stdin.resume();
process.stdin.on('end', () => db.close());
