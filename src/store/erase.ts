import type { Knex } from 'knex';
import { name } from '../engine/sql.js';
import { Failure } from '../failure.js';
import { type Attempt, commitRun, type Opened } from './apply.js';
import { failureOf } from './fault.js';
import { type Counts, type LedgerRow, type Recorded, readHead, writeRun } from './ledger.js';
import { select, stored } from './staging.js';
import { BEFORE_TABLES, type Column, FORGOTTEN, STORED_TABLES } from './tables.js';

/** Members that are to leave no trace in the target. */
export interface Erasure {
  /** Without counts: they are what the tables hold afterwards. */
  readonly run: Omit<Recorded, keyof Counts>;
  /** The run at the head of the ledger when the members were found. */
  readonly head: string | null;
  /** Every id of theirs. */
  readonly members: readonly string[];
  /** What stays of them: keyed hashes. */
  readonly forgotten: readonly { readonly hash: string; readonly kind: 'row' | 'ci' }[];
}

/**
 * Erases members from every table, before-images and changes included, whole or not at all, and gives the row of the
 * ledger, which says how many and not who. Throws `stale` where another run came in between.
 */
export async function erase(opened: Opened, erasure: Erasure): Promise<LedgerRow> {
  const { dialect, place } = opened;
  const attempt: Attempt = { committing: false };
  const { run } = erasure;
  const row = await commitRun(opened, { run, attempt }, () => write(opened, erasure, attempt));
  const db = await dialect.open(place, 'write');
  try {
    await dialect.erasing?.end(db);
  } catch (error) {
    throw new Failure(
      'target',
      `run ${row.run_id} erased ${erasure.members.length} member ids, but ${place.shown} could not be compacted`,
      'what was deleted may still be in free pages: run "vacuum" on it',
      { cause: failureOf(error, dialect, place) },
    );
  } finally {
    await dialect.close(db);
  }
  return row;
}

async function write(opened: Opened, erasure: Erasure, attempt: Attempt): Promise<void> {
  const { dialect, place, now } = opened;
  const locking = { run_id: erasure.run.run_id, since: now().toISOString() };
  const db = await dialect.open(place, 'write');
  try {
    await dialect.erasing?.begin(db);
    await stageMembers(db, opened, erasure.members);
    await db.transaction(async (trx) => {
      await trx.raw('select 1');
      await dialect.lock(trx, place, locking);
      await requireHead(trx, opened, erasure.head);
      await trx.raw(`insert into ${ROWS} (source, source_member_id, op) ${rowsOf(opened)}`);
      const members_gone = await deleteAll(trx, opened);
      await blank(trx, opened);
      for (const row of erasure.forgotten) await remember(trx, opened, { ...row, run_id: locking.run_id });
      const counts = { ...(await countAll(trx, opened)), members_gone };
      await writeRun(trx, place, { ...erasure.run, ...counts, finished_at: now().toISOString() });
      await dialect.waitForReaders(trx);
      attempt.committing = true;
    });
  } finally {
    await dialect.unlock(db, place, locking);
    await dialect.close(db);
  }
}

const MEMBERS = name('tier_merge_erased_members').sql;
const ROWS = name('tier_merge_erased_rows').sql;
const OP: Column = { name: 'op', kind: 'key' };
const MEMBER_COLUMNS: readonly Column[] = [{ name: 'member_id', kind: 'key' }, OP];
const ROW_COLUMNS: readonly Column[] = [
  { name: 'source', kind: 'key' },
  { name: 'source_member_id', kind: 'key' },
  OP,
];

async function stageMembers(db: Knex, { dialect }: Opened, members: readonly string[]): Promise<void> {
  for (const [table, columns, key] of [
    [MEMBERS, MEMBER_COLUMNS, 'member_id'],
    [ROWS, ROW_COLUMNS, 'source, source_member_id'],
  ] as const) {
    const made = columns.map((column) => `${name(column.name).sql} ${dialect.columnType(column.kind)}`);
    await db.raw(
      `create temporary table ${table} (${made.join(', ')}, primary key (${key}))${dialect.tableOptions}`,
    );
  }
  const values = members.flatMap((member) => [member, 'delete']);
  const constant = { columns: [], value: '' };
  await dialect.load(db, {
    into: MEMBERS,
    columns: MEMBER_COLUMNS,
    constant,
    batches: oneBatch({ columns: MEMBER_COLUMNS, values }),
  });
}

async function* oneBatch<T>(batch: T): AsyncGenerator<T> {
  yield batch;
}

async function requireHead(trx: Knex, { place }: Opened, expected: string | null): Promise<void> {
  const head = (await readHead(trx, place))?.run_id ?? null;
  if (head === expected) return;
  throw new Failure('stale', `run ${head} was applied to ${place.shown} meanwhile`, 'try again');
}

/** The rows of the members, and those that only ever were theirs. A row of somebody else now is left to him. */
function rowsOf({ place }: Opened): string {
  const links = stored(place, 'links');
  return `select source, source_member_id, 'delete' from ${links}
      where member_id in (select member_id from ${MEMBERS})
    union
    select was.source, was.source_member_id, 'delete' from ${stored(place, 'links_before')} as was
      left join ${links} as now on now.source = was.source and now.source_member_id = was.source_member_id
      where now.member_id is null and was.member_id in (select member_id from ${MEMBERS})`;
}

const BY_MEMBER = ['member_id'];
const BY_ROW = ['source', 'source_member_id'];

/** Gives how many members of today are gone by it. */
async function deleteAll(trx: Knex, { dialect, place }: Opened): Promise<number> {
  const [row] = await select<{ n: bigint }>(
    trx,
    `select count(*) as n from ${stored(place, 'members')} where member_id in (select member_id from ${MEMBERS})`,
  );
  const remove = (table: string, key: readonly string[]) =>
    trx.raw(
      dialect.remove({
        table: stored(place, table),
        staged: key === BY_MEMBER ? MEMBERS : ROWS,
        key: key.map((column) => name(column).sql),
      }),
    );
  for (const table of ['links', 'links_before', 'source_rows', 'source_rows_before'])
    await remove(table, BY_ROW);
  for (const table of ['links', 'points', 'members'] as const) {
    await remove(table, BY_MEMBER);
    await remove(BEFORE_TABLES[table].name, BY_MEMBER);
  }
  await remove('changes', BY_MEMBER);
  await trx.raw(`delete from ${stored(place, 'changes')}
    where field in (select 'link:' || source || ':' || source_member_id from ${ROWS})`);
  return Number(row?.n);
}

/** Other members may have come from an erased one, or given it a row. */
async function blank(trx: Knex, { place }: Opened): Promise<void> {
  const columns = [
    ...['members', 'members_before'].flatMap((table) => [
      [table, 'split_from'],
      [table, 'merged_into'],
    ]),
    ['changes', 'before'],
    ['changes', 'after'],
  ] as const;
  for (const [table = '', column = ''] of columns) {
    const quoted = name(column).sql;
    await trx.raw(
      `update ${stored(place, table)} set ${quoted} = null where ${quoted} in (select member_id from ${MEMBERS})`,
    );
  }
}

/** Whoever was forgotten, came back by hand and is forgotten again has the same hash. */
async function remember(trx: Knex, { place }: Opened, row: Readonly<Record<string, string>>): Promise<void> {
  const table = `${place.prefix}${FORGOTTEN.name}`;
  const [known] = await trx(table).where({ hash: row.hash }).limit(1);
  if (known === undefined) await trx(table).insert(row);
}

async function countAll(trx: Knex, { place }: Opened): Promise<Omit<Counts, 'members_gone'>> {
  const [members_total = 0, links_total = 0, points_total = 0] = await Promise.all(
    STORED_TABLES.slice(0, 3).map(async (table) => {
      const [row] = await select<{ n: bigint }>(trx, `select count(*) as n from ${stored(place, table)}`);
      return Number(row?.n);
    }),
  );
  return { members_total, members_new: 0, members_changed: 0, links_total, points_total, changes_rows: 0 };
}
