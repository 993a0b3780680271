import type { Source } from '../../config/config.js';
import { allFields } from '../../config/source-fields.js';
import type { Engine } from '../../engine/engine.js';
import { join, name, raw, type Sql, sql } from '../../engine/sql.js';
import { perPerson } from '../../merge/per-person.js';
import { typeOf } from '../../standardise/field.js';
import type { GridRules } from './grid-rules.js';
import type { SampleRow } from './row-samples.js';

/**
 * `proof_profiles(profile, members, ...)`: every combination that the columns of a person can have, each with the
 * fewest rows that give it. What one row adds depends on what was there and on the row alone, so persons grow
 * row by row until nothing new comes. Throws TooMany.
 */
export async function findProfiles(engine: Engine, space: RowSpace): Promise<number> {
  await engine.step('proof_samples', samplesTable(space));
  await grow(engine, space, sql`select type::bigint as person_id, [type] as members from proof_samples`);
  await engine.step('proof_profiles', distinctVectors(0, sql`true`));
  for (let rows = 2; rows <= MOST_ROWS; rows += 1) {
    const { before, newest } = await countsOf(engine, rows - 1);
    if (newest * space.rows.length > MOST_PERSONS || before > MOST_PROFILES) throw new TooMany(before);
    await grow(
      engine,
      space,
      sql`select row_number() over (order by profile, type) as person_id, list_append(members, type) as members
        from proof_profiles, proof_samples where len(members) = ${rows - 1}`,
    );
    const added = await engine.step(
      'proof_added',
      distinctVectors(before, sql`key not in (select profile_key from proof_profiles)`),
    );
    if (added === 0) return before;
    await engine.run(raw('insert into proof_profiles by name select * from proof_added'));
  }
  throw new TooMany(MOST_PROFILES);
}

/** One person for each vector, numbered from `first`. */
function distinctVectors(first: number, condition: Sql): Sql {
  return sql`
    select ${first} + row_number() over (order by person_id) - 1 as profile, * exclude (person_id, key),
      key as profile_key
    from (select * from proof_vectors where ${condition}
      qualify row_number() over (partition by key order by person_id) = 1)`;
}

/** What persons are made of. */
export interface RowSpace {
  readonly compiled: GridRules;
  readonly rows: readonly SampleRow[];
  readonly sources: readonly Source[];
  readonly asOf: string;
  /** What has to be known of a person beside the columns that the rules read, by name. */
  readonly more: ReadonlyMap<string, Sql>;
}

/** More combinations than a grid can hold. */
export class TooMany extends Error {
  constructor(readonly profiles: number) {
    super(`${profiles} combinations of rows`);
  }
}

const MOST_ROWS = 24;
const MOST_PROFILES = 1_000_000;
const MOST_PERSONS = 4_000_000;

async function countsOf(engine: Engine, rows: number) {
  const { before, newest } = await engine.one<{ before: bigint; newest: bigint }>(
    sql`select count(*) as before, count(*) filter (where len(members) = ${rows}) as newest from proof_profiles`,
  );
  return { before: Number(before), newest: Number(newest) };
}

function samplesTable({ rows, sources }: RowSpace): Sql {
  const fields = allFields(sources);
  const columns = ['type', 'source_no', ...fields].map((column) => name(column));
  const values = rows.map(({ source, values }, type) => {
    const cells = fields.map((field) => {
      const value = values[field] ?? null;
      return sql`${value === null ? null : String(value)}::varchar`;
    });
    return sql`(${join([sql`${type}`, sql`${source.order}`, ...cells])})`;
  });
  const typed = fields.map((field) => sql`${name(field)}::${raw(typeOf(field))} as ${name(field)}`);
  return sql`
    select ${join([raw('type::integer as type'), raw('source_no::utinyint as source_no'), ...typed])}
    from (values ${join(values)}) as samples(${join(columns)})`;
}

/** `proof_vectors(person_id, members, key, ...)`: what the compiled aggregates say of persons with these rows. */
export async function grow(
  engine: Engine,
  { compiled, sources, asOf, more }: RowSpace,
  persons: Sql,
): Promise<void> {
  await engine.step('proof_persons', persons);
  await engine.step(
    'proof_person_rows',
    raw(`select person_id * 32 + ordinal as row_id, person_id, type, ordinal
      from (select person_id, unnest(members) as type, generate_subscripts(members, 1) as ordinal from proof_persons)`),
  );
  await engine.step(
    'proof_rows',
    raw(`select row_id, timestamp '2001-01-01' + to_days(ordinal::integer) as recency, proof_samples.* exclude (type)
      from proof_person_rows join proof_samples using (type)`),
  );
  const tables = {
    rows: 'proof_rows',
    personRows: 'proof_person_rows',
    previousGrades: '',
    prefix: 'proof_',
  };
  const read = compiled.read.map((column) => name(column.name));
  const others = [...more].map(([column, value]) => sql`${value} as ${name(column)}`);
  const known = [...more.keys()].map((column) => name(column));
  const all = [...read, ...known];
  const key = all.length === 0 ? sql`''` : sql`row(${join(all)})::varchar`;
  await engine.step(
    'proof_vectors',
    sql`select person_id, members, ${join([key])} as key ${join(
      all.map((column) => sql`, ${column}`),
      '',
    )}
      from (select person_id ${join(
        [...read, ...others].map((column) => sql`, ${column}`),
        '',
      )} from (${perPerson({ columns: compiled.columns, mapped: compiled.mapped }, { sources, asOf, tables })}))
      join proof_persons using (person_id)`,
  );
}
