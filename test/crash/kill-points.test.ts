import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { expectInvariants } from '../plan/invariants.js';
import { CLIENT } from '../store/database.js';
import { expectDone, type Night, secondNight, stateOf } from './night.js';

// P1: with a COMMIT and a BEGIN put before the links (writeStaged of src/store/writes.ts), every point from "before the
// row of the ledger" on went red.

const DIE = fileURLToPath(new URL('die.mjs', import.meta.url));
const BEGIN = CLIENT === 'better-sqlite3' ? 'begin immediate' : 'BEGIN;';
const COMMIT = CLIENT === 'better-sqlite3' ? '^commit$' : 'COMMIT;';
const LOCK = { 'better-sqlite3': 'begin immediate', pg: 'pg_try_advisory', mysql2: 'get_lock' }[CLIENT];
const STAGED = { 'better-sqlite3': 'into .*stage_', pg: 'copy .*stage_', mysql2: 'load data local' }[CLIENT];
const MEMBERS = CLIENT === 'mysql2' ? 'update .*stage_members' : 'update [^ ]*members" as t';

const POINTS: readonly (readonly [string, string, string, 'before' | 'after' | 'either'])[] = [
  ['while rows are staged', STAGED, 'after', 'before'],
  ['before the transaction', BEGIN, 'before', 'before'],
  ['once it has the lock', LOCK, 'answered', 'before'],
  ['once members are written', MEMBERS, 'answered', 'before'],
  ['before the row of the ledger', 'insert into [^ ]*runs', 'before', 'before'],
  ['after the row of the ledger', 'insert into [^ ]*runs', 'answered', 'before'],
  ['before COMMIT', COMMIT, 'before', 'before'],
  ['once COMMIT is sent', COMMIT, 'after', CLIENT === 'better-sqlite3' ? 'after' : 'either'],
  ['once COMMIT is answered', COMMIT, 'answered', 'after'],
];

let night: Night;

beforeAll(async () => {
  night = await secondNight(20);
});

test.each(POINTS)(
  'killed %s, a target is as the ledger says, and the next run works',
  async (_when, at, how, expected) => {
    const env = { NODE_OPTIONS: `--import ${DIE}`, TIER_MERGE_TEST_DIE: JSON.stringify({ at, how }) };
    const { signal, stderr } = await night.world.with({ env }, 'apply', night.plan);
    expect(signal, stderr).toBe('SIGKILL');
    const state = await stateOf(night);
    if (expected !== 'either') expect(state).toBe(expected);
    if (state === 'before') await expectDone(night.world, 'apply', night.plan);
    else expect((await night.world.run('apply', night.plan)).code).toBe(5);
    expect(await stateOf(night)).toBe('after');
    await expectInvariants(night.world, night.plan);
    await night.restore();
  },
);
