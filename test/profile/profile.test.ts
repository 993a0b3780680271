import { afterAll, beforeAll, expect, test } from 'vitest';
import { profileText } from '../../src/profile/console.js';
import { profileHtml } from '../../src/profile/html.js';
import { profileFile } from '../../src/profile/profile.js';
import { ReadingRoom } from '../read/reading.js';

let room: ReadingRoom;
beforeAll(async () => {
  room = await ReadingRoom.open();
});
afterAll(() => room.close());

const profile = (content: string) =>
  profileFile(room.file(content), { engine: room.engine, workDirectory: room.directory });

const TOWN = `회원 목록 2026;;;;
회원번호;성명;연락처;가입일;등급
A001;김민수;010-1111-2222;2024.01.31;골드
A002;이서연;010-3333-4444;2024.02.01;골드
A003;박지훈;010-5555-6666;2024.02.02;일반
A003;최유진;010-7777-8888;;일반
합계;4;;;
`;

test('a title, a total row, the delimiter, the key and its repeats are found', async () => {
  expect(await profile(TOWN)).toMatchObject({
    delimiter: ';',
    headerRow: 2,
    headerRows: 1,
    titleRows: 1,
    totalRows: ['합계'],
    dropped: 1,
    records: 4,
    lines: 7,
    key: { column: '회원번호', distinct: 3, repeats: 1 },
  });
});

test('columns have their shape, formats, values and field', async () => {
  const { columns } = await profile(TOWN);
  expect(columns.map(({ header, shape, guess, filled }) => [header, shape, guess?.field, filled])).toEqual([
    ['회원번호', 'id', 'member_id', 4],
    ['성명', 'name', 'name', 4],
    ['연락처', 'phone', 'phone', 4],
    ['가입일', 'date', 'joined_at', 3],
    ['등급', 'label', 'grade', 4],
  ]);
  expect(columns[3]?.formats).toEqual([{ format: 'YYYY.MM.DD', count: 3 }]);
  expect(columns[4]?.values).toEqual([
    { text: '골드', count: 2 },
    { text: '일반', count: 2 },
  ]);
});

test('a header of two lines is found, and its columns are called group / name', async () => {
  const { headerRows, columns } = await profile(
    '회원번호,이름,수신동의,,등급\n,,SMS,이메일,\nA001,김민수,Y,N,골드\nA002,이서연,N,N,일반\n',
  );
  expect(headerRows).toBe(2);
  expect(columns.map(({ header, guess }) => [header, guess?.field])).toEqual([
    ['회원번호', 'member_id'],
    ['이름', 'name'],
    ['수신동의 / SMS', 'consent_sms'],
    ['수신동의 / 이메일', 'consent_email'],
    ['등급', 'grade'],
  ]);
});

test('nothing of a person is shown, on a terminal or a page, and lines fit into 100 columns', async () => {
  const file = await profile(TOWN);
  const shown = profileText([file], { lang: 'en', color: false, width: 100 });
  const page = profileHtml([file], { lang: 'ko' });
  for (const secret of ['김민수', '1111-2222', '박지훈', 'A001'])
    expect(`${shown}${page}${JSON.stringify(file)}`).not.toContain(secret);
  expect(page).toContain("default-src 'none'");
});

test('a file without a header is refused, and no record of it is shown', async () => {
  await expect(profile('A001,김민수,010-1111-2222\nA002,이서연,010-3333-4444\n')).rejects.toThrow(
    'has no header in its first lines',
  );
});
