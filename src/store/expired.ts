import type { Knex } from 'knex';
import { select, stored } from './staging.js';
import type { Place } from './target.js';

/** Days, `YYYY-MM-DD`: who is gone or withdrawn since that day or longer has expired. Absent: nobody. */
export interface Expiry {
  readonly gone?: string;
  readonly withdrawn?: string;
}

/** The ids of all members that have expired, with every id that was merged into one of them; sorted. */
export async function readExpired(db: Knex, place: Place, expiry: Expiry): Promise<readonly string[]> {
  const found = [
    ...(expiry.gone === undefined ? [] : await select<Id>(db, goneSince(place), [expiry.gone])),
    ...(expiry.withdrawn === undefined
      ? []
      : await select<Id>(db, withdrawnSince(place), [expiry.withdrawn])),
  ];
  const all = new Set(found.map(({ member_id }) => member_id));
  let open: readonly string[] = [...all];
  while (open.length > 0) {
    const merged = await mergedInto(db, place, open);
    open = merged.filter((id) => !all.has(id));
    for (const id of open) all.add(id);
  }
  return [...all].toSorted();
}

interface Id {
  readonly member_id: string;
}

function goneSince(place: Place): string {
  return `select member_id from ${stored(place, 'members')} where merged_into is null and gone_since <= ?`;
}

/** Since the run that changed the status last, or since the one that the member came with. */
function withdrawnSince(place: Place): string {
  return `select m.member_id from ${stored(place, 'members')} as m
      join ${stored(place, 'runs')} as born on born.run_id = m.first_run
      left join (
        select c.member_id, max(r.as_of) as since from ${stored(place, 'changes')} as c
        join ${stored(place, 'runs')} as r on r.run_id = c.run_id
        where c.field = 'status' and c.after = 'withdrawn' group by c.member_id
      ) as later on later.member_id = m.member_id
    where m.merged_into is null and m.status = 'withdrawn' and coalesce(later.since, born.as_of) <= ?`;
}

const AT_ONCE = 500;

async function mergedInto(
  db: Knex,
  { prefix }: Place,
  members: readonly string[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (let from = 0; from < members.length; from += AT_ONCE) {
    const rows: readonly Id[] = await db(`${prefix}members`)
      .select('member_id')
      .whereIn('merged_into', members.slice(from, from + AT_ONCE));
    found.push(...rows.map(({ member_id }) => member_id));
  }
  return found;
}
