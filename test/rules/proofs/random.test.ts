import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.js';
import { runExamples } from '../../../src/merge/examples.js';
import type { ExamplePerson, ExampleValue } from '../../../src/rules/examples/example.js';
import { proveRules } from '../../../src/rules/proofs/prove.js';
import { type Decided, decide } from '../../../src/rules/proofs/witness.js';
import type { RuleSet } from '../../../src/rules/ruleset.js';
import { NO_RULE } from '../../../src/rules/ruleset.js';
import { rulesFrom, smallEngine, source } from '../support.js';
import { generator, pick, type Random, randomRules } from './random-rules.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

const SOURCES = [
  source('online', 0, 'member_id grade status spend orders joined_at'),
  source('offline', 1, 'member_id grade spend orders joined_at'),
];
const FILES = Number(process.env.FILES ?? 60);
const PERSONS = 400;

test(`what ${FILES} random rule files do to random members is what the proofs say`, async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  console.log(`SEED=${seed} FILES=${FILES}`);
  const random = generator(seed);
  const counts = { files: 0, refused: 0, findings: 0, possible: 0, violations: 0 };
  for (let file = 0; file < FILES; file += 1) {
    const text = randomRules(random);
    const rules = await rulesFrom(engine, text, SOURCES).catch(() => undefined);
    if (rules === undefined) {
      counts.refused += 1;
      continue;
    }
    const at = `SEED=${seed} file ${file}\n${text}`;
    const findings = await proveRules(engine, rules, SOURCES);
    counts.files += 1;
    counts.findings += findings.length;
    counts.possible += findings.filter(({ message }) => message.startsWith('possibly')).length;
    await examplesHold(
      text,
      findings.flatMap(({ example }) => example?.split('\n') ?? []),
      at,
    );
    // A drop on the way may be of another rule, and a gap is of none.
    const found = new Set(
      findings.map(({ kind, rule }) =>
        kind === 'not monotone' || rule === undefined ? kind : `${kind} ${rule}`,
      ),
    );
    const violated = await violations(rules, random);
    counts.violations += violated.size;
    const decided = [...violated].filter((one) => one.startsWith('decided by '));
    for (const one of violated) if (!one.startsWith('decided by ')) expect([...found], at).toContain(one);
    for (const one of decided)
      expect([...found], at).not.toContain(one.replace('decided by', 'unreachable rule'));
  }
  console.log(counts);
  expect(counts.files).toBeGreaterThan(FILES / 3);
}, 300_000);

async function examplesHold(text: string, examples: readonly string[], at: string): Promise<void> {
  if (examples.length === 0) return;
  const pasted = `${text}examples:\n${examples.map((example) => `  ${example}\n`).join('')}`;
  const results = await runExamples(engine, await rulesFrom(engine, pasted, SOURCES), SOURCES);
  expect(
    results.filter(({ passed }) => !passed),
    at,
  ).toEqual([]);
}

/** What brute force sees, in the words of the findings. */
async function violations(rules: RuleSet, random: Random): Promise<ReadonlySet<string>> {
  const pairs = Array.from({ length: PERSONS }, () => {
    const person = randomPerson(random);
    return [person, raised(person, rules, random)] as const;
  });
  const decided = await decide(engine, pairs.flat(), { rules, sources: SOURCES, asOf: '2026-01-01' });
  const seen = new Set<string>();
  for (let at = 0; at < decided.length; at += 2) {
    const [less, more] = [decided[at] as Decided, decided[at + 1] as Decided];
    const rank = (grade: string | undefined) => (grade === undefined ? 0 : rules.grades.indexOf(grade) + 1);
    if (rank(more.grade) < rank(less.grade)) seen.add('not monotone');
    for (const one of [less, more]) {
      seen.add(`decided by ${one.rule}`);
      if (one.rule === NO_RULE) seen.add('gap');
      const hasLeft = one.grade === undefined && one.rule !== NO_RULE;
      if (!hasLeft && rank(one.grade) < rank(one.best)) seen.add(`worse off ${one.rule}`);
    }
  }
  return seen;
}

type Row = ExamplePerson['rows'][number];

function randomPerson(random: Random): ExamplePerson {
  const maybe = <T extends ExampleValue>(of: readonly T[]) => (random() < 0.3 ? null : pick(random, of));
  const rows = Array.from({ length: 1 + Math.floor(random() * 3) }, (): Row => {
    const online = random() < 0.5;
    const amounts = [0, 50, 99.99, 100, 100.01, 150, 250, 399, 400, 500, -1];
    const values = {
      grade: maybe(['a', 'b', 'c']),
      spend: maybe(amounts),
      orders: maybe([0, 1, 50, 100, 101, 250, 400]),
      joined_at: maybe(['2020-01-01', '2021-01-01', '2022-01-01']),
      ...(online ? { status: maybe(['active', 'dormant', 'withdrawn']) } : {}),
    };
    return { source: online ? 'online' : 'offline', values };
  });
  const previous = maybe(['A', 'B', 'C', 'D']);
  return { rows, ...(previous === null ? {} : { previous }) };
}

/** The same person with more on one row: more spend, more visits, or a better grade; at times nothing can be more. */
function raised(person: ExamplePerson, rules: RuleSet, random: Random): ExamplePerson {
  const at = Math.floor(random() * person.rows.length);
  const row = person.rows[at] as Row;
  const field = pick(random, ['spend', 'orders', 'grade']);
  const value = row.values[field] ?? null;
  if (value === null) return person;
  const better =
    field === 'grade'
      ? betterLabel(String(value), row, rules, random)
      : Number(value) + pick(random, [0.01, 1, 100, 400]);
  const rows = person.rows.map((one, index) =>
    index === at ? { ...one, values: { ...one.values, [field]: better } } : one,
  );
  return { ...person, rows };
}

function betterLabel(label: string, { source: name }: Row, rules: RuleSet, random: Random): string {
  const map = rules.map.get(name) ?? new Map<string, number>();
  const above = [...map].filter(([, rank]) => rank > (map.get(label) ?? 0)).map(([one]) => one);
  return above.length === 0 ? label : pick(random, above);
}
