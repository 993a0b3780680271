import { FIELD_NAMES, type Field, kindOf } from '../config/fields.js';
import { allFields } from '../config/source-fields.js';
import { join, name, type Sql, sql } from '../engine/sql.js';
import { plainDecimal } from '../engine/text.js';
import { maskName } from '../report/mask.js';
import type { CompareContext } from './merge-both.js';
import type { MemberExample } from './model.js';

interface DrawnMember {
  /** The pair of rules it stands for. */
  readonly key: string;
  readonly person: bigint;
  readonly a: string | null;
  readonly b: string | null;
}

/** The members with their source rows, in the order in which they were drawn. */
export async function drawExamples(
  context: CompareContext,
  members: readonly DrawnMember[],
): Promise<readonly { readonly key: string; readonly example: MemberExample }[]> {
  if (members.length === 0) return [];
  const rows = await sourceRows(context, members);
  return members.map(({ key, person, a, b }) => {
    const own = rows.filter(({ person_id }) => person_id === person);
    const fullName = own.find((row) => row.name !== null)?.name ?? null;
    return {
      key,
      example: {
        name: fullName !== null && context.config.report.mask ? maskName(fullName) : fullName,
        rows: own.map((row) => rowOf(context, row)),
        a,
        b,
      },
    };
  });
}

interface SourceRow extends Record<string, bigint | number | string | null> {
  readonly person_id: bigint;
  readonly source_no: number;
  readonly member_id: string;
  readonly name: string | null;
}

/** What of a row a rule decides by, and no one is known by. */
function decidingFields({ config }: CompareContext): readonly Field[] {
  const mapped = allFields(config.sources);
  return FIELD_NAMES.filter((field) => {
    return mapped.includes(field) && ['label', 'status', 'amount'].includes(kindOf(field));
  });
}

async function sourceRows(
  context: CompareContext,
  members: readonly DrawnMember[],
): Promise<readonly SourceRow[]> {
  const isNamed = allFields(context.config.sources).includes('name');
  const fields = decidingFields(context).map((field) => sql`, ${asWritten(field)} as ${name(`of ${field}`)}`);
  return context.engine.rows<SourceRow>(
    sql`select person_id, source_no, member_id, ${isNamed ? name('name') : sql`cast(null as varchar)`} as name
        ${join(fields, '')}
      from rows join person_rows using (row_id)
      where person_id in (${join(members.map(({ person }) => sql`${person}`))})
      order by row_id`,
  );
}

function asWritten(field: Field): Sql {
  return kindOf(field) === 'amount' ? plainDecimal(name(field)) : name(field);
}

function rowOf(context: CompareContext, row: SourceRow): MemberExample['rows'][number] {
  const values = decidingFields(context).flatMap((field) => {
    const value = row[`of ${field}`] ?? null;
    return value === null ? [] : [{ field, value: String(value) }];
  });
  const source = context.config.sources.find(({ order }) => order === row.source_no)?.name ?? '';
  return { source, source_member_id: row.member_id, values };
}
