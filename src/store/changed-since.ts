import { name } from '../engine/sql.js';
import { sameKey, staged, stored } from './staging.js';
import { TABLES, type Table } from './tables.js';
import type { Place } from './target.js';

/** Selects rows that are no longer what a plan saw. */
export interface Query {
  /** Selects `who` and `run`, the run that wrote the stored row, or null where there is no such row. */
  readonly statement: string;
  readonly bindings: readonly string[];
}

/** Members that another run has written, or that are not there. */
export function changedMembers(place: Place): Query {
  const { members } = TABLES;
  return {
    statement: `select s.member_id as who, t.last_run as run
      from ${staged(members)} as s
      left join ${stored(place, 'members')} as t on ${sameKey(members)}
      where coalesce(t.last_run, '') <> coalesce(s.expected_run, '')`,
    bindings: [],
  };
}

/** Rows without an expectation of their own: new ones must not exist, others must exist and not be newer. */
export function changedRows(place: Place, table: Table, since: readonly string[]): Query {
  const key = table.key.map((column) => `s.${name(column).sql}`).join(` || ' ' || `);
  const owner = table.key.includes('source') ? ownerOf(place) : { text: '', join: '' };
  return {
    statement: `select ${key}${owner.text} as who, t.last_run as run
      from ${staged(table)} as s
      left join ${stored(place, table.name)} as t on ${sameKey(table)}
      ${owner.join}
      where (s.op = 'insert' and t.last_run is not null)
        or (s.op <> 'insert' and (t.last_run is null or t.last_run in (${marks(since)})))`,
    bindings: since,
  };
}

/** Behind a source row stands whose it is, where it is anybody's. */
function ownerOf(place: Place): { readonly text: string; readonly join: string } {
  return {
    text: ` || coalesce(' of ' || l.member_id, '')`,
    join: `left join ${stored(place, 'links')} as l
        on l.source = s.source and l.source_member_id = s.source_member_id`,
  };
}

/** A link or a balance of a member that another run has written since. */
export function changedOwners(place: Place, table: Table, since: readonly string[]): Query {
  return {
    statement: `select distinct s.member_id as who, t.last_run as run
      from ${staged(table)} as s
      join ${stored(place, 'members')} as t on t.member_id = s.member_id
      where t.last_run in (${marks(since)})`,
    bindings: since,
  };
}

/**
 * A member that the plan writes and from which a run since has moved a row away. Its own row need not have changed by
 * that, and the plan would still give it the grade and the points of a row that another member has by now.
 */
export function robbedMembers(place: Place, since: readonly string[]): Query {
  return {
    statement: `select distinct c.${name('before').sql} as who, c.run_id as run
      from ${stored(place, 'changes')} as c
      join ${staged(TABLES.members)} as s on s.member_id = c.${name('before').sql}
      where c.field like 'link:%' and c.run_id in (${marks(since)})`,
    bindings: since,
  };
}

/** A member that a link is taken from, and which a run since has written. */
export function givers(place: Place, since: readonly string[]): Query {
  const { links } = TABLES;
  return {
    statement: `select distinct t.member_id as who, m.last_run as run
      from ${staged(links)} as s
      join ${stored(place, 'links')} as t on ${sameKey(links)}
      join ${stored(place, 'members')} as m on m.member_id = t.member_id
      where m.last_run in (${marks(since)})`,
    bindings: since,
  };
}

function marks(values: readonly string[]): string {
  // An empty list is no SQL to most databases, and nothing is in a list of null.
  return values.map(() => '?').join(', ') || 'null';
}
