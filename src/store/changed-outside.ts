import type { Knex } from 'knex';
import { name } from '../engine/sql.js';
import { Failure } from '../failure.js';
import { seen, seenColumns } from './delta.js';
import { hintOf, NAMED } from './moved-on.js';
import { sameKey, select, staged, stored } from './staging.js';
import { TABLES, type Table } from './tables.js';
import type { Place } from './target.js';
import type { Writing } from './writes.js';

/** Rows that nobody but the plan has written since, and that are not what it saw all the same. */
export async function refuseOutside(
  trx: Knex,
  { place, delta }: Pick<Writing, 'place' | 'delta'>,
): Promise<void> {
  const { members, links, points } = TABLES;
  const owners = [
    changedOutside(place, members, { owner: 's.member_id', kept: delta.kept ?? [] }),
    changedOutside(place, links, { owner: 's.was_member_id', kept: [] }),
    changedOutside(place, points, { owner: 's.member_id', kept: [] }),
  ];
  const rows = await select<{ who: string; all_rows: bigint }>(
    trx,
    `select who, count(*) over () as all_rows
      from (${owners.join(' union ')}) as changed
      order by who
      limit ${NAMED}`,
  );
  const total = Number(rows[0]?.all_rows ?? 0);
  if (total === 0) return;
  const rest = total > NAMED ? ` and ${total - NAMED} more` : '';
  throw new Failure(
    'stale',
    `members changed outside of tier-merge since the plan was made: ${total}: ${rows.map(({ who }) => who).join(', ')}${rest}`,
    hintOf(delta),
  );
}

function changedOutside(
  place: Place,
  table: Table,
  { owner, kept }: { readonly owner: string; readonly kept: readonly string[] },
): string {
  const differs = seenColumns(table)
    .filter((column) => !kept.includes(column.name))
    .map((column) => {
      const [now, saw] = [`t.${name(column.name).sql}`, `s.${name(seen(column.name)).sql}`];
      // No database says `is distinct from` as the others do.
      return `${now} <> ${saw} or (${now} is null) <> (${saw} is null)`;
    });
  return `select ${owner} as who
    from ${staged(table)} as s
    join ${stored(place, table.name)} as t on ${sameKey(table)}
    where s.op <> 'insert' and s.saw is not null and (${differs.join(' or ')})`;
}
