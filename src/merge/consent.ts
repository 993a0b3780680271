import { fieldsOf } from '../config/source-fields.js';
import { join, name, type Sql, sql } from '../engine/sql.js';
import { isConsent, policiesOf } from '../rules/fields/policies.js';
import type { PersonColumns } from '../rules/person/columns.js';
import type { MergeContext } from './tables.js';

/**
 * Adds what the consents of a person need and gives them as columns. Strictest: every row of a source that
 * asks for this consent has to say yes, and missing is no; a source that does not ask says nothing.
 */
export function addConsents(columns: PersonColumns, { rules, sources }: MergeContext): readonly Sql[] {
  const consents = [...policiesOf(rules.fields, sources).keys()].filter(isConsent);
  return consents.map((consent) => {
    const asking = sources.filter((source) => fieldsOf(source).includes(consent));
    const rows = sql`source_no in (${join(asking.map(({ order }) => sql`${order}`))})`;
    // bool_and leaves out what is missing, so missing has to be said to be no.
    const strictest = sql`coalesce(bool_and(coalesce(${name(consent)}, false)) filter (where ${rows}), false)`;
    return sql`${columns.add(consent, strictest)} as ${name(consent)}`;
  });
}
