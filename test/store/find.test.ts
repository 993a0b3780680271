import { expect, test } from 'vitest';
import type { Key } from '../../src/store/find.js';
import type { StoredRow } from '../../src/store/pages.js';
import { deltaOf, emptyFolder, migrated, rowsOf } from './world.js';

/** More than are asked for in one statement. */
const ROWS = 450;

test('rows are found by their keys as they are read, whatever is in a key and however many there are', async () => {
  const ids = [...Array(ROWS).keys()].map((number) => `no-${number}`);
  const strange = ["o'hara", 'a"b', 'back\\slash', '김?민수', ' blank '];
  const rows = [...ids, ...strange].map((source_member_id) => ({
    ...{ op: 'insert' as const, source: 'online', source_member_id },
    ...{ name: `name of ${source_member_id}`, points: '12.5', consent_sms: true },
  }));
  const store = await migrated(emptyFolder());
  await store.apply(deltaOf('R1', null, { source_rows: rows }, {}));
  const keys = [...ids.slice(0, 430), ...strange, 'nobody'].map((id): Key => ['online', id]);
  const found: StoredRow[] = [];
  for await (const batch of store.find('source_rows', [...keys, ['offline', 'no-1']])) found.push(...batch);
  const read = (await rowsOf(store, 'source_rows')).filter((row) =>
    keys.some(([, id]) => id === row.source_member_id),
  );
  const byKey = (a: StoredRow, b: StoredRow) =>
    String(a.source_member_id) < String(b.source_member_id) ? -1 : 1;
  expect(found).toHaveLength(435);
  expect(found.toSorted(byKey)).toEqual([...read].sort(byKey));
  expect(found.find(({ source_member_id }) => source_member_id === "o'hara")).toMatchObject({
    ...{ name: "name of o'hara", points: '12.5', consent_sms: true, first_run: 'R1' },
  });
});
