import type { Source } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import { raw } from '../../engine/sql.js';
import { dropExampleTables, fillExampleRecords, fillExampleTables } from '../../merge/example-tables.js';
import { mergePersons } from '../../merge/merge.js';
import { compileRules } from '../compile.js';
import type { ExamplePerson } from '../examples/example.js';
import { NO_RULE, type RuleSet } from '../ruleset.js';

/** What the rules decide for a real person. */
export interface Decided {
  readonly person: ExamplePerson;
  readonly grade: string | undefined;
  readonly rule: string;
  readonly best: string | undefined;
  /** By bucket; one that is empty has 0. */
  readonly points: ReadonlyMap<string, string>;
}

/** Persons of whom one set at least should show what was found. */
export interface Claim {
  readonly asOf: string;
  /** Likely ones first. */
  readonly trials: readonly (readonly ExamplePerson[])[];
  shows(persons: readonly Decided[]): boolean;
}

interface WitnessContext {
  readonly rules: RuleSet;
  readonly sources: readonly Source[];
}

/** In one go; more are tried only for claims that these do not show. */
const FIRST = 12;

/**
 * For each claim the first of its trials that shows it, decided by the statements that decide members; undefined
 * where none does.
 */
export async function findWitnesses(
  engine: Engine,
  claims: readonly Claim[],
  context: WitnessContext,
): Promise<readonly (readonly Decided[] | undefined)[]> {
  const found = new Map<Claim, readonly Decided[]>();
  for (const [from, to] of [
    [0, FIRST],
    [FIRST, Number.MAX_SAFE_INTEGER],
  ] as const) {
    const open = claims.filter((claim) => !found.has(claim) && claim.trials.length > from);
    for (const asOf of new Set(open.map((claim) => claim.asOf))) {
      const jobs = open
        .filter((claim) => claim.asOf === asOf)
        .map((claim) => ({ claim, trials: claim.trials.slice(from, to) }));
      for (const { claim, decided } of await decideAll(engine, jobs, { ...context, asOf }))
        if (!found.has(claim) && claim.shows(decided)) found.set(claim, decided);
    }
  }
  return claims.map((claim) => found.get(claim));
}

interface Job {
  readonly claim: Claim;
  readonly trials: Claim['trials'];
}

/** Where a rule compares a person with all others, each is alone in the world. */
async function decideAll(
  engine: Engine,
  jobs: readonly Job[],
  context: WitnessContext & { readonly asOf: string },
): Promise<readonly { readonly claim: Claim; readonly decided: readonly Decided[] }[]> {
  const flat = jobs.flatMap(({ claim, trials }) => trials.map((persons) => ({ claim, persons })));
  const isAlone = compileRules(context.rules, context).population.list().length > 0;
  const tried = isAlone ? flat.slice(0, MOST_WORLDS) : flat;
  const all = tried.flatMap(({ persons }) => persons);
  const decided: Decided[] = [];
  for (const world of isAlone ? all.map((person) => [person]) : [all])
    decided.push(...(await decide(engine, world, context)));
  return tried.map(({ claim, persons }, index) => {
    const at = tried.slice(0, index).reduce((sum, before) => sum + before.persons.length, 0);
    return { claim, decided: decided.slice(at, at + persons.length) };
  });
}

const MOST_WORLDS = 40;

/** What the rules decide for each of these persons, in their order. */
export async function decide(
  engine: Engine,
  persons: readonly ExamplePerson[],
  { rules, sources, asOf }: WitnessContext & { readonly asOf: string },
): Promise<readonly Decided[]> {
  if (persons.length === 0) return [];
  await fillExampleTables(engine, persons, sources);
  const tables = await fillExampleRecords(engine, persons, { rules, asOf });
  await mergePersons(engine, { rules, sources, asOf, tables });
  const lines = await engine.rows<{ grade: string | null; rule: string; best_source: string | null }>(
    raw('select grade, rule, best_source from example_merged order by person_id'),
  );
  const balances = await engine.rows<{ person_id: bigint; bucket: string; balance: bigint }>(
    raw('select person_id, bucket, balance from example_merged_points'),
  );
  await dropExampleTables(engine);
  const empty = rules.buckets.map(({ name }) => [name, '0'] as const);
  const own = new Map<number, (readonly [string, string])[]>();
  for (const { person_id, bucket, balance } of balances)
    own.set(Number(person_id), [...(own.get(Number(person_id)) ?? []), [bucket, balance.toString()]]);
  return persons.map((person, index) => ({
    person,
    grade: lines[index]?.grade ?? undefined,
    rule: lines[index]?.rule ?? NO_RULE,
    best: lines[index]?.best_source ?? undefined,
    points: new Map([...empty, ...(own.get(index) ?? [])]),
  }));
}
