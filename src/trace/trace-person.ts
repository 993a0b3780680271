import { allFields } from '../config/source-fields.js';
import type { Engine } from '../engine/engine.js';
import { join, name, sql } from '../engine/sql.js';
import { asText } from '../engine/text.js';
import { tellerIn } from '../explain/teller.js';
import { addConsents } from '../merge/consent.js';
import { graded } from '../merge/decide.js';
import { manyRows } from '../merge/many-rows.js';
import { perPerson } from '../merge/per-person.js';
import { refusals } from '../merge/refusals.js';
import { survivors } from '../merge/survivors.js';
import type { MergeContext } from '../merge/tables.js';
import type { Language } from '../report/messages.js';
import { type CompiledRules, compileRules } from '../rules/compile.js';
import { typeOf } from '../standardise/field.js';
import { candidatesIn } from './candidates.js';
import { askFor, gatherDecision, gradeOf } from './gather-decision.js';
import { gatherFields } from './gather-fields.js';
import { gatherPoints } from './gather-points.js';
import type { Trace, TracedRow } from './trace.js';

interface TraceOptions {
  readonly context: MergeContext;
  /** Whose trace it is, of the persons in the tables. */
  readonly person: bigint;
  readonly lang: Language;
}

/**
 * Merges the persons in the tables as a plan does, by the same statements, and tells of one of them every step. The
 * values are in clear.
 */
export async function tracePerson(
  engine: Engine,
  options: TraceOptions,
): Promise<Omit<Trace, 'differences' | 'mastered' | 'held'>> {
  const { context, person, lang } = options;
  const { rules, sources, asOf, tables } = context;
  const teller = tellerIn(lang, { rules, sources });
  const compiled = compileRules(rules, { sources, asOf });
  const asked = askFor(candidatesIn(teller), compiled, context);
  const consents = addConsents(compiled.columns, context);
  const step = (table: string) => `${tables.prefix}${table}`;
  await engine.step(step('merge_persons'), perPerson(compiled, context));
  const decided = await gatherDecision(engine, compiled, { context, asked, person });
  await engine.step(step('graded'), graded(compiled, consents, context));
  await engine.step(step('merged_refusals'), refusals(compiled.points, context));
  await engine.step(step('merge_many_rows'), manyRows(context));
  await engine.step(step('merged'), survivors(context));
  return {
    rows: await gatherRows(engine, compiled, options),
    ...decided,
    refused: await refusalOf(engine, step('merged_refusals'), person),
    buckets: await gatherPoints(engine, compiled.points, { context, person }),
    fields: await gatherFields(engine, { context, teller, person }),
  };
}

async function gatherRows(
  engine: Engine,
  { mapped }: CompiledRules,
  { context, person }: TraceOptions,
): Promise<readonly TracedRow[]> {
  const { rules, sources, tables } = context;
  const fields = allFields(sources).filter((field) => field !== 'member_id');
  const columns = fields.map((field) => {
    const text = asText({ name: field, type: typeOf(field).toUpperCase() });
    return sql`cast(${text} as varchar) as ${name(`of ${field}`)}`;
  });
  const rows = await engine.rows(
    sql`select source_no, member_id, cast(${mapped} as integer) as mapped, ${join(columns)}
      from ${name(tables.rows)} as source_rows join ${name(tables.personRows)} using (row_id)
      where person_id = ${person} order by row_id`,
  );
  return rows.map((row) => ({
    source: sources.find(({ order }) => order === Number(row.source_no))?.name ?? '',
    source_member_id: String(row.member_id),
    values: Object.fromEntries(
      fields.flatMap((field) => {
        const value = row[`of ${field}`];
        return value === null || value === undefined ? [] : [[field, String(value)]];
      }),
    ),
    mapped: gradeOf(row.mapped, rules.grades),
  }));
}

async function refusalOf(engine: Engine, table: string, person: bigint): Promise<string | null> {
  const [first] = await engine.rows<{ because: string }>(
    sql`select because from ${name(table)} where person_id = ${person} order by stops`,
  );
  return first?.because ?? null;
}
