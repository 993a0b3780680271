import { Failure } from '../failure.js';
import type { LoadBatch } from './dialect.js';
import type { Recorded } from './ledger.js';
import { type Column, TABLES, type Table, type WrittenTable } from './tables.js';
import { type Bound, encoderOf } from './values.js';

type Op = 'insert' | 'update' | 'delete';

/** A row as it is to be, whole: a column it does not state becomes null. A delete needs the key only. */
export interface DeltaRow {
  readonly [column: string]: unknown;
  /** Not for `changes`, whose rows are always new. */
  readonly op?: Op;
  /** Members only: the `last_run` the plan saw, null when there must be no such member. */
  readonly expected_run?: string | null;
  /** `row` where `was_<column>` says what the plan saw in each column; it must still be so when it is written. */
  readonly saw?: 'row' | null;
  /** Points only: the balance moves by so much from whatever it is, instead of being set. */
  readonly moves_by?: bigint | number | string | null;
}

/** What stands in a file of rows: no header, a comma between values, quotes doubled, lines ended by LF. */
export interface CsvForm {
  /** What stands, unquoted, for null. */
  readonly nullText: string;
  /** In every row, before the columns of the table. */
  readonly constant: readonly string[];
}

/** Removed once it is loaded. */
export interface CsvFile {
  readonly path: string;
  readonly rows: number;
}

export type Batches<T = DeltaRow> = AsyncIterable<readonly T[]>;

/** Everything one plan does to a target. */
export interface Delta {
  readonly run: Recorded;
  /** The run at the head of the ledger when the plan was made; null when there was none. */
  readonly head: string | null;
  readonly tables: Readonly<Record<WrittenTable, Batches>>;
  /**
   * The rows of a table as a file, where a first load can have them so: without a detour through JavaScript a
   * database that takes whole files loads several times as fast.
   */
  readonly file?: (table: WrittenTable, form: CsvForm) => Promise<CsvFile>;
  /** What to type once the target is no longer what the plan saw. */
  readonly again?: string;
  /** Columns of members of which the target is master: an update leaves them unless it states a value. */
  readonly kept?: readonly string[];
  /** The day on which every member is told its grade; the counts are then those that the transaction finds. */
  readonly announces?: string;
  /** Kept once and for all: a value that is already there must be the same. */
  readonly meta?: Readonly<Record<string, string>>;
}

/** The columns of a delta that steer and are not stored. */
export function steering(table: Table): readonly Column[] {
  if (table.name === 'changes') return [];
  const op: readonly Column[] = [{ name: 'op', kind: 'key' }];
  if (table.name === 'source_rows') return op;
  const own: readonly Column[] =
    table.name === 'members'
      ? [{ name: 'expected_run', kind: 'text' }]
      : table.name === 'points'
        ? [{ name: 'moves_by', kind: 'integer' }]
        : [];
  const was = seenColumns(table).map(({ name, kind }): Column => ({ name: seen(name), kind }));
  return [...op, ...own, { name: 'saw', kind: 'text' }, ...was];
}

/** The columns of a table in which a row may have been changed by others; any of them may be empty. */
export function seenColumns(table: Table): readonly Column[] {
  return table.columns
    .filter(({ name }) => !table.key.includes(name) && table.apart?.includes(name) !== true)
    .map(({ name, kind }) => ({ name, kind: kind === 'key' ? 'text' : kind }));
}

/** The column of a delta that says what the plan saw in a column. */
export function seen(column: string): string {
  return `was_${column}`;
}

/** The rows of a delta as values fit for their columns, batch by batch. */
export async function* valuesOf(
  table: Table,
  columns: readonly Column[],
  batches: Batches,
): AsyncGenerator<LoadBatch> {
  const kept = new Set([...table.key, ...steering(table).map((column) => column.name)]);
  const encoders = columns.map((column) => ({
    column,
    encode: encoderOf(table.name, column),
    ofDeletes: kept.has(column.name),
  }));
  for await (const rows of batches) {
    for (const row of rows) requireRow(table, row);
    // Most columns of a wide table are not mapped, and each bound null costs as much as a value.
    const stated = encoders.filter(
      ({ column }) => column.kind === 'key' || rows.some((row) => isStated(row, column)),
    );
    const values = new Array<Bound>(rows.length * stated.length);
    for (const [offset, { column, encode, ofDeletes }] of stated.entries()) {
      let at = offset;
      for (const row of rows) {
        values[at] = row.op === 'delete' && !ofDeletes ? null : encode(row[column.name]);
        at += stated.length;
      }
    }
    yield { columns: stated.map(({ column }) => column), values };
  }
}

function isStated(row: DeltaRow, { name }: Column): boolean {
  return row[name] !== null && row[name] !== undefined;
}

/** The rows of a delta for an empty target, where there is nothing to update or to delete. */
export async function* insertsOnly(batches: Batches): AsyncGenerator<readonly DeltaRow[]> {
  for await (const rows of batches) {
    const other = rows.find((row) => row.op !== undefined && row.op !== 'insert');
    if (other !== undefined) {
      throw new Failure(
        'stale',
        `the plan has rows to ${other.op}, but the target is empty`,
        'make the plan again',
      );
    }
    yield rows;
  }
}

const KNOWN = new Map<Table, ReadonlySet<string>>(
  Object.values(TABLES).map((table) => [
    table,
    new Set([...table.columns, ...steering(table), { name: 'op' }].map((column) => column.name)),
  ]),
);

/** A misspelt column would be a column silently lost. */
function requireRow(table: Table, row: DeltaRow): void {
  const known = KNOWN.get(table);
  for (const column in row) {
    if (known?.has(column) === false) throw new TypeError(`a delta cannot set ${table.name}.${column}`);
  }
  requireOp(table, row);
}

const OPS: ReadonlySet<unknown> = new Set<Op>(['insert', 'update', 'delete']);

function requireOp(table: Table, { op, expected_run }: DeltaRow): void {
  if (table.name === 'changes') {
    if (op === undefined || op === 'insert') return;
  } else if (OPS.has(op)) {
    const exists = typeof expected_run === 'string';
    if (table.name !== 'members' || exists === (op !== 'insert')) return;
    throw new TypeError(`members: op ${op} and expected_run ${exists ? 'a run' : 'null'} do not go together`);
  }
  throw new TypeError(`${table.name}: ${String(op)} is no op`);
}
