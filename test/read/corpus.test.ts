import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ReadingRoom } from './reading.js';

const FOLDER = resolve(import.meta.dirname, '../../../shared/datasets/csv-spectrum');

describe.skipIf(!existsSync(FOLDER))('csv-spectrum', () => {
  let room: ReadingRoom;
  beforeAll(async () => {
    room = await ReadingRoom.open();
  });
  afterAll(() => room.close());

  const names = existsSync(FOLDER)
    ? readdirSync(join(FOLDER, 'csvs')).map((file) => file.replace('.csv', ''))
    : [];

  test.each(names.filter((name) => name !== 'location_coordinates'))(
    '%s is read as it is meant',
    async (name) => {
      const expected: Record<string, string>[] = JSON.parse(
        readFileSync(join(FOLDER, 'json', `${name}.json`), 'utf8'),
      );
      const headers = Object.keys(expected[0] as object);
      const extra = Object.fromEntries(headers.map((header, i) => [`f${i}`, header]));
      const { rows, rejects } = await room.read([join(FOLDER, 'csvs', `${name}.csv`)], {
        columns: {},
        extra,
      });
      expect(rejects).toEqual([]);
      const values = expected.map((row) => headers.map((header) => row[header] || null));
      expect(rows.toSorted()).toEqual(values.toSorted());
    },
  );

  test('location_coordinates, with a stray quote, is refused', async () => {
    const extra = { phone: 'Contact Phone Number', city: 'Cities' };
    const { rows, rejects } = await room.read([join(FOLDER, 'csvs', 'location_coordinates.csv')], {
      columns: {},
      extra,
    });
    expect(rows).toEqual([]);
    expect(rejects).toHaveLength(1);
  });
});
