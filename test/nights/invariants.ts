import { expect } from 'vitest';

/** Asks the target; rows by column. */
export type Ask = (statement: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

const ROW_IS_LIVE = `exists (select 1 from links join source_rows
    on source_rows.source = links.source and source_rows.source_member_id = links.source_member_id
  where links.member_id = members.member_id and source_rows.gone_since is null)`;

/** What may not be found after any night, in words of every database. */
const NO_ROWS: Readonly<Record<string, string>> = {
  'I2 a living row belongs to a member that is there': `
    select source_rows.source_member_id from source_rows
    left join links on source_rows.source = links.source and source_rows.source_member_id = links.source_member_id
    left join members on members.member_id = links.member_id
    where source_rows.gone_since is null
      and (members.member_id is null or members.merged_into is not null or members.gone_since is not null)`,
  'I3 a member has a living row, or is gone or merged': `
    select member_id from members where gone_since is null and merged_into is null and not ${ROW_IS_LIVE}`,
  'I3 a member that is gone has no living row': `
    select member_id from members where gone_since is not null and ${ROW_IS_LIVE}`,
  'I3 a merged member has no link, and its successor is there': `
    select old.member_id from members as old left join members as heir on heir.member_id = old.merged_into
    where old.merged_into is not null
      and (heir.member_id is null or old.member_id in (select member_id from links))`,
  'I4 a grade is on the ladder and has a rule': `
    select member_id from members where grade not in ('BRONZE', 'SILVER', 'GOLD') or rule is null`,
  'I5 the last run counts what the tables hold': `
    select run_id from runs where sequence = (select max(sequence) from runs) and (
      members_total <> (select count(*) from members) or links_total <> (select count(*) from links)
      or points_total <> (select count(*) from points))`,
  'I5 each run counts its changes': `
    select run_id from runs
    where changes_rows <> (select count(*) from changes where changes.run_id = runs.run_id)`,
  'I6 no row is of a run that the ledger lacks': `
    select run_id from (
      select first_run as run_id from members union select last_run from members
      union select first_run from links union select last_run from links union select last_run from points
      union select first_run from source_rows union select last_run from source_rows union select run_id from changes
    ) as written where run_id not in (select run_id from runs)`,
};

export async function expectInvariants(ask: Ask, where: string): Promise<void> {
  for (const [invariant, statement] of Object.entries(NO_ROWS))
    expect(await ask(statement), `${where}: ${invariant}`).toEqual([]);
}
