import knex from 'knex';
import { expect, test } from 'vitest';
import { CLIENT, query, targetIn } from '../../store/database.js';
import { deltaOf, emptyFolder, migrated } from '../../store/world.js';

const FIRST = deltaOf(
  'R1',
  null,
  { members: [{ op: 'insert', expected_run: null, member_id: 'M1', grade: 'GOLD', phone: '+8210' }] },
  { members_total: 1, members_new: 1 },
);

const RAISED = deltaOf(
  'R2',
  'R1',
  {
    members: [
      {
        ...{ op: 'update', expected_run: 'R1', member_id: 'M1', grade: 'VIP', phone: '+8210' },
        ...{ saw: 'row', was_grade: 'GOLD', was_phone: '+8210' },
      },
    ],
  },
  { members_total: 1, members_changed: 1 },
);

test('a run waits for an edit under way, and refuses the member once that is committed', async () => {
  const folder = emptyFolder();
  const store = await migrated(folder);
  await store.apply(FIRST);
  const { connection, prefix } = targetIn(folder);
  const db = knex({ client: CLIENT, connection: connection as object });
  const members = CLIENT === 'mysql2' ? `\`${prefix}members\`` : `"${prefix}members"`;
  try {
    let applying: Promise<unknown> = Promise.resolve();
    await db.transaction(async (trx) => {
      await trx.raw(`update ${members} set phone = '+8299'`);
      applying = store.apply(RAISED).catch((error: unknown) => error);
      await untilSomebodyWaits(folder);
    });
    expect(await applying).toMatchObject({ code: 'stale', message: expect.stringContaining('M1') });
    expect(await query(folder, 'select grade, phone from {members}')).toEqual([
      { grade: 'GOLD', phone: '+8299' },
    ]);
  } finally {
    await db.destroy();
  }
});

/** Asks the server until some transaction waits for the lock of another. */
async function untilSomebodyWaits(folder: string): Promise<void> {
  const waiting =
    CLIENT === 'mysql2'
      ? `select id from information_schema.processlist where info like '%for update' and id <> connection_id()`
      : `select pid from pg_stat_activity where wait_event_type = 'Lock'`;
  for (let asked = 0; asked < 500; asked += 1) if ((await query(folder, waiting)).length > 0) return;
  throw new Error('nobody waits');
}
