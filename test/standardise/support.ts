import type { Config, Source } from '../../src/config/config.js';
import { identitySchema } from '../../src/config/identity-schema.js';
import { fieldsOf } from '../../src/config/source-fields.js';
import type { Engine } from '../../src/engine/engine.js';
import { join, name, sql } from '../../src/engine/sql.js';
import { compileRowCondition } from '../../src/rules/expression/condition.js';
import { listEmptied } from '../../src/standardise/emptied.js';
import { type CompiledExclusion, standardise } from '../../src/standardise/rows.js';

export const AS_OF = '2026-06-30';

/** A source with these columns, each under a header of its own name. */
export function source(fields: string, more: Partial<Source> = {}): Source {
  return {
    name: 'online',
    order: 0,
    files: [],
    encoding: 'auto',
    quote: '"',
    header_row: 1,
    mode: 'full',
    one_row_per_person: false,
    columns: Object.fromEntries(['member_id', ...fields.split(' ').filter(Boolean)].map((f) => [f, f])),
    extra: {},
    formats: {},
    values: {},
    exclude: [],
    on_repeat: 'reject',
    ...more,
  } as Source;
}

export function configOf(...sources: readonly Source[]): Config {
  const identity = identitySchema.parse({});
  return { sources, identity } as unknown as Config;
}

export type Texts = Readonly<Record<string, string | null>>;

/** Puts texts where the reader leaves them: what a row does not say is NULL. */
export async function read(engine: Engine, of: Source, rows: readonly Texts[]): Promise<void> {
  const fields = fieldsOf(of);
  const columns = join([...fields.map((f) => sql`${name(f)} varchar`), sql`file_no integer`]);
  await engine.run(sql`create or replace table ${name(`read_${of.name}`)} (${columns})`);
  if (rows.length === 0) return;
  const values = rows.map((row) => sql`(${join([...fields.map((f) => sql`${row[f]}`), sql`0`])})`);
  await engine.run(sql`insert into ${name(`read_${of.name}`)} values ${join(values)}`);
}

/** Reads and standardises one source; exclusions are compiled from the source. */
export async function standardised(engine: Engine, of: Source, rows: readonly Texts[]): Promise<void> {
  await read(engine, of, rows);
  const config = configOf(of);
  await standardise(engine, config, {
    asOf: AS_OF,
    ciKey: 'a key',
    exclusions: await exclusionsOf(engine, of),
  });
  await listEmptied(engine, config, AS_OF);
}

export async function exclusionsOf(engine: Engine, of: Source): Promise<readonly CompiledExclusion[]> {
  const origin = { file: 'c.yaml', line: 1, column: 1, what: 'when' };
  const compile = (when: string) => compileRowCondition(engine, when, { fields: fieldsOf(of), origin });
  return Promise.all(
    of.exclude.map(async (rule) => ({
      source: of,
      name: rule.name,
      keepApart: rule.keep_apart,
      condition: await compile(rule.when),
    })),
  );
}

/** What each text of one field becomes, as text, in the order of the texts. */
export async function values(
  engine: Engine,
  field: string,
  texts: readonly (string | null)[],
  more: Partial<Source> & { readonly column?: string } = {},
): Promise<readonly (string | null)[]> {
  const rows = texts.map((text, at) => ({ member_id: String(at).padStart(6, '0'), [field]: text }));
  await standardised(engine, source(field, more), rows);
  const found = await engine.rows<{ value: string | null }>(
    sql`select cast(${name(more.column ?? field)} as varchar) as value from rows order by row_id`,
  );
  return found.map(({ value }) => value);
}

/** `field reason value` of everything that was emptied, in the order of the rows. */
export async function emptied(engine: Engine): Promise<readonly string[]> {
  const rows = await engine.rows<{ text: string }>(
    sql`select field || ' ' || reason || ' ' || value as text from emptied order by row_id, field`,
  );
  return rows.map(({ text }) => text);
}
