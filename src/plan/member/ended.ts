import { join } from 'node:path';
import type { Engine } from '../../engine/engine.js';
import { live } from '../../engine/inert.js';
import { name, type Sql, sql } from '../../engine/sql.js';
import type { StoredRow } from '../../store/pages.js';
import type { Store } from '../../store/store.js';
import { TABLES } from '../../store/tables.js';
import { type Content, type Format, readContent, readCsv } from '../files/content.js';
import type { MemberView } from './view.js';

/** Why an id is not among the members of a plan. */
export interface Ending {
  readonly change: 'gone' | 'merged' | 'removed';
  /** The member that it is a part of now. */
  readonly other: string | null;
}

interface EndedMember {
  readonly view: MemberView;
  readonly ending: Ending;
}

/**
 * A member that is in the target and not among those of a plan, as the target has it: gone from the exports, merged
 * into another one, or removed by a revert; by this plan or before. Undefined for an id that the target does not know.
 */
export async function readEnded(
  engine: Engine,
  store: Store,
  { directory, memberId, format }: { directory: string; memberId: string; format: Format },
): Promise<EndedMember | undefined> {
  const [stored] = await found(store.find('members', [[memberId]]));
  const planned = await engine.rows<{ change: string; other: string | null }>(
    sql`select change, other from ${readCsv(join(directory, 'member_ids.csv'))} where member_id = ${memberId}`,
  );
  const ending = endingOf(planned[0], stored);
  if (stored === undefined || ending === undefined) return undefined;
  const of = { directory, memberId, format };
  return { ending, view: await viewOf(engine, store, { ...of, stored }) };
}

const CHANGES = ['gone', 'merged', 'removed'] as const;

function endingOf(
  planned: { readonly change: string; readonly other: string | null } | undefined,
  stored: StoredRow | undefined,
): Ending | undefined {
  const change = CHANGES.find((one) => one === planned?.change);
  if (planned !== undefined && change !== undefined) return { change, other: planned.other };
  if (typeof stored?.merged_into === 'string') return { change: 'merged', other: stored.merged_into };
  return typeof stored?.gone_since === 'string' ? { change: 'gone', other: null } : undefined;
}

interface OfMember {
  readonly directory: string;
  readonly memberId: string;
  readonly format: Format;
  readonly stored: StoredRow;
}

async function viewOf(
  engine: Engine,
  store: Store,
  { directory, memberId, format, stored }: OfMember,
): Promise<MemberView> {
  const person = await store.person(memberId);
  const keys = (person?.rows ?? []).map(({ source, source_member_id: id }) => [source, id]);
  const links = (await found(store.find('links', keys))).filter((row) => row.member_id === memberId);
  const points = await found(
    store.find(
      'points',
      (await bucketsOf(engine, { directory, format })).map((bucket) => [memberId, bucket]),
    ),
  );
  return {
    member: Object.fromEntries(
      DESCRIBING.map((column) => [column, textOf(stored[column])] as const).filter(
        ([, value]) => value !== null,
      ),
    ),
    rows: links.map((row) => ({
      ...{ source: String(row.source), source_member_id: String(row.source_member_id) },
      ...{ how: String(row.how), score: String(row.score), reason: null, weights: null },
    })),
    points: points.map((row) => ({
      ...{ bucket: String(row.bucket), balance: String(row.balance), expires_at: textOf(row.expires_at) },
    })),
    changes: await engine.rows<never>(
      sql`select field, before, after from ${readContent(directory, 'changes', format)}
        where member_id = ${memberId} order by all`,
    ),
  };
}

const { columns, apart = [] } = TABLES.members;

const DESCRIBING = columns.map((column) => column.name).filter((column) => !apart.includes(column));

/** The target finds a balance by its whole key. */
async function bucketsOf(
  engine: Engine,
  { directory, format }: { readonly directory: string; readonly format: Format },
): Promise<readonly string[]> {
  const of = (table: Content, bucket: Sql) =>
    sql`select ${bucket} as bucket from ${readContent(directory, table, format)}`;
  const moved = sql`substr(field, 8)`;
  const rows = await engine.rows<{ bucket: string }>(
    sql`select distinct bucket from (${of('points', live(name('bucket')))}
      union all ${of('changes', moved)} where starts_with(field, 'points:')) order by bucket`,
  );
  return rows.map(({ bucket }) => bucket);
}

async function found(batches: AsyncIterable<readonly StoredRow[]>): Promise<readonly StoredRow[]> {
  const all: StoredRow[] = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}

function textOf(value: StoredRow[string] | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
