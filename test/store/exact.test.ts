import { expect, test } from 'vitest';
import type { DeltaRow } from '../../src/store/delta.js';
import { CLIENT } from './database.js';
import { deltaOf, emptyFolder, firstLoad, migrated, rowsOf } from './world.js';

const NASTY: Readonly<Record<string, string>> = {
  'the sign for null': '\\N',
  'the end of a copy': '\\.',
  'a backslash at the end': 'C:\\',
  'escapes that are none': '\\n \\t \\0 \\x41 \\\\',
  'line ends of every kind': 'a\nb\rc\r\nd\n',
  tabs: '\t\t',
  quotes: `' " \` '' ""`,
  'what ends a statement': `'); drop table members; --`,
  commas: ',;|',
  emoji: '😀👨‍👩‍👧 𠮷 🇰🇷',
  'decomposed hangul': '\u1100\u1161\u11a8',
  'composed hangul': '각',
  'an empty text': '',
  'spaces around': '  x  ',
  'a byte order mark': '\ufeffx',
  'control signs': '\u0001\u0008\u001a\u001b[31m\u007f\u0085',
  'the last code point': '\u{10ffff}',
  'a long text': '가'.repeat(70_000),
  'question marks': '? ?? $1 :name',
};
const NAMES = Object.values(NASTY);

test.each([false, true])(
  'every text comes back byte for byte, loaded first or staged (staged: %s)',
  async (isStaged) => {
    const store = await migrated(emptyFolder());
    if (isStaged) await store.apply(deltaOf('R0', null, {}));
    const rows = NAMES.map((name, at) => member(`M${String(at).padStart(2, '0')}`, { name, address: null }));
    await store.apply(
      deltaOf(
        'R1',
        isStaged ? 'R0' : null,
        { members: rows },
        { members_total: rows.length, members_new: rows.length },
      ),
    );
    const read = await rowsOf(store, 'members');
    expect(read.map((row) => row.name)).toEqual(NAMES);
    expect(new Set(read.map((row) => row.address))).toEqual(new Set([null]));
  },
);

test('keys that only their case, accents, width or spaces tell apart are different keys, in the order of their bytes', async () => {
  const store = await migrated(emptyFolder());
  const keys = [
    '',
    ' ',
    'A',
    'A ',
    'B',
    'a',
    'a\t',
    'a ',
    'b',
    'ß',
    '\u00e9',
    'e\u0301',
    'ㄱ',
    '가',
    'Ａ',
    '\u{1f600}',
  ];
  const inOrder = [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const shuffled = [...keys].reverse();
  const links = shuffled.map(
    (id) => ({ op: 'insert', source: 'online', source_member_id: id, member_id: id, how: 'alone' }) as const,
  );
  await store.apply(deltaOf('R1', null, { links }, { links_total: keys.length }));
  expect((await rowsOf(store, 'links')).map((row) => row.source_member_id)).toEqual(inOrder);
  const upper = { op: 'delete', source: 'online', source_member_id: 'A' } as const;
  await store.apply(deltaOf('R2', 'R1', { links: [upper] }, { links_total: keys.length - 1 }));
  expect((await rowsOf(store, 'links')).map((row) => row.source_member_id)).toEqual(
    inOrder.filter((key) => key !== 'A'),
  );
});

test('amounts come back without zeros behind them, so that a second plan sees no change', async () => {
  const store = await migrated(emptyFolder());
  const given = ['0', '-0.5', '1200', '1234.50', '100.00', '0.00000000000001', '9223372036854775807'];
  const source_rows = given.map(
    (spend, at) => ({ op: 'insert', source: 'online', source_member_id: `${at}`, spend }) as const,
  );
  await store.apply(deltaOf('R1', null, { source_rows }));
  const read = (await rowsOf(store, 'source_rows')).map((row) => row.spend);
  expect(read.with(5, null)).toEqual(['0', '-0.5', '1200', '1234.5', '100', null, '9223372036854775807']);
  expect(Number(read[5])).toBe(1e-14);
});

test('scores come back as the same numbers', async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 100_000);
  console.log(`seed ${seed} (SEED=${seed} repeats it)`);
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  const scores = [0, 1, 0.1, 0.30000000000000004, 1e-300, 1.7976931348623157e308, -2 / 3].concat(
    Array.from(
      { length: 500 },
      () => (random() + random() * 2 ** -32) * 10 ** Math.floor(random() * 40 - 20),
    ),
  );
  const store = await migrated(emptyFolder());
  const links = scores.map(
    (score, at) =>
      ({
        op: 'insert',
        source: 'online',
        source_member_id: String(at).padStart(4, '0'),
        member_id: 'M1',
        how: 'scored',
        score,
      }) as const,
  );
  await store.apply(deltaOf('R1', null, { links }, { links_total: links.length }));
  expect((await rowsOf(store, 'links')).map((row) => row.score)).toEqual(scores);
});

test('a NUL is refused on every database before anything is written', async () => {
  const store = await migrated(emptyFolder());
  await store.apply(firstLoad());
  const late = deltaOf('R2', 'R1', { members: [member('M3', { name: 'a\0b' })] });
  await expect(store.apply(late)).rejects.toThrow('members.name cannot hold this value (string)');
  expect(await rowsOf(store, 'members')).toHaveLength(2);
});

// Only MySQL and MariaDB have a limit; with LOAD DATA LOCAL they would cut the value and go on.
test.runIf(CLIENT === 'mysql2').each([false, true])(
  'a key that is too long is refused and not cut (staged: %s)',
  async (isStaged) => {
    const store = await migrated(emptyFolder());
    if (isStaged) await store.apply(deltaOf('R0', null, {}));
    const long = 'secret-'.repeat(40);
    const delta = deltaOf('R1', isStaged ? 'R0' : null, { members: [member(long, {})] });
    const refused = await store.apply(delta).catch((error) => error);
    expect(refused).toMatchObject({ code: 'target', exitCode: 12 });
    expect(refused.message).toContain('member_id');
    expect(`${refused.message}${refused.hint}`).not.toContain('secret-');
    expect(await rowsOf(store, 'members')).toEqual([]);
  },
);

test.each([false, true])('a row that comes twice in one plan is refused (staged: %s)', async (isStaged) => {
  const store = await migrated(emptyFolder());
  if (isStaged) await store.apply(deltaOf('R0', null, {}));
  const twice = [member('M1', { name: 'Kim' }), member('M1', { name: 'Lee' })];
  const delta = deltaOf(
    'R1',
    isStaged ? 'R0' : null,
    { members: twice },
    { members_total: 1, members_new: 1 },
  );
  const refused = await store.apply(delta).catch((error) => error);
  expect(refused).toBeInstanceOf(Error);
  expect(refused.message).not.toMatch(/Kim|Lee|M1/);
  expect(await rowsOf(store, 'members')).toEqual([]);
});

function member(member_id: string, fields: Readonly<Record<string, string | null>>): DeltaRow {
  return { op: 'insert', expected_run: null, member_id, ...fields };
}
