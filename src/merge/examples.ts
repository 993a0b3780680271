import type { Source } from '../config/config.js';
import type { Place } from '../config/yaml.js';
import type { Engine, Row } from '../engine/engine.js';
import { raw } from '../engine/sql.js';
import { compileRules } from '../rules/compile.js';
import type { Example, ExamplePerson } from '../rules/examples/example.js';
import type { RuleSet } from '../rules/ruleset.js';
import { dropExampleTables, fillExampleRecords, fillExampleTables } from './example-tables.js';
import { mergePersons } from './merge.js';

export interface ExampleResult {
  readonly name: string;
  readonly place: Place;
  readonly passed: boolean;
  /** What differs; empty when it passed. */
  readonly differences: readonly ExampleDifference[];
  /** What was decided; a grade may be `none`. */
  readonly got: { readonly grade: string; readonly rule: string; readonly adjusted_by: string | null };
}

interface ExampleDifference {
  /** `grade`, `rule`, `points.<bucket>`, `refused` or a field. */
  readonly what: string;
  readonly expected: string;
  readonly got: string;
}

/** Runs the examples of a rule file, each as a person, through the statements that decide real members. */
export async function runExamples(
  engine: Engine,
  rules: RuleSet,
  sources: readonly Source[],
): Promise<readonly ExampleResult[]> {
  const outcomes = new Map<Example, Outcome>();
  for (const world of worldsOf(rules, sources)) {
    await fillExampleTables(engine, world.persons, sources);
    const tables = await fillExampleRecords(engine, world.persons, { rules, asOf: world.asOf });
    await mergePersons(engine, { rules, sources, asOf: world.asOf, tables });
    const found = await readOutcomes(engine);
    for (const [index, example] of world.examples.entries()) outcomes.set(example, found(index));
  }
  await dropExampleTables(engine);
  return rules.examples.map((example) => {
    const outcome = outcomes.get(example) ?? NO_OUTCOME;
    const { grade, rule, adjusted_by: adjusted } = outcome.person;
    const differences = differencesOf(example, outcome);
    const got = { grade: shown(grade), rule: shown(rule), adjusted_by: adjusted ? String(adjusted) : null };
    return { name: example.name, place: example.place, passed: differences.length === 0, differences, got };
  });
}

/** Examples that can be decided side by side; the persons of the examples come first. */
interface World {
  readonly asOf: string;
  readonly examples: readonly Example[];
  readonly persons: readonly ExamplePerson[];
}

/** Where a rule compares a person with all others, each example has a world of its own. */
function worldsOf(rules: RuleSet, sources: readonly Source[]): readonly World[] {
  const days = new Map<string, Example[]>();
  for (const example of rules.examples) days.set(example.asOf, [...(days.get(example.asOf) ?? []), example]);
  const together = [...days].map(([asOf, examples]) => ({
    asOf,
    examples,
    persons: examples.map(({ person }) => person),
  }));
  const asksForAll = together.some(
    ({ asOf }) => compileRules(rules, { sources, asOf }).population.list().length > 0,
  );
  if (!asksForAll) return together;
  return rules.examples.map((example) => ({
    asOf: example.asOf,
    examples: [example],
    persons: [
      example.person,
      ...example.others.flatMap(({ times, ...person }) => Array.from({ length: times }, () => person)),
    ],
  }));
}

interface Outcome {
  readonly person: Row;
  /** bucket -> balance */
  readonly balances: ReadonlyMap<string, string>;
  readonly refused: string | undefined;
}

const NO_OUTCOME: Outcome = { person: {}, balances: new Map(), refused: undefined };

async function readOutcomes(engine: Engine): Promise<(person: number) => Outcome> {
  const persons = await engine.rows(
    raw('select columns(*)::varchar from example_merged order by person_id::bigint'),
  );
  const points = await engine.rows<{ person_id: bigint; bucket: string; balance: bigint }>(
    raw('select person_id, bucket, balance from example_merged_points'),
  );
  const refusals = await engine.rows<{ person_id: bigint; because: string }>(
    raw('select person_id, because from example_merged_refusals order by stops'),
  );
  return (number) => ({
    person: persons[number] ?? {},
    balances: new Map(
      points
        .filter(({ person_id }) => Number(person_id) === number)
        .map(({ bucket, balance }) => [bucket, balance.toString()]),
    ),
    refused: refusals.find(({ person_id }) => Number(person_id) === number)?.because,
  });
}

function differencesOf(
  { expect }: Example,
  { person, balances, refused }: Outcome,
): readonly ExampleDifference[] {
  const { grade, rule, points = {}, fields } = expect;
  // A refusal that nobody expects is a difference, as a wrong grade is.
  const expected = expect.refused ?? 'none';
  const compared = [
    ...(grade === undefined ? [] : [difference('grade', grade, shown(person.grade))]),
    ...(rule === undefined ? [] : [difference('rule', rule, shown(person.rule))]),
    difference('refused', expected, refused ?? 'none'),
    ...Object.entries(points).map(([bucket, balance]) =>
      difference(`points.${bucket}`, String(balance), balances.get(bucket) ?? '0'),
    ),
    ...Object.entries(fields).map(([field, value]) => difference(field, shown(value), shown(person[field]))),
  ];
  return compared.filter(({ expected: wanted, got }) => wanted !== got);
}

function difference(what: string, expected: string, got: string): ExampleDifference {
  return { what, expected, got: isSameMoment(expected, got) ? expected : got };
}

/** A date written without its midnight. */
function isSameMoment(expected: string, got: string): boolean {
  return `${expected} 00:00:00` === got;
}

function shown(value: unknown): string {
  return value === null || value === undefined ? 'none' : String(value);
}
