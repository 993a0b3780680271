import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { makeWorld, ONLINE, type Result, records, type World } from '../cli/program.js';

const [HEADER = '', A1 = '', A2 = '', A3 = ''] = ONLINE.split('\n');
const GOOD = ['a1', 'a2', 'a3'];

interface Dirt {
  readonly what: string;
  /** The lines between a1 and a2, and behind a3. */
  readonly middle?: readonly string[];
  readonly end?: readonly string[];
  /** `reason` of each reject in order, with its physical line. */
  readonly rejects: readonly (readonly [number, string])[];
  /** Good rows, when not all three. */
  readonly kept?: readonly string[];
}

// P4: with records that differ from their repeat left out of rejects.csv (src/plan/files/quarantine-files.ts), "two records
// of one member id that differ" went red.

const DIRT: readonly Dirt[] = [
  { what: 'a field too many', middle: ['a4,최,우식,,,M,,,GOLD,1'], rejects: [[3, 'field_count']] },
  { what: 'a field too few', middle: ['a4,최우식,,,,,,GOLD'], rejects: [[3, 'field_count']] },
  { what: 'a stray quote', middle: ['a4,최"우식,,,M,,,GOLD,1'], rejects: [[3, 'quote']] },
  { what: 'text behind a quoted field', middle: ['a4,"최우식"x,,,M,,,GOLD,1'], rejects: [[3, 'quote']] },
  {
    what: 'a quote that is never closed',
    end: ['a4,"최우식,,,M,,,GOLD,1'],
    rejects: [[5, 'unclosed_quote']],
  },
  { what: 'no member id', middle: [',최우식,,,M,,,GOLD,1'], rejects: [[3, 'missing_member_id']] },
  {
    what: 'a member id that stands for nothing',
    middle: ['NULL,최우식,,,M,,,GOLD,1'],
    rejects: [[3, 'missing_member_id']],
  },
  {
    what: 'two records of one member id that differ',
    middle: ['a4,최우식,,,M,,,GOLD,1'],
    end: ['a4,최우식,,,M,,,GOLD,2'],
    rejects: [
      [3, 'repeated_differs'],
      [6, 'repeated_differs'],
    ],
  },
  { what: 'blank lines', middle: ['', ''], end: [''], rejects: [] },
  { what: 'an identical repeat', end: [A1], rejects: [] },
];

test.each(DIRT)(
  '$what: every record and every line is accounted for, and its bytes are kept',
  async ({ middle = [], end = [], rejects }) => {
    const csv = `${[HEADER, A1, ...middle, A2, A3, ...end].join('\n')}\n`;
    const world = makeWorld({ online: csv });
    await world.run('plan', '-o', 'plan', '-q');
    expectAddsUp(world);
    const found = records(world.read('plan/rejects.csv'));
    expect(found.map(({ line, reason }) => [Number(line), reason])).toEqual(rejects);
    expect(rawOf(world)).toEqual(rejects.map(([line]) => `${csv.split('\n')[line - 1]}\n`));
    expect(loaded(world)).toEqual(GOOD);
  },
);

const DAMAGES: readonly (readonly [string, (csv: string) => Buffer | string, readonly string[]])[] = [
  ['a NUL in a name', (csv) => csv.replace('이서연', '이\u0000서연'), ['a1', 'a3']],
  ['a byte that no UTF-8 text has', (csv) => broken(csv), ['a1', 'a3']],
  ['mixed line ends', (csv) => csv.replace('GOLD,100\n', 'GOLD,100\r\n'), GOOD],
  ['a carriage return inside a field', (csv) => csv.replace('이서연', '이\r서연'), ['a1', 'a3']],
  ['a line end inside quotes', (csv) => csv.replace('이서연', '"이서연\n2층"'), GOOD],
  ['a C1 control in a name', (csv) => csv.replace('이서연', '이\u0085서연'), ['a1', 'a3']],
  ['no line end behind the last record', (csv) => csv.trimEnd(), GOOD],
  [
    'the last line cut off inside a character',
    (csv) => Buffer.from(`${csv.trimEnd()}\na4,최`).subarray(0, -1),
    GOOD,
  ],
];

test.each(DAMAGES)('%s: the good rows around it survive, and it adds up', async (_what, damage, kept) => {
  const bytes = damage(ONLINE);
  const world = makeWorld({ online: bytes });
  await world.run('plan', '-o', 'plan', '-q');
  expectAddsUp(world);
  expect(loaded(world)).toEqual(expect.arrayContaining([...kept]));
  expect(new Set([...loaded(world), ...GOOD])).toEqual(new Set(GOOD));
  for (const [raw, { raw_offset }] of rawBytes(world)) {
    expect(Buffer.from(bytes).includes(raw), `raw_offset ${raw_offset}`).toBe(true);
  }
});

test('half of a file in another encoding: what is not valid is rejected, what is remains', async () => {
  const bytes = Buffer.concat([
    Buffer.from(`${HEADER}\n${A1}\n`),
    iconv.encode(`${A2}\n`, 'cp949'),
    Buffer.from(`${A3}\n`),
  ]);
  const world = makeWorld({ online: bytes });
  await world.run('plan', '-o', 'plan', '-q');
  expectAddsUp(world);
  expect(loaded(world)).toEqual(['a1', 'a3']);
  expect(rawBytes(world).map(([raw]) => raw.toString('hex'))).toEqual([
    iconv.encode(`${A2}\n`, 'cp949').toString('hex'),
  ]);
});

test('rejects of a compressed file are kept unpacked', async () => {
  const gz = gzipSync(`${HEADER}\n${A1}\na4,too,few\n${A3}\n`);
  const world = makeWorld({ online: gz });
  await world.run('plan', '-o', 'plan', '-q');
  expect(rawOf(world)).toEqual(['a4,too,few\n']);
  expect(gunzipSync(gz).toString()).toContain('a4,too,few\n');
});

test('two files of one source: each reject names its file and its line there', async () => {
  const world = makeWorld({ online: `${HEADER}\n${A1}\nx1,x\n` });
  const config = world.json<{ sources: { online: object } }>('tier-merge.yaml');
  const online = { ...config.sources.online, files: ['online.csv', 'second.csv'] };
  world.write('tier-merge.yaml', JSON.stringify({ ...config, sources: { ...config.sources, online } }));
  world.write('second.csv', `${HEADER}\n\nx2,x\n${A2}\n`);
  await world.run('plan', '-o', 'plan', '-q');
  expectAddsUp(world);
  expect(records(world.read('plan/rejects.csv')).map(({ file, line }) => `${file}:${line}`)).toEqual([
    'online.csv:3',
    'second.csv:3',
  ]);
  expect(rawOf(world)).toEqual(['x1,x\n', 'x2,x\n']);
});

test('excluded rows are counted by the name of their exclusion', async () => {
  const world = makeWorld({ online: `${ONLINE}t1,테스트,,,M,,,GOLD,5\n` });
  const config = world.json<{ sources: { online: object } }>('tier-merge.yaml');
  const exclude = [{ name: 'test accounts', when: "name like '%테스트%'" }];
  const sources = { ...config.sources, online: { ...config.sources.online, exclude } };
  world.write('tier-merge.yaml', JSON.stringify({ ...config, sources }));
  await world.run('plan', '-o', 'plan', '-q');
  expectAddsUp(world);
  expect(world.json<Result>('plan/result.json').inputs.online).toMatchObject({
    ...{ accepted: 3, excluded: 1 },
    exclusions: [{ name: 'test accounts', count: 1 }],
  });
});

/** I1, and every physical line. */
function expectAddsUp(world: World): void {
  const { inputs } = world.json<Result>('plan/result.json');
  for (const [source, c] of Object.entries(inputs)) {
    expect(c.accepted + c.repeated + c.excluded + c.rejected, source).toBe(c.records);
    expect(c.header + c.blank + c.lines_of_records, source).toBe(c.lines);
  }
  const rejected = Object.values(inputs).reduce((sum, { rejected }) => sum + rejected, 0);
  expect(records(world.read('plan/rejects.csv'))).toHaveLength(rejected);
}

function loaded(world: World): readonly (string | undefined)[] {
  const links = records(world.read('plan/links.csv')).filter(({ source }) => source === 'online');
  return links.map(({ source_member_id }) => source_member_id);
}

function rawBytes(world: World): readonly (readonly [Buffer, Readonly<Record<string, string>>])[] {
  const raw = readFileSync(world.path('plan/rejects.raw'));
  return records(world.read('plan/rejects.csv')).map((reject) => {
    const from = Number(reject.raw_offset);
    return [raw.subarray(from, from + Number(reject.raw_bytes)), reject] as const;
  });
}

function rawOf(world: World): readonly string[] {
  return rawBytes(world).map(([raw]) => raw.toString());
}

function broken(csv: string): Buffer {
  const [before = '', after = ''] = csv.split('이서연');
  return Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)]);
}
