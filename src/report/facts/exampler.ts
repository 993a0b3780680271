import type { Row } from '../../engine/engine.js';
import { sql } from '../../engine/sql.js';
import type { MemberExample } from '../model/examples.js';
import type { FactContext } from './context.js';
import { listed } from './listed.js';
import { namesOf } from './names-of.js';

export interface ExampleRow extends Row {
  readonly member_id: string;
  readonly person_id: bigint;
  readonly before: string | null;
  readonly after: string | null;
}

/** Makes each of a few members an example, with its name and what its rows are labelled. */
export async function exampler(
  context: FactContext,
  rows: readonly ExampleRow[],
): Promise<(row: ExampleRow) => MemberExample> {
  const persons = rows.map(({ person_id }) => person_id);
  const names = await namesOf(context, persons);
  const labels = await labelsOf(context, persons);
  return ({ member_id, person_id, before, after }) => ({
    member_id,
    name: names.get(person_id) ?? null,
    source_grades: labels
      .filter((row) => row.person_id === person_id)
      .map(({ source_no, label }) => ({ source: context.config.sources[source_no]?.name ?? '', label })),
    before,
    after,
  });
}

/** What the rows of a few persons are labelled, in the order of the rows. */
async function labelsOf(
  { engine, config }: FactContext,
  persons: readonly bigint[],
): Promise<readonly { person_id: bigint; source_no: number; label: string | null }[]> {
  if (persons.length === 0) return [];
  // No source has grades where the rules are about points alone, or make grades of measures only.
  const isGraded = config.sources.some(({ columns }) => 'grade' in columns);
  const label = isGraded ? sql`grade` : sql`cast(null as varchar)`;
  return engine.rows(
    sql`select person_id, source_no, ${label} as label from rows join person_rows using (row_id)
      where person_id in (${listed(persons)}) order by row_id`,
  );
}
