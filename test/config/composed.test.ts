import { describe, expect, test } from 'vitest';
import { faultsOf, load, withEnd, withOnline } from './support.js';

describe('fields that are made of several columns', () => {
  test('are joined, the first that is there, or what a member id is made from', async () => {
    const config = await load(
      withOnline(`    columns:
      member_id: { from: [mail, mobile] }
      name: { join: [Last Name, First Name] }
      address: { first: [home, work] }
    extra: { note: { join: [a, b] }, other: { first: [c, d] } }`),
    );
    expect(config.sources[0]?.columns).toEqual({
      member_id: { from: ['mail', 'mobile'] },
      name: { join: ['Last Name', 'First Name'] },
      address: { first: ['home', 'work'] },
    });
  });

  test.each([
    [
      'a word that is none of the three',
      'name: { frist: [a, b] }',
      ['8:24 unknown key frist in sources.online.columns.name | did you mean first?'],
    ],
    [
      'two of them at once',
      'name: { join: [a], first: [b] }',
      [
        '8:22 columns.name: must be a header or one of { join: [...] }, { first: [...] } | it has join and first: keep one of them',
      ],
    ],
    [
      'none of them',
      'name: {}',
      [
        '8:22 columns.name: must be a header or one of { join: [...] }, { first: [...] } | such as { first: [휴대폰, 전화번호] }',
      ],
    ],
    [
      'a phone that is joined',
      'phone: { join: [a, b] }',
      [
        '8:23 columns.phone: must be a header or one of { first: [...] } | join is for name, address and extra',
      ],
    ],
    [
      'a name that is made from values',
      'name: { from: [a, b] }',
      [
        '8:22 columns.name: must be a header or one of { join: [...] }, { first: [...] } | from is for member_id',
      ],
    ],
    [
      'no header',
      'phone: { first: [] }',
      ['8:32 sources.online.columns.phone.first: must be at least 1 long'],
    ],
    [
      'one header twice',
      'phone: { first: [a, a] }',
      ['8:32 sources.online.columns.phone.first: must name each header once'],
    ],
  ])('%s is refused at its line and column', async (_what, field, expected) => {
    expect(await faultsOf(withOnline(`    columns: { ${field}, member_id: id }`))).toEqual(expected);
  });

  test('a member id that is the first of several columns is refused', async () => {
    expect(await faultsOf(withOnline('    columns: { member_id: { first: [id, no] } }'))).toEqual([
      '8:27 columns.member_id: must be a header or one of { from: [...] } | such as { from: [이메일, 휴대폰] }',
    ]);
  });

  test('the number of an order is a column, its other fields may be the first of several', async () => {
    const orders = `orders:
  mall:
    of: online
    files: orders.csv
    columns: { order_no: { first: [no, nr] }, member_id: id, amount: { first: [a, b] }, ordered_at: day }`;
    expect(await faultsOf(withEnd(orders))).toEqual([
      '11:26 columns.order_no: must be a header | such as order_no: HEADER',
    ]);
  });
});

describe('beside a member id that is made from values', () => {
  const MADE = '    columns: { member_id: { from: [mail, name] }, name: name, email: mail, grade: g }';

  test('a delta export is refused', async () => {
    expect(await faultsOf(withOnline(`    mode: delta\n${MADE}`))).toEqual([
      '8:11 sources.online.mode: a delta export needs member ids of its own | a row whose values change gets another id, and the row as it was would stay for good: export all members and write mode: full',
    ]);
  });

  test('orders, lots and files for the old system, which name members by their id, are refused', async () => {
    const more = `${MADE}
legacy_files: { online: { file: back.csv, columns: { id: source_member_id, grade: label } } }
lots: { old: { of: online, files: lots.csv, columns: { member_id: id, amount: a } } }`;
    const why = 'the member ids of online are made by tier-merge: no other file can name them';
    const hint = 'give online a column for member_id, or take this out';
    expect(await faultsOf(withOnline(more))).toEqual([`9:25 ${why} | ${hint}`, `10:20 ${why} | ${hint}`]);
  });

  test('all files of a source make it from the same fields', async () => {
    const lines = `      - { path: a.csv }
      - { path: b.csv, columns: { member_id: { from: [Name, E-Mail] }, name: Name, email: E-Mail } }
      - { path: c.csv, columns: { member_id: no, name: Name } }
${MADE}`;
    const text = withOnline(lines).replace('files: online.csv', 'files:');
    const hint = 'all files of a source make it from the same fields in the same order';
    expect(await faultsOf(text)).toEqual([
      `9:46 member_id: made from name, email here, from email, name in other files of this source | ${hint}`,
      `10:46 member_id: made from a column here, from email, name in other files of this source | ${hint}`,
    ]);
  });
});
