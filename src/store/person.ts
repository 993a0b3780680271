import type { Knex } from 'knex';
import type { Place } from './target.js';

/** A member with every id that was merged into it, and the rows that are or were theirs alone. */
export interface Person {
  readonly members: readonly string[];
  readonly rows: readonly PersonRow[];
  /** The member that this one was merged into; then it is that one who is the person. */
  readonly mergedInto: string | null;
}

interface PersonRow {
  readonly source: string;
  readonly source_member_id: string;
  /** Every hash that the row has had; no row that never had a CI has one. */
  readonly ci_hashes: readonly string[];
  /** What names, phones, e-mails and cards it has had: to find them in files. */
  readonly values: readonly string[];
}

/** Finds a person by a member id; undefined where the target has no such member. */
export async function readPerson(db: Knex, place: Place, member: string): Promise<Person | undefined> {
  const [found] = await db(`${place.prefix}members`).select('merged_into').where({ member_id: member });
  if (found === undefined) return undefined;
  const members = await withMerged(db, place, member);
  const rows: PersonRow[] = [];
  for (const key of await rowsOf(db, place, members))
    rows.push({ ...key, ...(await contentOf(db, place, key)) });
  return { members, rows, mergedInto: found.merged_into };
}

async function withMerged(db: Knex, { prefix }: Place, member: string): Promise<readonly string[]> {
  const all = new Set([member]);
  let found: readonly string[] = [member];
  while (found.length > 0) {
    const rows: readonly { member_id: string }[] = await db(`${prefix}members`)
      .select('member_id')
      .whereIn('merged_into', [...found]);
    found = rows.map(({ member_id }) => member_id).filter((id) => !all.has(id));
    for (const id of found) all.add(id);
  }
  return [...all];
}

interface Key {
  readonly source: string;
  readonly source_member_id: string;
}

async function rowsOf(db: Knex, { prefix }: Place, members: readonly string[]): Promise<readonly Key[]> {
  const columns = ['source', 'source_member_id'];
  const now: readonly Key[] = await db(`${prefix}links`)
    .select(columns)
    .whereIn('member_id', [...members]);
  const rows = new Map(now.map((row) => [JSON.stringify([row.source, row.source_member_id]), row]));
  if (await db.schema.hasTable(`${prefix}links_before`)) {
    const was: readonly Key[] = await db(`${prefix}links_before`)
      .distinct(columns)
      .whereIn('member_id', [...members]);
    for (const { source, source_member_id } of was) {
      const key = { source, source_member_id };
      const [held] = await db(`${prefix}links`).select('member_id').where(key);
      if (held === undefined) rows.set(JSON.stringify([source, source_member_id]), key);
    }
  }
  return [...rows.values()].map(({ source, source_member_id }) => ({ source, source_member_id }));
}

const VALUES = ['name', 'phone', 'email', 'card_no'] as const;

async function contentOf(
  db: Knex,
  { prefix }: Place,
  { source, source_member_id }: Key,
): Promise<Pick<PersonRow, 'ci_hashes' | 'values'>> {
  const read: Record<string, string | null>[] = [];
  for (const table of ['source_rows', 'source_rows_before']) {
    if (!(await db.schema.hasTable(`${prefix}${table}`))) continue;
    const where = { source, source_member_id };
    read.push(
      ...(await db(`${prefix}${table}`)
        .select(['ci_hash', ...VALUES])
        .where(where)),
    );
  }
  const distinct = (values: readonly (string | null | undefined)[]) => [
    ...new Set(values.filter((value): value is string => typeof value === 'string')),
  ];
  return {
    ci_hashes: distinct(read.map((row) => row.ci_hash)),
    values: distinct(read.flatMap((row) => VALUES.map((column) => row[column]))),
  };
}
