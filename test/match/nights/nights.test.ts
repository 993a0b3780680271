import { beforeAll, describe, expect, test } from 'vitest';
import { makeWorld, type Outcome, type Result, records, type World } from '../../cli/program.js';
import { expectInvariants, query } from '../../plan/invariants.js';
import { after, PARTS, type Town, truthOf, writeDecisions, writeExports } from './exports.js';
import { asLines, follow, type IdChange, type Members, NOBODY } from './policy.js';
import { STORY } from './story.js';

/** What a night left behind, and what the policy says. */
interface Played {
  readonly plan: string;
  readonly outcome: Outcome;
  readonly town: Town;
  readonly before: Members;
  readonly members: Members;
  readonly changes: readonly IdChange[];
}

let world: World;
const played: Played[] = [];

beforeAll(async () => {
  world = makeWorld(PARTS);
  let [town, members]: [Town, Members] = [new Map(), NOBODY];
  for (const [at, night] of STORY.entries()) {
    town = after(town, night);
    const { plan, outcome } = await play(world, at, town);
    const ids = linksOf(world, plan);
    const newId = (row: string) => ids.get(row) ?? `no id for ${row}`;
    const before = members;
    const followed = follow(before, { night: at + 1, rows: truthOf(town), newId });
    members = followed.members;
    played.push({ plan, outcome, town, before, ...followed });
  }
}, 600_000);

/** Runs a night of the story; `plan` is the folder of its plan. */
async function play(where: World, at: number, town: Town) {
  writeExports(where, town);
  const { decisions = at === 0 ? [] : undefined } = STORY[at] ?? {};
  if (decisions !== undefined) writeDecisions(where, decisions);
  const known = where.list('runs');
  const outcome = await where.run('run', '-q', '--as-of', `2026-07-${String(at + 1).padStart(2, '0')}`);
  const plan = where.list('runs').find((run) => !known.includes(run));
  if (plan === undefined) throw new Error(`night ${at + 1} left no plan: ${outcome.stderr}`);
  return { outcome, plan: `runs/${plan}` };
}

describe.each(STORY.map(({ happens }, at) => [at + 1, happens] as const))('night %i: %s', (n) => {
  const one = () => played[n - 1] as Played;

  test('the run succeeds', () => {
    expect(one().outcome).toMatchObject({ code: 0, stderr: '' });
  });

  test('every row has the id that the policy says', () => {
    const { plan, town, members } = one();
    const ids = new Map([...members.idOf].filter(([row]) => town.has(row)));
    expect(sorted(linksOf(world, plan))).toEqual(sorted(ids));
  });

  test('the ids that begin, end or return are those that the policy says, none else', () => {
    const { plan, changes } = one();
    const found = records(world.read(`${plan}/member_ids.csv`));
    const lines = found.map(({ member_id, change, other }) => `${member_id} ${change} ${other}`.trim());
    // On the first night all are new, and members.csv is the list of them.
    expect(lines).toEqual(n === 1 ? [] : asLines(changes));
    expect(world.json<Result>(`${plan}/result.json`).members).toMatchObject(countsOf(one()));
  });

  test('no id is given a second time', () => {
    const { before, changes } = one();
    const isFresh = ({ id }: IdChange) => !before.born.has(id);
    const begun = changes.filter(({ change }) => change === 'new' || change === 'split');
    expect(begun.filter((change) => !isFresh(change))).toEqual([]);
    expect(new Set(begun.map(({ id }) => id)).size).toBe(begun.length);
  });
});

test('the nights hold every kind of change', () => {
  const kinds = played.map(({ changes }) =>
    [...new Set(changes.map(({ change }) => change))].sort().join(' '),
  );
  expect(kinds).toEqual([
    ...['new', 'new', 'gone', 'merged', '', 'split', 'returned', 'merged', 'gone split', 'merged', ''],
  ]);
});

test('the target holds what was merged into what, and what was split from what', async () => {
  const all = played.flatMap(({ changes }) => changes);
  const found = await query(
    world,
    'select member_id, merged_into, split_from from members where coalesce(merged_into, split_from) is not null order by member_id',
  );
  const of = (id: string, kind: IdChange['change']) =>
    all.find((one) => one.id === id && one.change === kind)?.other ?? null;
  const ids = all.filter(({ change }) => change === 'merged' || change === 'split').map(({ id }) => id);
  expect(found).toEqual(
    [...new Set(ids)]
      .sort()
      .map((id) => ({ member_id: id, merged_into: of(id, 'merged'), split_from: of(id, 'split') })),
  );
});

test('the target keeps its invariants, and a first run repeated from nothing gives the same ids', async () => {
  const [first, last] = [played.at(0), played.at(-1)] as [Played, Played];
  await expectInvariants(world, last.plan);
  const again = makeWorld(PARTS);
  const { plan } = await play(again, 0, first.town);
  for (const file of ['links.csv', 'member_ids.csv'])
    expect(again.read(`${plan}/${file}`)).toBe(world.read(`${first.plan}/${file}`));
});

function linksOf(where: World, plan: string): ReadonlyMap<string, string> {
  const links = records(where.read(`${plan}/links.csv`));
  return new Map(links.map(({ source_member_id = '', member_id = '' }) => [source_member_id, member_id]));
}

function sorted(ids: ReadonlyMap<string, string>): readonly string[] {
  return [...ids].map(([row, id]) => `${row} ${id}`).sort();
}

/** New members are those of a split, too. */
function countsOf({ town, changes }: Played) {
  const count = (...kinds: readonly IdChange['change'][]) =>
    changes.filter(({ change }) => kinds.includes(change)).length;
  return {
    total: new Set([...town.values()].map(({ who }) => who)).size,
    new: count('new', 'split'),
    gone: count('gone'),
    merged: count('merged'),
    split: count('split'),
  };
}
