import type { Config } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import { sql } from '../../engine/sql.js';
import { sourceName } from '../member-ids.js';
import { share } from './ratios.js';

/** Members and true persons as whole sets of rows, as far as the rows' persons are known. */
export interface Clusters {
  readonly members: number;
  readonly persons: number;
  /** Members that hold all rows of one person and no others. */
  readonly exact: number;
  readonly precision: number | null;
  readonly recall: number | null;
  /** The same among those of two rows and more. */
  readonly several: {
    readonly members: number;
    readonly persons: number;
    readonly exact: number;
    readonly precision: number | null;
    readonly recall: number | null;
  };
  /** Members with rows of two persons and more; persons whose rows are in two members and more. */
  readonly wrongly_merged: number;
  readonly split: number;
  readonly b_cubed: { readonly precision: number | null; readonly recall: number | null };
}

/** A member with rows of several persons. */
export interface WronglyMerged {
  /** Source and member id of the member's first row. */
  readonly member: string;
  readonly persons: number;
  readonly rows: readonly { readonly source: string; readonly id: string; readonly person: string }[];
}

/** Needs `placed`. */
export async function measureClusters(engine: Engine): Promise<Clusters> {
  await engine.step(
    'cells',
    sql`select person, member, n, sum(n) over (partition by person) as of_person,
        sum(n) over (partition by member) as of_member,
        count(*) over (partition by person) as members, count(*) over (partition by member) as persons
      from (select person, member, count(*) as n from placed group by person, member)`,
  );
  const found = await engine.one<Record<string, bigint>>(
    sql`select count(distinct member) as members, count(distinct person) as persons,
        count(*) filter (where n = of_person and n = of_member) as exact,
        count(distinct member) filter (where of_member > 1) as several_members,
        count(distinct person) filter (where of_person > 1) as several_persons,
        count(*) filter (where n = of_person and n = of_member and n > 1) as several_exact,
        count(distinct member) filter (where persons > 1) as wrongly_merged,
        count(distinct person) filter (where members > 1) as split
      from cells`,
  );
  const count = (name: string) => Number(found[name]);
  const clusters = {
    ...exactness(count('members'), count('persons'), count('exact')),
    several: exactness(count('several_members'), count('several_persons'), count('several_exact')),
    wrongly_merged: count('wrongly_merged'),
    split: count('split'),
    b_cubed: await bCubed(engine),
  };
  await engine.drop('cells');
  return clusters;
}

function exactness(members: number, persons: number, exact: number) {
  return { members, persons, exact, precision: share(exact, members), recall: share(exact, persons) };
}

/**
 * For each row, the share of its member's rows that are its person (precision) and the share of its person's rows
 * that are in its member (recall), averaged over all rows. A. Bagga and B. Baldwin, Entity-Based Cross-Document
 * Coreferencing Using the Vector Space Model, COLING-ACL 1998.
 */
async function bCubed(engine: Engine): Promise<Clusters['b_cubed']> {
  // A sum of fractions depends on its order, so equal ones are counted first and added up here.
  const groups = await engine.rows<Record<'n' | 'of_person' | 'of_member' | 'cells', bigint>>(
    sql`select n, of_person::bigint as of_person, of_member::bigint as of_member, count(*) as cells
      from cells group by all order by all`,
  );
  const total = { rows: 0, precision: 0, recall: 0 };
  for (const { n, of_person, of_member, cells } of groups) {
    const rows = Number(n * cells);
    total.rows += rows;
    total.precision += (rows * Number(n)) / Number(of_member);
    total.recall += (rows * Number(n)) / Number(of_person);
  }
  return { precision: share(total.precision, total.rows), recall: share(total.recall, total.rows) };
}

/** The members with rows of most persons first, at most `limit` of them, to be looked at. Needs `placed` and `truth`. */
export async function listWronglyMerged(
  engine: Engine,
  config: Config,
  limit: number,
): Promise<readonly WronglyMerged[]> {
  const rows = await engine.rows<{
    member: bigint;
    persons: bigint;
    source: string;
    id: string;
    person: string;
  }>(
    sql`with wrong as (
        select member, count(distinct person) as persons, count(*) as rows from placed
        group by member having count(distinct person) > 1
        order by persons desc, rows desc, member limit ${limit}
      )
      select member, persons, ${sourceName(config)} as source, rows.member_id as id, truth.person
      from wrong join placed using (member) join truth using (row_id) join rows using (row_id)
      order by persons desc, wrong.rows desc, member, row_id`,
  );
  const listed = new Map<bigint, WronglyMerged & { rows: WronglyMerged['rows'][number][] }>();
  for (const { member, persons, source, id, person } of rows) {
    const one = listed.get(member) ?? { member: `${source} ${id}`, persons: Number(persons), rows: [] };
    one.rows.push({ source, id, person });
    listed.set(member, one);
  }
  return [...listed.values()];
}
