import { expect, test } from 'vitest';
import { mergePersons } from '../../src/merge/merge.js';
import { rulesFrom, SOURCES } from '../rules/support.js';
import { naive, type Person, RULES } from './naive.js';
import { fill, smallEngine, type TestRow, table } from './support.js';

test('2,000 random persons come out as a second, naive reading of the rules says', async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  const random = generator(seed);
  const people = Array.from({ length: 2_000 }, (_, person) => randomPerson(person, random));
  const previous = Object.fromEntries(
    people.flatMap((p, i) => (p.previous === undefined ? [] : [[i, p.previous]])),
  );
  const engine = await smallEngine();
  await fill(
    engine,
    people.flatMap(({ rows }) => rows),
    previous,
  );
  await mergePersons(engine, { rules: await rulesFrom(engine, RULES), sources: SOURCES, asOf: '2026-01-01' });
  const columns = `m.person_id as id, grade, rule, adjusted_by, status, balance, name, phone, store,
    joined_at::date as joined, consent_sms, consent_email`;
  const lines = await table(
    engine,
    columns,
    'merged m left join merged_points p on p.person_id = m.person_id',
  );
  engine.close();
  const found = new Map(
    lines.map((line) => [Number(line.split(' | ')[0]), line.slice(line.indexOf(' | ') + 3)]),
  );
  for (const [id, person] of people.entries()) {
    expect(found.get(id), `SEED=${seed} ${JSON.stringify(person)}`).toBe(naive(person));
  }
  expect(found.size).toBe(people.length);
});

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** One to five rows, online first as in the tables, with every value missing now and then. */
function randomPerson(person: number, random: () => number): Person {
  const pick = <T>(...of: readonly T[]): T | null =>
    random() < 0.25 ? null : (of[Math.floor(random() * of.length)] ?? null);
  const size = 1 + Math.floor(random() * random() * 6);
  const rows = Array.from({ length: size }, (): TestRow => {
    const source = random() < 0.5 ? 'online' : 'offline';
    const common = {
      person,
      source,
      name: pick('Kim', 'Lee', 'Park'),
      phone: pick('1', '2', '3'),
      points: pick('0.5', '-2.5', '5', '10.01', '-3'),
      spend: pick('0', '99.99', '100', '150.5', '200', '300', '-1'),
      joined: pick('2019-05-05', '2020-01-01', '2021-12-31'),
      recency: pick('2020-01-01', '2021-01-01', '2022-01-01'),
      sms: pick(true, true, true, false),
    } as const;
    if (source === 'offline')
      return {
        ...common,
        grade: pick('x', 'y'),
        stamps: pick('1', '2', '0.1'),
        store: pick('Busan', 'Seoul', 'Ulsan 2'),
      };
    const grade = pick('a', 'b', 'c', 'd');
    return {
      ...common,
      grade,
      status: pick('active', 'dormant', 'withdrawn', 'withdrawn'),
      email: pick(true, true, false),
    };
  });
  const ordered = [
    ...rows.filter((r) => r.source === 'online'),
    ...rows.filter((r) => r.source === 'offline'),
  ];
  const previous = pick('A', 'B', 'C', 'D', 'unknown');
  return { rows: ordered, ...(previous === null ? {} : { previous }) };
}
