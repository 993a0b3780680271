import type { Source } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import { join, name, raw, sql } from '../../engine/sql.js';
import { typeOf } from '../../standardise/field.js';
import type { ExampleValue } from '../examples/example.js';

/** A row of a made-up person. */
export interface ProofRow {
  readonly person: number;
  readonly source: string;
  readonly values: Readonly<Record<string, ExampleValue>>;
}

/** `proof_rows` and `proof_person_rows`, as the merge reads them. */
export async function fillRows(
  engine: Engine,
  rows: readonly ProofRow[],
  { sources, fields }: { readonly sources: readonly Source[]; readonly fields: readonly string[] },
): Promise<void> {
  const columns = ['row_id', 'person_id', 'source_no', ...fields].map((column) => name(column));
  const values = rows.map(({ person, source, values: own }, id) => {
    const order = sources.find((candidate) => candidate.name === source)?.order ?? 0;
    const cells = fields.map((field) => {
      const value = own[field] ?? null;
      return sql`${value === null ? null : String(value)}::varchar`;
    });
    return sql`(${join([sql`${id}`, sql`${person}`, sql`${order}`, ...cells])})`;
  });
  const typed = fields.map((field) => sql`, ${name(field)}::${raw(typeOf(field))} as ${name(field)}`);
  const texts = sql`(values ${join(values)}) as texts(${join(columns)})`;
  await engine.step(
    'proof_rows',
    sql`select row_id::bigint as row_id, source_no::utinyint as source_no, null::timestamp as recency ${join(typed, '')} from ${texts}`,
  );
  await engine.step(
    'proof_person_rows',
    sql`select row_id::bigint as row_id, person_id::bigint as person_id from ${texts}`,
  );
}
