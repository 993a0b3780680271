import { afterAll, beforeAll, expect, test } from 'vitest';
import { BOUNDS } from '../../src/read/dialect.js';
import { Dice } from './dice.js';
import { ReadingRoom } from './reading.js';
import { type ReferenceRecord, readSlowly } from './reference.js';
import { encoded, type SmallFile, smallFile } from './small-file.js';

const NAMES = ['member_id', 'name', 'phone', 'email', 'grade'];

let room: ReadingRoom;
beforeAll(async () => {
  room = await ReadingRoom.open();
});
afterAll(() => room.close());

test('the table and the rejects are what csv-parse alone gives, and every row is found again', async () => {
  const base = Number(process.env.SEED ?? Date.now() % 1_000_000_000);
  for (let i = 0; i < 250; i++) await compare(base + i);
}, 120_000);

async function compare(seed: number): Promise<void> {
  const dice = new Dice(seed);
  const file = withHeader(smallFile(dice));
  const sizes = {
    chunkBytes: dice.pick([5, 64, 4096]),
    blockBytes: dice.pick([1, 20, 1000]),
    pieceBytes: dice.pick([1, 100, 100_000]),
    bounds: { recordBytes: dice.pick([BOUNDS.recordBytes, 60]), recordLines: dice.pick([64, 3]) },
  };
  const columns = Object.fromEntries(NAMES.slice(0, file.fields).map((name, i) => [name, `h${i}`]));
  const composed = [randomFields(dice, file.fields), randomFields(dice, file.fields)] as const;
  const headers = (fields: readonly number[]) => fields.map((field) => `h${field}`);
  const extra = { joined: { join: headers(composed[0]) }, first: { first: headers(composed[1]) } };
  const about = `SEED=${seed} ${JSON.stringify({ ...file, extra, bytes: file.bytes.toString('latin1'), sizes })}`;
  const { encoding, delimiter, quote } = file;
  const read = await room.read(
    [room.file(file.bytes)],
    { encoding, delimiter, quote, columns, extra },
    sizes,
  );
  const [, ...records] = readSlowly(file, sizes.bounds).records;
  const { reading } = read;
  const rows = read.rows.map((fields, i) => {
    const { line, offset, bytes } = reading.locate(BigInt(i));
    return { line, offset, bytes, fields };
  });
  expect(
    rows.sort((a, b) => a.offset - b.offset),
    about,
  ).toEqual(records.filter(({ fields }) => fields).map((record) => composedOf(record, composed)));
  const rejects = read.rejects.map(({ line, reason, raw_offset, raw_bytes }) => ({
    line: Number(line),
    offset: Number(raw_offset),
    bytes: Number(raw_bytes),
    reason,
  }));
  expect(rejects, about).toEqual(records.filter(({ reason }) => reason));
  for (const { offset, bytes } of rejects)
    expect(await reading.rawBytes(0, offset, bytes), about).toEqual(
      file.bytes.subarray(offset, offset + bytes),
    );
  await reading.dispose();
}

/** A header that is always sound; without a byte order mark, which the reference knows nothing of. */
function withHeader(file: SmallFile): SmallFile {
  const wide = file.encoding.startsWith('utf-16');
  const end = file.bytes.includes(0x0a) || !file.bytes.includes(0x0d) || wide ? '\n' : '\r';
  const header = Array.from({ length: file.fields }, (_, i) => `h${i}`).join(file.delimiter) + end;
  return { ...file, bytes: Buffer.concat([encoded(header, file.encoding), file.bytes]) };
}

/** One to all of the fields, each once, in some order. */
function randomFields(dice: Dice, fields: number): readonly number[] {
  const shuffled = Array.from({ length: fields }, (_, i) => i).sort(() => dice.pick([-1, 1]));
  return shuffled.slice(0, 1 + dice.below(fields));
}

const MISSING = ['', '-', '--', '.', 'NULL', 'Null', 'null', '(null)', '\\N', 'N/A', 'n/a', '#N/A'];

/** The record as the table has it: joined, first, then its fields. */
function composedOf(
  record: ReferenceRecord,
  [joined, first]: readonly [readonly number[], readonly number[]],
) {
  const own = record.fields ?? [];
  const present = (text: string) => {
    const trimmed = text.replace(/^[ \t\r\n\u00a0\u3000\ufeff]+|[ \t\r\n\u00a0\u3000\ufeff]+$/g, '');
    return MISSING.includes(trimmed) ? '' : trimmed;
  };
  const texts = joined.map((field) => present(own[field] ?? '')).filter((text) => text !== '');
  const found = first.map((field) => own[field] ?? '').find((text) => present(text) !== '');
  const { line, offset, bytes } = record;
  return { line, offset, bytes, fields: [texts.join(' '), found ?? '', ...own].map(asRead) };
}

/** As the client gives it: NULL for an empty field, and no byte order mark at the start of a text. */
function asRead(field: string): string | null {
  return field.replace(/^\ufeff/, '') || (field ? '' : null);
}
