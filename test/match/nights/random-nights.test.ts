import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.js';
import { join, raw, type Sql, sql } from '../../../src/engine/sql.js';
import { nameMembers } from '../../../src/match/member-ids.js';
import { smallEngine } from '../../engine/small-engine.js';
import { Dice } from '../../read/dice.js';
import { fill, settingOf } from '../support.js';
import { asLines, follow, type IdChange, type Members, NOBODY, type TruthRow } from './policy.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

const WORLDS = 6;
const NIGHTS = 12;
const ROWS = 30;

test('on random nights, rows have the ids that the policy says', async () => {
  const seed = 20_261_122;
  const dice = new Dice(seed);
  for (let world = 0; world < WORLDS; world++) {
    let members = NOBODY;
    for (let night = 1; night <= NIGHTS; night++) {
      const rows = randomRows(dice);
      const found = await nameNight(members, rows, night);
      const newId = (row: string) => found.idOf.get(row) ?? `no id for ${row}`;
      const expected = follow(members, { night, rows, newId });
      const where = `seed ${seed}, world ${world}, night ${night}`;
      const tonight = new Map([...expected.members.idOf].filter(([row]) => found.idOf.has(row)));
      expect([...found.idOf].sort(), where).toEqual([...tonight].sort());
      const begun = expected.changes.filter(({ change }) => ['new', 'split', 'merged'].includes(change));
      expect(found.changes, where).toEqual(asLines(begun));
      const twice = begun.filter(({ id, change }) => change !== 'merged' && members.born.has(id));
      expect(twice, where).toEqual([]);
      members = expected.members;
    }
  }
});

/** Most rows are there, and most of them are the person they were in every other night. */
function randomRows(dice: Dice): readonly TruthRow[] {
  return Array.from({ length: ROWS }, (_, at) => at).flatMap((at): readonly TruthRow[] => {
    const home = Math.floor(at / 6);
    const person = dice.chance(3) ? dice.below(ROWS / 3) : home;
    const row = { key: `r${String(at).padStart(2, '0')}`, person: `p${person}`, withdrawn: dice.chance(6) };
    return dice.chance(5) ? [] : [row];
  });
}

async function nameNight(members: Members, rows: readonly TruthRow[], night: number) {
  const keys = rows.map(({ key }) => key);
  await fill(
    engine,
    rows.map(({ key, withdrawn }) => ({ id: key, ...(withdrawn ? { status: 'withdrawn' } : {}) })),
  );
  const first = (row: TruthRow) => rows.findIndex(({ person }) => person === row.person);
  await table(
    'person_rows',
    'row_id bigint, person_id bigint',
    rows.map((row, at) => sql`(${at}, ${first(row)})`),
  );
  const links = [...members.idOf].map(([row, id]) => sql`('online', ${row}, ${id})`);
  await table('previous_links', 'source varchar, source_member_id varchar, member_id varchar', links);
  const born = [...members.born].map(([id, run]) => sql`(${id}, ${`run${run}`})`);
  await table('previous_members', 'member_id varchar, first_run varchar', born);
  const runs = Array.from({ length: night - 1 }, (_, at) => sql`(${`run${at + 1}`}, ${at + 1})`);
  await table('previous_runs', 'run_id varchar, sequence bigint', runs);
  await nameMembers(engine, settingOf(), night === 1 ? null : `run${night - 1}`);
  const ids = await engine.rows<{ row_id: bigint; member_id: string }>(
    raw('select row_id, member_id from person_rows join person_ids using (person_id)'),
  );
  const changes = await engine.rows<Omit<IdChange, never> & { other: string | null }>(
    raw(`select member_id as id, case when split_from is null then 'new' else 'split' end as change, split_from as other
      from person_ids where is_new union all select member_id, 'merged', merged_into from merged_ids`),
  );
  return {
    idOf: new Map(ids.map(({ row_id, member_id }) => [keys[Number(row_id)] as string, member_id])),
    changes: asLines(changes.map((one) => ({ ...one, other: one.other ?? '' }))),
  };
}

async function table(name: string, columns: string, rows: readonly Sql[]): Promise<void> {
  await engine.run(raw(`create or replace table ${name} (${columns})`));
  if (rows.length > 0) await engine.run(sql`insert into ${raw(name)} values ${join(rows)}`);
}
