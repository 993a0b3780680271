import type { Config } from '../../config/config.js';
import { join, name, type Sql, sql } from '../../engine/sql.js';
import { rowFields } from '../../standardise/typed.js';

/** What can tell that two rows are one person, beside a phone, which a family shares. */
const IDENTIFYING = ['name', 'birth_date', 'email', 'ci', 'card_no', 'address'];

/** Proof by itself: a row with nothing but one of these can still link. */
const PROOF: ReadonlySet<string> = new Set(['ci', 'card_no']);

/** The identifying fields that some source has, in the order of their bits. */
export function identifyingFields(config: Config): readonly string[] {
  const fields = rowFields(config.sources);
  return IDENTIFYING.filter((field) => fields.includes(field));
}

/** A bit for each identifying field that a row of `rows` knows. */
export function evidenceBits(config: Config): Sql {
  const bits = identifyingFields(config).map(
    (field, bit) => sql`case when ${name(field)} is null then 0 else ${2 ** bit} end`,
  );
  return sql`cast(${join([sql`0`, ...bits], ' + ')} as utinyint)`;
}

/**
 * Why a row of `rows` is too empty to link with any other: `nothing`, or the name of the one field it has, of
 * which none links alone; NULL for every other row.
 */
export function emptiness(config: Config): Sql {
  const fields = rowFields(config.sources);
  const known = [...identifyingFields(config), ...(fields.includes('phone') ? ['phone'] : [])];
  const counted = known.map((field) => sql`(${name(field)} is not null)::integer`);
  const weak = known.filter((field) => !PROOF.has(field));
  return sql`case ${join([sql`0`, ...counted], ' + ')} when 0 then 'nothing'
    when 1 then case ${join([...weak.map((field) => sql`when ${name(field)} is not null then ${field}`), sql`else null`], ' ')} end end`;
}
