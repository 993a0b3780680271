import { describe, expect, test } from 'vitest';
import { faultsOf, load, withEnd, withOnline } from './support.js';

test('a config that says no more than it must has no fault', async () => {
  expect(await faultsOf(withEnd(''))).toEqual([]);
});

describe('a fault of a source stands at its line and column', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'an unknown key',
      '    columns: { member_id: id }\n    colums: { name: n }',
      ['9:5 unknown key colums in sources.online | did you mean columns?'],
    ],
    [
      'an unknown key that resembles none',
      '    columns: { member_id: id }\n    exclude: [{ name: x, when: "1 = 1", zzzzzzzzz: 1 }]',
      ['9:41 unknown key zzzzzzzzz in sources.online.exclude (1st) | known here: name, when, keep_apart'],
    ],
    [
      'an unknown field',
      '    columns:\n      member_id: id\n      phonee: p',
      ['10:7 unknown key phonee in sources.online.columns | did you mean phone?'],
    ],
    [
      'a value outside the list',
      '    columns: { member_id: id }\n    mode: ful',
      ['9:11 sources.online.mode: must be full or delta, not "ful" | did you mean full?'],
    ],
    [
      'a value of another kind',
      '    columns: { member_id: id, name: 7 }\n    one_row_per_person: yes',
      [
        '8:37 sources.online.columns.name: must be a text or a mapping, not 7',
        '9:25 sources.online.one_row_per_person: must be true or false, not "yes"',
      ],
    ],
    [
      'a number out of bounds',
      '    columns: { member_id: id }\n    header_row: 0',
      ['9:17 sources.online.header_row: must be at least 1, not 0'],
    ],
    [
      'a missing member_id',
      '    columns:\n      name: n',
      [
        '9:7 online: columns has no member_id | add the header of the column that identifies a member, such as member_id: 회원번호; without one, member_id: { from: [이메일, 휴대폰] }',
      ],
    ],
    ['no columns', '    mode: full', ['7:5 sources.online.columns: is missing']],
    [
      'a date format that is none',
      '    columns: { member_id: id, birth_date: b }\n    formats:\n      birth_date: [YYYYMMDD, YYMMDDD]',
      [
        '10:19 formats.birth_date: YYMMDDD is no date format | use YYYY or YY, MM and DD once each, such as YYYY.MM.DD or YYMMDD',
      ],
    ],
    [
      'a format of a field that is no date',
      '    columns: { member_id: id, name: n }\n    formats: { name: YYYYMMDD }',
      ['9:22 formats.name: name is no date | formats are for dates alone: take this line out'],
    ],
    [
      'a meaning outside the closed set',
      '    columns: { member_id: id, status: s }\n    values:\n      status: { 정상: active, 탈퇴: gone }',
      ['10:15 values.status: status cannot be gone | it can be: active, dormant, withdrawn'],
    ],
    [
      'a consent that is neither given nor refused',
      '    columns: { member_id: id, consent_sms: s }\n    values: { consent_sms: { Y: maybe } }',
      ['9:28 values.consent_sms: consent_sms cannot be maybe | it can be: true, false'],
    ],
    [
      'the newest by a column that is not there',
      '    columns: { member_id: id }\n    on_repeat: { latest: updated_at }',
      [
        '9:26 on_repeat: updated_at is not among the columns of online | add updated_at: ITS HEADER to columns, or name another date',
      ],
    ],
    [
      'the newest by something that has no order in time',
      '    columns: { member_id: id, name: n }\n    on_repeat: { latest: name }',
      ['9:26 on_repeat: name is no date | name a date among the columns, such as updated_at'],
    ],
    [
      'an extra that is a column already',
      '    columns: { member_id: id, spend: s }\n    extra: { spend: t }',
      ['9:21 extra.spend: spend is among the columns already | leave it out here, or choose another name'],
    ],
    [
      'a name of an extra that cannot be one',
      '    columns: { member_id: id }\n    extra: { 평점: t }',
      ['9:14 sources.online.extra.평점: lower-case letters, digits and _'],
    ],
  ])('%s', async (_what, lines, expected) => {
    expect(await faultsOf(withOnline(lines))).toEqual(expected);
  });
});

test.each(['rowid', 'row_id', 'read_row', 'file_no', 'key', 'source', 'recency', 'name_key', 'keep_apart'])(
  'an extra cannot take a name that the program needs for itself: %s',
  async (name) => {
    expect(await faultsOf(withOnline(`    columns: { member_id: id }\n    extra: { ${name}: x }`))).toEqual([
      expect.stringMatching(`extra.${name}: the program needs this name for itself \\| choose another name$`),
    ]);
  },
);

test('a key that JavaScript would lose is refused', async () => {
  expect(await faultsOf(withOnline('    columns: { member_id: id }\n    extra: { __proto__: x }'))).toEqual([
    '9:14 a key cannot be __proto__ | choose another name',
  ]);
});

test('of very many unknown keys the first hundred are told', async () => {
  expect(
    await faultsOf(withEnd(Array.from({ length: 5_000 }, (_, n) => `k${n}: 1`).join('\n'))),
  ).toHaveLength(100);
});

describe('a fault of the rest stands at its line and column', () => {
  test.each<[string, string, readonly string[]]>([
    ['an unknown key at the top', 'limit: {}', ['7:1 unknown key limit | did you mean limits?']],
    [
      'an unknown limit',
      'limits: { max_change: 3% }',
      ['7:11 unknown key max_change in limits | did you mean max_changed?'],
    ],
    [
      'a limit that is no share',
      'limits: { max_changed: half }',
      ['7:24 limits.max_changed: a number or a percentage such as 0.5%, not "half"'],
    ],
    [
      'a limit below nothing',
      'limits: { max_changed: -1 }',
      ['7:24 limits.max_changed: must be at least 0, not -1'],
    ],
    [
      'a zone that is nowhere',
      'time_zone: Asia/Soul',
      ['7:12 time_zone: there is no zone Asia/Soul | such as Asia/Seoul or UTC'],
    ],
    [
      'another report',
      'report: { formats: [pdf] }',
      ['7:21 report.formats (1st): must be html or xlsx or json or md, not "pdf"'],
    ],
    [
      'a veto that is none',
      'identity: { vetoes: [ci, phone] }',
      ['7:26 identity.vetoes (2nd): must be ci or birth_date or gender or withdrawn, not "phone"'],
    ],
    [
      'a number that cannot be held',
      'limits: { max_changed: 9007199254740993 }',
      [
        '7:24 the number 9007199254740993 cannot be held exactly | write at most 15 digits, or put it into quotes',
      ],
    ],
    [
      'an unknown tag',
      'output: !env OUT',
      ['7:9 Unresolved tag: !env | take the ! out, or put the text into quotes'],
    ],
    [
      'a key twice',
      'time_zone: UTC\ntime_zone: Asia/Seoul',
      [
        '8:1 the key time_zone stands here a second time | put both together under one key, or rename one of them',
      ],
    ],
    [
      'a key twice inside braces',
      'output: { dir: a, dir: b }',
      ['7:19 the key dir stands here a second time | put both together under one key, or rename one of them'],
    ],
  ])('%s', async (_what, lines, expected) => {
    expect(await faultsOf(withEnd(lines))).toEqual(expected);
  });
});

test('all faults of the shape are told at once, in the order of the file', async () => {
  const text = withOnline(
    '    columns: { member_id: id }\n    mode: ful\n    colour: red\nlimit: {}\nlang: ko',
  );
  expect(await faultsOf(text)).toEqual([
    '9:11 sources.online.mode: must be full or delta, not "ful" | did you mean full?',
    expect.stringMatching(/^10:5 unknown key colour in sources\.online/),
    '11:1 unknown key limit | did you mean limits?',
    expect.stringMatching(/^12:1 unknown key lang/),
  ]);
});

test('all faults of what is said are told at once, of every source', async () => {
  const text = `version: 1
project: acme
time_zone: Moon
rules: r.yaml
target: { client: better-sqlite3, connection: t.sqlite }
sources:
  online: { files: a.csv, columns: { name: n } }
  offline: { files: b.csv, columns: { name: n }, formats: { birth_date: DDMM } }
`;
  const faults = await faultsOf(text);
  expect(faults.map((fault) => fault.split(' ', 2).join(' '))).toEqual([
    '3:12 time_zone:',
    '7:36 online:',
    '8:37 offline:',
    '8:73 formats.birth_date:',
  ]);
});

test('a source name becomes part of a table name and of a flag, so it is plain', async () => {
  expect(await faultsOf(withEnd('').replace('{ online:', '{ On-line:'))).toEqual([
    '5:12 sources.On-line: a source name is lower-case letters, digits and _, such as online',
  ]);
});

test('a config without sources is a fault', async () => {
  expect(await faultsOf(withEnd('').replace(/^sources.*$/m, 'sources: {}'))).toEqual([
    '5:10 sources: at least one source',
  ]);
});

test('another version of the config is refused', async () => {
  expect(await faultsOf(withEnd('').replace('version: 1', 'version: 2'))).toEqual([
    '1:10 version: must be 1, not 2',
  ]);
});

test('another version, a word that is none of a list and an unknown key do not hide what else is wrong', async () => {
  const text = `version: 2
project: acme
time_zone: Seoul
sources:
  online:
    files: a.csv
    mode: ful
    columns: { member_id: id, grade: level }
    formats: { birth_date: YYYY }
limit: {}
rules: rules.yaml
target: { client: better-sqlite3, connection: { filename: t.sqlite } }
`;
  expect(await faultsOf(text)).toEqual([
    '1:10 version: must be 1, not 2',
    '3:12 time_zone: there is no zone Seoul | such as Asia/Seoul or UTC',
    '7:11 sources.online.mode: must be full or delta, not "ful" | did you mean full?',
    '9:28 formats.birth_date: birth_date is not among the columns of online | add birth_date: ITS HEADER to columns, or take this line out',
    '10:1 unknown key limit | did you mean limits?',
  ]);
});

test.each(['', '# nothing\n', '[]', 'just a text', '42'])('%j is no config', async (text) => {
  expect((await faultsOf(text)).length).toBeGreaterThan(0);
});

test('a text that is no YAML is refused with its line', async () => {
  const [first] = await faultsOf(withEnd('limits: { max_changed: 3%'));
  expect(first).toMatch(/^\d+:\d+ /);
});

test('a fault says the file first', async () => {
  await expect(load(withEnd('limit: {}'))).rejects.toMatchObject({
    exitCode: 10,
    message: expect.stringMatching(/tier-merge\.yaml:7:1: unknown key limit\n {2}did you mean limits\?$/),
  });
});

describe('a fault of the identity section stands at its line and column', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'a blocking key that there is not',
      'identity:\n  blocking:\n    - [phone last four]\n    - [phones]',
      [
        '9:8 identity.blocking: phone last four is no key | a comparison, alone or with one of: first N, last N, from N to M, year, month, mailbox, number, first word, last word',
        '10:8 identity.blocking: there is no comparison phones | did you mean phone?',
      ],
    ],
    [
      'an exact rule over something that is not compared',
      'identity:\n  exact: [{ name: id, equal: [naem], unless: [birth] }]',
      [
        '8:30 identity.exact: there is no comparison naem | did you mean name?',
        '8:46 identity.exact: there is no comparison birth | did you mean birth_date?',
      ],
    ],
    [
      'a comparison of a field that no source has',
      'identity:\n  model: train\n  comparisons:\n    city: { compare: text }\n    who: { compare: name, fields: [name, mane] }',
      [
        '10:11 identity.comparisons.city: no source has city | sources have: member_id, name, joined_at',
        '11:35 identity.comparisons.who.fields: no source has mane | did you mean name?',
      ],
    ],
    [
      'a full name of one field',
      'identity:\n  model: train\n  comparisons: { name: { compare: full_name } }',
      [
        '9:24 identity.comparisons.name: full_name compares two fields | write fields: [given name, surname], or compare: name for a name in one field',
      ],
    ],
    [
      'weights that there are not',
      'identity:\n  comparisons: { name: { compare: name } }',
      [
        '8:16 identity.comparisons: there are ready-made weights only for those of the preset | write model: train, or name a model file',
      ],
    ],
    [
      'a preset that says nothing',
      'identity:\n  preset: none',
      [
        '8:3 identity.comparisons: preset none compares nothing by itself | add comparisons: { name: { compare: name } }',
        '8:3 identity.blocking: preset none has no rules of its own | add blocking: [[name], [birth_date]]',
      ],
    ],
    [
      'thresholds that cross',
      'identity:\n  thresholds: { link: 0.8, review: 0.9 }',
      [
        '8:36 identity.thresholds: review (0.9) is above link (0.8) | such as thresholds: { link: 0.99, review: 0.5 }',
      ],
    ],
  ])('%s', async (_what, lines, faults) => {
    expect(await faultsOf(withEnd(lines))).toEqual(faults);
  });
});
