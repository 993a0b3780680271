import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Target } from '../../src/config/schema.js';
import type { Batches, Delta, DeltaRow } from '../../src/store/delta.js';
import type { StoredRow } from '../../src/store/pages.js';
import { openStore, type Store } from '../../src/store/store.js';
import type { StoredTable, WrittenTable } from '../../src/store/tables.js';
import { targetIn } from './database.js';

export const NOW = new Date('2026-03-01T00:00:00Z');

export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'tier-merge-store-'));
}

export function targetAt(filename: string, prefix = ''): Target {
  return { client: 'better-sqlite3', connection: { filename }, prefix };
}

export async function open(folder: string, create = true): Promise<Store> {
  return openStore(targetIn(folder), { baseDirectory: folder, create, now: () => NOW });
}

export async function migrated(folder: string): Promise<Store> {
  const store = await open(folder);
  await store.migrate();
  return store;
}

export async function* batches(...all: readonly (readonly DeltaRow[])[]): Batches {
  yield* all;
}

/** A delta of run `run_id`; tables that are not given are empty, counts that are not given are 0. */
export function deltaOf(
  run_id: string,
  head: string | null,
  tables: Partial<Record<WrittenTable, readonly DeltaRow[] | Batches>>,
  run: Partial<Delta['run']> = {},
): Delta {
  const rows = (table: WrittenTable): Batches => {
    const given = tables[table] ?? [];
    return Symbol.asyncIterator in given ? given : batches(given);
  };
  return {
    head,
    run: {
      run_id,
      plan_id: `plan-of-${run_id}`,
      kind: 'apply',
      as_of: '2026-03-01',
      approved_by: null,
      content_hash: 'c0ffee',
      config_hash: 'c0',
      rules_hash: '42',
      tool_version: '0.1.0',
      members_total: 0,
      members_new: 0,
      members_changed: 0,
      members_gone: 0,
      links_total: 0,
      points_total: 0,
      changes_rows: 0,
      started_at: '2026-02-28T23:59:00.000Z',
      input_summary: '{}',
      ...run,
    },
    tables: {
      members: rows('members'),
      links: rows('links'),
      points: rows('points'),
      source_rows: rows('source_rows'),
      changes: rows('changes'),
    },
  };
}

/** Two members with two links: what most tests begin with. */
export function firstLoad(): Delta {
  return deltaOf(
    'R1',
    null,
    {
      members: [
        { op: 'insert', expected_run: null, member_id: 'M1', grade: 'GOLD' },
        { op: 'insert', expected_run: null, member_id: 'M2', grade: 'BASIC' },
      ],
      links: [
        { op: 'insert', source: 'offline', source_member_id: '77', member_id: 'M2', how: 'alone' },
        { op: 'insert', source: 'online', source_member_id: 'a', member_id: 'M1', how: 'alone' },
      ],
      points: [{ op: 'insert', member_id: 'M1', bucket: 'main', balance: 100n }],
      changes: [
        { member_id: 'M1', field: 'grade', before: null, after: 'GOLD' },
        { member_id: 'M2', field: 'grade', before: null, after: 'BASIC' },
      ],
    },
    { members_total: 2, members_new: 2, links_total: 2, points_total: 1, changes_rows: 2 },
  );
}

export function memberUpdate(member_id: string, expected_run: string, grade: string): DeltaRow {
  return { op: 'update', expected_run, member_id, grade };
}

/** The counts of a run that updates members of the first load and nothing else. */
export const UPDATED = { members_total: 2, links_total: 2, points_total: 1 };

export async function rowsOf(store: Store, table: StoredTable): Promise<readonly StoredRow[]> {
  const rows: StoredRow[] = [];
  for await (const page of store.read(table)) rows.push(...page);
  return rows;
}

/** Member, grade and last run of everybody, one line each. */
export async function gradesIn(store: Store): Promise<readonly string[]> {
  return (await rowsOf(store, 'members')).map((row) => `${row.member_id} ${row.grade} ${row.last_run}`);
}
