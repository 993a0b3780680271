import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { either, join, name, type Sql, sql } from '../engine/sql.js';
import { isConsent } from '../rules/fields/policies.js';

/** The columns of `unified` of which the target is master, and what they are made from. */
export interface KeptFields {
  /** The value of each such column, from the aliases `merged`, `previous` and `refused`. */
  readonly values: ReadonlyMap<string, Sql>;
  /** Put behind `from merged`. */
  readonly joins: Sql;
}

/**
 * A field that the unified system is master of keeps the value of the target from the member's second night on. A
 * consent goes with it, but never against a row that says no: what somebody refused at one counter is refused.
 * Makes `refused_consents(person_id, …)` where it is needed.
 */
export async function keepFields(
  engine: Engine,
  config: Config,
  fields: readonly string[],
): Promise<KeptFields> {
  const consents = fields.filter(isConsent);
  await engine.step('refused_consents', refusedConsents(config, consents));
  return {
    values: new Map(fields.map((field) => [field, keptValue(field)])),
    joins:
      fields.length === 0
        ? sql``
        : sql`left join previous_members as previous on previous.member_id = merged.member_id
      left join refused_consents as refused on refused.person_id = merged.person_id`,
  };
}

/** One line for each person of whom some row says no. A source that does not ask says nothing. */
function refusedConsents({ sources }: Config, consents: readonly string[]): Sql {
  if (consents.length === 0) return sql`select null::bigint as person_id where false`;
  const columns = consents.map((consent) => {
    const asking = sources.filter((source) => consent in source.columns).map(({ order }) => sql`${order}`);
    return sql`coalesce(bool_or(not ${name(consent)}) filter (where source_no in (${join(asking)})), false) as ${name(consent)}`;
  });
  return sql`select * from (select person_id, ${join(columns)} from rows join person_rows using (row_id) group by person_id)
    where ${either(consents.map((consent) => name(consent)))}`;
}

function keptValue(field: string): Sql {
  const [made, was] = [sql`merged.${name(field)}`, sql`previous.${name(field)}`];
  if (!isConsent(field)) return was;
  // By the latest act, a no that a newer yes took back is no refusal any more.
  return sql`case when refused.${name(field)} and not ${made} then ${was} and false else ${was} end`;
}
