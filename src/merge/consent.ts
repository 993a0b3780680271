import { fieldsOf } from '../config/source-fields.js';
import { all, join, name, raw, type Sql, sql } from '../engine/sql.js';
import { isConsent, type Policy, policiesOf } from '../rules/fields/policies.js';
import type { PersonColumns } from '../rules/person/columns.js';
import type { MergeContext } from './tables.js';

/**
 * Adds what the consents of a person need and gives them as columns. A channel reads its own column alone, so
 * no consent spreads to a channel it was not given for; a source that does not ask says nothing.
 */
export function addConsents(columns: PersonColumns, context: MergeContext): readonly Sql[] {
  const { rules, sources } = context;
  const consents = [...policiesOf(rules.fields, sources)].filter(([field]) => isConsent(field));
  return consents.map(([consent, policies]) => {
    const isLatest = policies.some(({ kind }) => kind === 'latest_act');
    const make = isLatest ? latestAct : strictest;
    return sql`${make(consent, { columns, context, ...limit(policies, context) })} as ${name(consent)}`;
  });
}

interface Asking {
  readonly columns: PersonColumns;
  readonly context: MergeContext;
  /** The first day on which a consent may have been given and still hold; absent where none expires. */
  readonly since?: Sql;
}

/** Rows with a value of the consent, in sources that ask for it. */
function asking(consent: string, { sources }: MergeContext): Sql {
  const orders = sources
    .filter((source) => fieldsOf(source).includes(consent))
    .map(({ order }) => sql`${order}`);
  return sql`source_no in (${join(orders)})`;
}

function limit(policies: readonly Policy[], { asOf }: MergeContext): Pick<Asking, 'since'> {
  const expires = policies.find((policy) => policy.kind === 'expires');
  if (expires === undefined) return {};
  return { since: sql`(cast(${asOf} as timestamp) - to_months(${expires.months}))` };
}

/** Every row of a source that asks has to say yes, and missing is no. */
function strictest(consent: string, { columns, context, since }: Asking): Sql {
  const given = sql`coalesce(${name(consent)}, false)`;
  const holds =
    since === undefined ? given : sql`${given} and coalesce(${moment(consent)} >= ${since}, false)`;
  // bool_and leaves out what is missing, so missing has to be said to be no.
  const rows = asking(consent, context);
  return columns.add(consent, sql`coalesce(bool_and(${holds}) filter (where ${rows}), false)`);
}

/**
 * The last yes has to be newer than every no. A no without a day may be the newest; a yes without one counts
 * only where nothing has a day, and never where consents expire.
 */
function latestAct(consent: string, { columns, context, since }: Asking): Sql {
  const rows = asking(consent, context);
  const [yes, no] = [sql`${rows} and ${name(consent)}`, sql`${rows} and not ${name(consent)}`];
  const at = moment(consent);
  const lastYes = columns.add(`${consent} yes`, sql`max(${at}) filter (where ${yes})`);
  const lastNo = columns.add(`${consent} no`, sql`max(${at}) filter (where ${no})`);
  const undated = (act: Sql) => sql`coalesce(bool_or(${at} is null) filter (where ${act}), false)`;
  const undatedYes = columns.add(`${consent} undated yes`, undated(yes));
  const undatedNo = columns.add(`${consent} undated no`, undated(no));
  const renewed = since === undefined ? raw('true') : sql`coalesce(${lastYes} >= ${since}, false)`;
  const dated = sql`coalesce(${lastYes} > ${lastNo}, ${lastYes} is not null)`;
  const onlyUndated = sql`${lastYes} is null and ${lastNo} is null and ${undatedYes}`;
  const given = since === undefined ? sql`(${dated}) or (${onlyUndated})` : dated;
  return sql`(${all([sql`not ${undatedNo}`, renewed, given])})`;
}

function moment(consent: string): Sql {
  return name(`${consent}_at`);
}
