import type { Config } from '../config/config.js';
import { either, name, raw, type Sql, sql } from '../engine/sql.js';

/** A reason why two rows are never one person, whatever else agrees. */
interface Veto {
  readonly name: string;
  /** Of the pair `l`, `r`; NULL, which is no veto, where one of them does not know. */
  readonly forbids: Sql;
  /** What rows of one person may have only one of, NULLs aside: the veto for a whole cluster. */
  readonly value: Sql;
}

/** The vetoes in force. `value` reads columns of `rows` without a prefix. */
export function vetoes(config: Config): readonly Veto[] {
  return config.identity.vetoes
    .filter((veto) => knows(config, veto === 'withdrawn' ? 'status' : veto))
    .map((veto) => (veto === 'withdrawn' ? WITHDRAWN : differs(veto)));
}

/** Two rows of a source that holds no duplicates of its own are two persons. */
export function sameSourceVeto(config: Config): Sql {
  const single = config.sources.filter((source) => source.one_row_per_person);
  return either(single.map((source) => sql`l.source_no = ${source.order} and r.source_no = ${source.order}`));
}

const WITHDRAWN: Veto = {
  name: 'withdrawn',
  // A row without a status is a living one: the source does not know withdrawal.
  forbids: raw("(l.status is not distinct from 'withdrawn') <> (r.status is not distinct from 'withdrawn')"),
  value: raw("cast(status is not distinct from 'withdrawn' as varchar)"),
};

function differs(column: string): Veto {
  return {
    name: column,
    forbids: sql`coalesce(l.${name(column)} <> r.${name(column)}, false)`,
    value: sql`cast(${name(column)} as varchar)`,
  };
}

function knows(config: Config, column: string): boolean {
  return config.sources.some((source) => column in source.columns);
}
