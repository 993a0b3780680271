import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Source } from '../../../src/config/config.js';
import { CLOSED_VALUES, kindOf } from '../../../src/config/fields.js';
import { fieldsOf } from '../../../src/config/source-fields.js';
import type { Engine } from '../../../src/engine/engine.js';
import { join, name, raw, sql } from '../../../src/engine/sql.js';
import { fillExampleRecords, fillExampleTables } from '../../../src/merge/example-tables.js';
import { mergePersons } from '../../../src/merge/merge.js';
import type { ExampleRecord, ExampleValue } from '../../../src/rules/examples/example.js';
import { policiesOf } from '../../../src/rules/fields/policies.js';
import { declaredExports } from '../../../src/rules/file/declared.js';
import { loadRules } from '../../../src/rules/load.js';
import type { RuleSet } from '../../../src/rules/ruleset.js';
import { SOURCES, smallEngine } from '../../rules/support.js';
import type { Person, World } from './expressions.js';
import { interpret } from './interpret.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

const files = [
  'test/merge/interpret/everything.yaml',
  'test/merge/interpret/orders.yaml',
  ...readdirSync('rules', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => `rules/${file}`),
].toSorted();

test.each(files)('%s: random persons come out as the interpreter says', async (file) => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  const random = generator(seed);
  const declared = await declaredExports(file);
  const sources = declared.sources.length > 0 ? declared.sources : SOURCES;
  const rules = await loadRules(file, { engine, ...declared, sources });
  const text = readFileSync(file, 'utf8');
  const days = [...new Set(text.match(/\d{4}-\d{2}-\d{2}/g) ?? []), '2026-06-30'];
  const asOf = days[Math.floor(random() * days.length)] ?? '2026-06-30';
  const pool = { text, days, random, rules };
  const people = Array.from({ length: 1_000 }, (_, at) => ({
    ...randomPerson(sources, pool),
    ...(declared.orders.length > 0 ? { orders: randomOrders(at, declared.orders[0], pool) } : {}),
    ...(declared.lots.length > 0 ? { lots: randomLots(declared.lots[0], pool) } : {}),
  }));
  const world = { rules, sources, asOf, people };
  const found = await merged(world);
  for (const [index, person] of people.entries()) {
    const expected = interpret(person, world);
    expect(found[index], `SEED=${seed} as_of ${asOf} ${JSON.stringify(person)}`).toBe(expected);
  }
  if (process.env.SPREAD !== undefined) console.log(file, spread(found));
});

/** How often each rule, adjustment and refusal occurred: SPREAD=1 shows whether the random persons are varied. */
function spread(found: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const line of found)
    for (const [index, word] of line.split(' | ').slice(0, 5).entries())
      if (index !== 3) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

async function merged({ rules, sources, asOf, people }: World): Promise<readonly string[]> {
  await fillExampleTables(engine, people, sources);
  const tables = await fillExampleRecords(engine, people, { rules, asOf });
  await mergePersons(engine, { rules, sources, asOf, tables });
  const fields = [...policiesOf(rules.fields, sources).keys()].map((field) =>
    kindOf(field) === 'date' ? sql`${name(field)}::date::varchar` : sql`${name(field)}::varchar`,
  );
  const columns = [raw('grade'), raw('rule'), raw('adjusted_by'), raw('balances'), raw('refused'), ...fields];
  const rows = await engine.rows<{ line: string }>(sql`
    select concat_ws(' | ', ${join(columns.map((column) => sql`coalesce(${column}, '-')`))}) as line
    from example_merged
    left join (select person_id, string_agg(bucket || ' ' || balance, ', ' order by bucket || ' ' || balance) as balances
      from example_merged_points group by person_id) using (person_id)
    left join (select person_id, string_agg(because, ', ' order by because) as refused
      from example_merged_refusals group by person_id) using (person_id)
    order by person_id`);
  return rows.map(({ line }) => line);
}

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

interface Pool {
  readonly text: string;
  readonly days: readonly string[];
  readonly random: () => number;
  readonly rules: RuleSet;
}

/** One to four rows in the order of their sources, every value missing now and then. */
function randomPerson(sources: readonly Source[], pool: Pool): Person {
  const { random, rules } = pool;
  const rows = sources.flatMap((source) => {
    const count = random() < 0.35 ? 0 : random() < 0.75 ? 1 : 2;
    return Array.from({ length: count }, () => randomRow(source, pool));
  });
  const [first] = sources;
  if (rows.length === 0 && first !== undefined) rows.push(randomRow(first, pool));
  const previous = random() < 0.5 ? rules.grades[Math.floor(random() * rules.grades.length)] : undefined;
  return { rows, ...(previous === undefined ? {} : { previous }) };
}

function randomRow(source: Source, pool: Pool): Person['rows'][number] {
  const values = fieldsOf(source).map((field) => [field, randomValue(field, source, pool)] as const);
  return { source: source.name, values: Object.fromEntries(values) };
}

function randomValue(field: string, source: Source, { text, days, random, rules }: Pool): ExampleValue {
  const pick = <T>(of: readonly T[]): T | null =>
    random() < 0.3 ? null : (of[Math.floor(random() * of.length)] ?? null);
  const kind = kindOf(field);
  if (field === 'grade')
    return pick(
      rules.map.size > 0 ? [...(rules.map.get(source.name)?.keys() ?? [])] : ['Silver', 'Platinum'],
    );
  if (field === 'grade_origin') return pick(['earned', 'matched', 'card', 'staff']);
  if (kind === 'flag') return pick([true, true, false]);
  if (kind === 'date') return pick([...days, '2024-06-30', '2025-01-31', '2026-06-01']);
  if (kind === 'status') return pick(CLOSED_VALUES.status ?? []);
  const cuts = [...text.matchAll(/(?<![\w.])\d{1,7}(\.\d+)?(?![\w.%-])/g)].map(([number]) => Number(number));
  const numbers = [...cuts, ...cuts.map((cut) => cut - 1), ...cuts.map((cut) => cut / 2), 0, 1, 3, -5];
  if (kind === 'amount') return pick(numbers.map((number) => Math.round(number * 100) / 100));
  if (field in source.extra)
    return pick([...numbers.map((n) => String(Math.floor(n))), 'all', 'keep', 'yes', '4.5']);
  return pick(['x', 'yy', 'zzz']);
}

/** Up to five orders, some of them refunds of orders that this person or the one before made. */
function randomOrders(person: number, of: Source | undefined, pool: Pool): readonly ExampleRecord[] {
  const { random } = pool;
  return Array.from({ length: Math.floor(random() * 6) }, (_, at) => {
    const number = `${Math.max(0, person - Math.floor(random() * 2))}-${Math.floor(random() * 5)}`;
    const refunds = 'refund_of' in (of?.columns ?? {}) && random() < 0.2 ? { refund_of: number } : {};
    const own = Object.keys(of?.columns ?? {})
      .filter((field) => !['order_no', 'member_id', 'refund_of'].includes(field))
      .map((field) => [field, randomOrderValue(field, pool)] as const);
    return {
      order: of?.order ?? 0,
      values: { order_no: `${person}-${at}`, ...Object.fromEntries(own), ...refunds },
    };
  });
}

function randomOrderValue(field: string, { days, random }: Pool): ExampleValue {
  const one = <T>(of: readonly T[]) => of[Math.floor(random() * of.length)] ?? null;
  const kind = kindOf(field, 'orders');
  if (field === 'amount') return one([null, 0, 4, 10, 99.5, 120, 300.25, 1_000, 60_000, 500_000]);
  if (field === 'refunded_at' && random() < 0.8) return null;
  if (kind === 'amount') return one([null, 0, 1, 5.5, 100]);
  if (kind === 'date')
    return one([null, ...days, '2025-06-30', '2025-07-01', '2026-01-01', '2026-06-15', '2026-06-30']);
  if (kind === 'order_status') return one([null, null, 'ordered', 'delivered', 'cancelled', 'refunded']);
  return one(['app', 'web', 'A', 'B', 'C', 'D', null]);
}

function randomLots(of: Source | undefined, { random, days }: Pool): readonly ExampleRecord[] {
  const one = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] ?? null;
  return Array.from({ length: Math.floor(random() * 4) }, () => ({
    order: of?.order ?? 0,
    values: {
      bucket: one(['coins', 'stamps', 'else']),
      amount: one([1, 5, 7.5, 33]),
      expires_at: one([null, '2026-06-29', '2026-06-30', '2026-07-01', ...days]),
    },
  }));
}
