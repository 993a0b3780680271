import { afterAll, beforeAll, expect, test } from 'vitest';
import { ReadingRoom } from './reading.js';

let room: ReadingRoom;
beforeAll(async () => {
  room = await ReadingRoom.open();
});
afterAll(() => room.close());

const columns = { member_id: 'id', name: { join: ['first', 'last'] }, phone: { first: ['mobile', 'home'] } };

/** The second record has a line end inside quotes: the scan hands it to the slow path. */
const EXPORT = `id,first,last,mobile,home,note
'101,Jan,'t Hooft,'+31612345678,,a
'102,Eva,de Vries,,'0201234567,"b
c"
103','Q',O'Neil,''5,x,d
`;

test('a text mark is taken off before a number, once, in plain and in quoted records alike', async () => {
  const { rows } = await room.read([room.file(Buffer.from(EXPORT))], { columns, text_mark: "'" });
  expect(rows.toSorted()).toEqual([
    ['101', "Jan 't Hooft", '+31612345678'],
    ['102', 'Eva de Vries', '0201234567'],
    ["103'", "'Q' O'Neil", "''5"],
  ]);
});

test('without a text mark every text stays as it stands', async () => {
  const { rows } = await room.read([room.file(Buffer.from(EXPORT))], { columns });
  expect(rows.map(([id]) => id).toSorted()).toEqual(["'101", "'102", "103'"]);
});
