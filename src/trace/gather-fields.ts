import { fieldsOf } from '../config/source-fields.js';
import type { Engine } from '../engine/engine.js';
import { join, name, type Sql, sql } from '../engine/sql.js';
import { asText } from '../engine/text.js';
import { tellSurvival } from '../explain/fields.js';
import type { Teller } from '../explain/teller.js';
import { frequencyOf } from '../merge/many-rows.js';
import { preferencesOf, rowOrder } from '../merge/preference.js';
import { type MergeContext, made } from '../merge/tables.js';
import { isConsent, type Policy, policiesOf, survivalOf } from '../rules/fields/policies.js';
import { typeOf } from '../standardise/field.js';
import type { TracedField } from './trace.js';

interface OfPerson {
  readonly context: MergeContext;
  readonly teller: Teller;
  readonly person: bigint;
}

/** The surviving fields of a person, each with the rows that it comes from. Needs `merged`. */
export async function gatherFields(engine: Engine, of: OfPerson): Promise<readonly TracedField[]> {
  const { context, teller, person } = of;
  const policies = policiesOf(context.rules.fields, context.sources);
  if (policies.size === 0) return [];
  const columns = [...policies.keys()].map((field) => {
    const text = asText({ name: field, type: typeOf(field).toUpperCase() });
    return sql`cast(${text} as varchar) as ${name(field)}`;
  });
  const merged = await engine.one<Record<string, string | null>>(
    sql`select ${join(columns)} from ${made(context, 'merged')} where person_id = ${person}`,
  );
  const traced: TracedField[] = [];
  for (const [field, list] of policies) {
    const value = merged[field] ?? null;
    traced.push({
      ...{ field, value, policy: list.map(policyCode).join(', '), words: tellSurvival(field, list, teller) },
      origins: value === null ? [] : await originsOf(engine, { field, policies, of }),
    });
  }
  return traced;
}

function policyCode(policy: Policy): string {
  switch (policy.kind) {
    case 'prefer':
      return `prefer ${policy.source}`;
    case 'with':
      return `with ${policy.field}`;
    case 'expires':
      return `expires after ${policy.months} months`;
    default:
      return policy.kind.replaceAll('_', ' ');
  }
}

interface Origin {
  readonly field: string;
  readonly policies: ReadonlyMap<string, readonly Policy[]>;
  readonly of: OfPerson;
}

async function originsOf(engine: Engine, origin: Origin): Promise<TracedField['origins']> {
  const { sources } = origin.of.context;
  const found = await engine.rows<{ source_no: number; member_id: string }>(winners(origin));
  return found.map(({ source_no, member_id }) => ({
    source: sources.find(({ order }) => order === source_no)?.name ?? '',
    source_member_id: member_id,
  }));
}

/** The rows that win, in the way of the merge: of several values the first by the policies, of all values each. */
function winners({ field, policies, of: { context, person } }: Origin): Sql {
  const own = ownRows(context, person);
  if (isConsent(field)) {
    const asked = context.sources.filter((source) => fieldsOf(source).includes(field));
    const orders = join(asked.map(({ order }) => sql`${order}`));
    return sql`select source_no, member_id from (${own}) where source_no in (${orders}) order by row_id`;
  }
  const survival = survivalOf(field, policies);
  const hasValue = sql`${name(field)} is not null`;
  if (survival.kind === 'all')
    return sql`select source_no, member_id from (${own}) where ${hasValue} order by row_id`;
  const deciding = survival.kind === 'with' ? survival.leader : field;
  const rows = { context, field: deciding, column: name, frequency: frequencyOf(deciding) };
  const counted = sql`select *, count(*) over (partition by ${name(deciding)}) as ${frequencyOf(deciding)} from (${own})`;
  const first =
    survival.kind === 'even_empty' ? [] : [sql`${name(deciding)} is null`, sql`${name(field)} is null`];
  const order = join([...first, rowOrder(preferencesOf(survival.policies, rows))]);
  return sql`select source_no, member_id from (${counted}) order by ${order} limit 1`;
}

function ownRows({ tables }: MergeContext, person: bigint): Sql {
  return sql`select source_rows.* from ${name(tables.rows)} as source_rows
    join ${name(tables.personRows)} using (row_id) where person_id = ${person}`;
}
