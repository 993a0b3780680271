import { createHash } from 'node:crypto';
import { utimesSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { makeWorld, ONLINE, type Result, SOURCES, type World } from './program.js';

function worldWith(complete: object, online: string | Buffer = ONLINE, more: object = {}): World {
  const sources = { ...SOURCES, online: { ...SOURCES.online, complete, ...more } };
  return makeWorld({ online, config: { sources } });
}

async function expectRefused(world: World, message: string): Promise<void> {
  const outcome = await world.run('run', '-q');
  expect(outcome.stderr).toContain(message);
  expect(outcome.code).toBe(3);
  expect(world.list('runs')).toEqual([]);
  expect(world.list('.')).not.toContain('members.sqlite');
}

function modify(world: World, file: string, moment: string): void {
  utimesSync(world.path(file), new Date(moment), new Date(moment));
}

describe('a marker', () => {
  const marker = { marker: '{file}.done' };

  test('that is not there', async () => {
    const world = worldWith(marker);
    await expectRefused(
      world,
      `${world.path('online.csv')}: expected the marker ${world.path('online.csv.done')}, which is not there`,
    );
  });

  test('that is older than the export', async () => {
    const world = worldWith(marker);
    world.write('online.csv.done', '');
    modify(world, 'online.csv', '2026-06-30T01:00:01Z');
    modify(world, 'online.csv.done', '2026-06-30T01:00:00Z');
    await expectRefused(world, 'of 2026-06-30T01:00:00.000Z, the export is of 2026-06-30T01:00:01.000Z');
  });

  test.each(['2026-06-30T01:00:01Z', '2026-06-30T01:00:02Z'])('of %s vouches for it', async (moment) => {
    const world = worldWith({ marker: 'done/today' });
    world.write('done/today', '');
    modify(world, 'online.csv', '2026-06-30T01:00:01Z');
    modify(world, 'done/today', moment);
    expect((await world.run('plan', '-q')).code).toBe(0);
  });
});

describe('a checksum', () => {
  const checksum = { checksum: '{file}.sha256' };
  const right = createHash('sha256').update(ONLINE).digest('hex');

  test.each([`${right}  online.csv\n`, right.toUpperCase(), `\\${right} *online.csv`])('%s', async (text) => {
    const world = worldWith(checksum);
    world.write('online.csv.sha256', text);
    expect((await world.run('plan', '-q')).code).toBe(0);
  });

  test('of other bytes', async () => {
    const world = worldWith(checksum);
    const wrong = '0'.repeat(64);
    world.write('online.csv.sha256', `${wrong}  online.csv`);
    await expectRefused(
      world,
      `expected the sha256 ${wrong} of ${world.path('online.csv.sha256')}, found ${right}`,
    );
  });

  test('that is not there', async () => {
    const world = worldWith(checksum);
    await expectRefused(
      world,
      `expected its checksum in ${world.path('online.csv.sha256')}, which cannot be read`,
    );
  });

  test('that is none', async () => {
    const world = worldWith(checksum);
    world.write('online.csv.sha256', 'none');
    await expectRefused(world, 'found no sha256 there');
  });

  test('of a compressed export is of its bytes on disk', async () => {
    const packed = gzipSync(ONLINE);
    const world = worldWith(checksum, packed);
    world.write('online.csv.sha256', createHash('sha256').update(packed).digest('hex'));
    expect((await world.run('plan', '-q')).code).toBe(0);
  });
});

describe('a trailer', () => {
  const trailer = { trailer: 'TOTAL,{count}' };

  test.each<[string, string | Buffer]>([
    ['as the last line', `${ONLINE}TOTAL,3\n`],
    ['without a line end', `${ONLINE}TOTAL,3`],
    ['after CRLF', `${ONLINE}TOTAL,3\n`.replaceAll('\n', '\r\n')],
    ['after CR alone', `${ONLINE}TOTAL,3\n`.replaceAll('\n', '\r')],
    ['before blank lines', `${ONLINE}TOTAL,3\n\n\n`],
    ['in a compressed export', gzipSync(`${ONLINE}TOTAL,3\n`)],
    ['in UTF-16', Buffer.from(`\ufeff${ONLINE}TOTAL,3\n`, 'utf16le')],
    ['in UTF-16 of the other end', Buffer.from(`\ufeff${ONLINE}TOTAL,3\n`, 'utf16le').swap16()],
    ['with a byte order mark', `\ufeff${ONLINE}TOTAL,3\n`],
  ])('%s is no record', async (_where, online) => {
    const world = worldWith(trailer, online);
    const outcome = await world.run('plan', '-q', '-o', 'plan');
    expect(outcome.stderr).toBe('');
    expect(outcome.code).toBe(0);
    const { records, accepted, rejected, lines, header, blank, lines_of_records } =
      world.json<Result>('plan/result.json').inputs.online ?? {};
    expect({ records, accepted, rejected, header }).toEqual({
      records: 3,
      accepted: 3,
      rejected: 0,
      header: 2,
    });
    expect(Number(header) + Number(blank) + Number(lines_of_records)).toBe(lines);
  });

  test.each([2, 4])('that states %i of three records', async (count) => {
    const world = worldWith(trailer, `${ONLINE}TOTAL,${count}\n`);
    await expectRefused(
      world,
      `${world.path('online.csv')}: expected ${count} records, as its trailer says, found 3`,
    );
  });

  test('that is missing, as in half a file', async () => {
    const world = worldWith(trailer);
    await expectRefused(
      world,
      `${world.path('online.csv')}: expected "TOTAL,{count}" in its last line, found no such line`,
    );
  });

  test('counts rejected and repeated records, which are records too', async () => {
    const world = worldWith(
      trailer,
      `${ONLINE}a1,김민수,010-3107-2468,1980-01-02,M,,,GOLD,100\nx,y\nTOTAL,5\n`,
    );
    const outcome = await world.run('plan', '-q', '-o', 'plan', '--allow', 'max_rejected=1');
    expect(outcome.code).toBe(0);
    expect(world.json<Result>('plan/result.json').inputs.online).toMatchObject({
      records: 5,
      repeated: 1,
      rejected: 1,
    });
  });

  test('may hold any text, and count all lines', async () => {
    const world = worldWith(
      { trailer: { pattern: '*** {any} (합계 {count}행) ***', count_of: 'lines' } },
      `${ONLINE}*** 2026-06-30 (합계 5행) ***\n`,
    );
    expect((await world.run('plan', '-q')).code).toBe(0);
  });

  test('of an export without records', async () => {
    const world = worldWith(trailer, `${ONLINE.split('\n')[0]}\nTOTAL,0\n`);
    expect((await world.run('plan', '-q')).stderr).toBe('');
  });

  test('in CP949', async () => {
    const world = worldWith(
      { trailer: '합계,{count}' },
      Buffer.concat([
        Buffer.from('id,name,phone,born,sex,ci,state,grade,points\na1,Kim,01031072468,,,,,GOLD,1\n'),
        Buffer.from([0xc7, 0xd5, 0xb0, 0xe8]),
        Buffer.from(',1\n'),
      ]),
      { encoding: 'cp949' },
    );
    expect((await world.run('plan', '-q')).stderr).toBe('');
  });
});

test.each([
  [{}, 'one of marker, trailer and checksum'],
  [{ trailer: 'TOTAL' }, 'complete.trailer'],
  [{ done: 'x' }, 'done'],
])('complete: %j is exit 10', async (complete, message) => {
  const outcome = await worldWith(complete).run('plan', '-q');
  expect(outcome.code).toBe(10);
  expect(outcome.stderr).toContain(message);
});
