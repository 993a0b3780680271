import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.js';
import { all, either, join, name, raw, type Sql, type SqlValue, sql } from '../../src/engine/sql.js';
import { smallEngine } from './small-engine.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

test.each<[string, Sql, string]>([
  ['a text becomes a literal', sql`select ${'it'}`, `select 'it'`],
  ['a quote in a text is doubled', sql`select ${"it's; drop table x --"}`, `select 'it''s; drop table x --'`],
  ['a backslash is a letter like any other', sql`select ${'\\'} , '\\d'`, `select '\\' , '\\d'`],
  ['null and undefined are null', sql`${null}, ${undefined}`, 'null, null'],
  ['truth is a keyword', sql`${true}, ${false}`, 'true, false'],
  ['an integer of any size keeps every digit', sql`${9007199254740993n}`, '9007199254740993'],
  ['a negative number is no comment', sql`1 - ${-1}`, '1 - -1'],
  ['a piece of SQL goes in as it is', sql`select ${raw('1 + 1')}`, 'select 1 + 1'],
  ['a name is quoted', sql`from ${name('member id')}`, 'from "member id"'],
  ['a quote in a name is doubled', name('a"; drop table b; --'), '"a""; drop table b; --"'],
  ['pieces are a list', join([raw('a'), name('b')]), 'a, "b"'],
  ['pieces may be separated by anything', join([raw('a'), raw('b')], ' union all '), 'a union all b'],
  ['no piece is no text', join([]), ''],
  ['conditions that must all hold', all([raw('a or b'), raw('c')]), '(a or b) and (c)'],
  ['no condition always holds', all([]), 'true'],
  ['conditions of which one must hold', either([raw('a and b'), raw('c')]), '((a and b) or (c))'],
  ['no alternative never holds', either([]), 'false'],
])('%s', (_what, { sql: text }, expected) => {
  expect(text).toBe(expected);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%d is refused', (number) => {
  expect(() => sql`select ${number}`).toThrow(new RangeError(`${number} is no SQL number`));
});

test('a NUL character is refused in a text and in a name, where it would end the statement', () => {
  expect(() => sql`select ${'a\0b'}`).toThrow('a literal cannot hold a NUL character');
  expect(() => name('a\0b')).toThrow('an identifier cannot hold a NUL character');
});

describe('what was put in comes out of the engine', () => {
  test.each<SqlValue>([
    "'",
    "''",
    "' or '1'='1",
    '\\',
    "\\'",
    '"',
    '$1 ? :a %s',
    '--',
    '/* */',
    '\n\t\r',
    '김서연 \u{20000} 🙂',
    '',
    true,
  ])('%j', async (value) => {
    expect((await engine.one(sql`select ${value} as it`)).it).toBe(value);
  });

  test('an integer beyond those of JavaScript', async () => {
    expect((await engine.one(sql`select ${9007199254740993n} as it`)).it).toBe(9007199254740993n);
  });

  test.each([0.1, -1.5, 1e300, 5e-324])('%d', async (value) => {
    expect((await engine.one(sql`select cast(${value} as double) as it`)).it).toBe(value);
  });

  test.each(['a"b', 'select', 'a.b', 'x as y', '*', ' trailing ', '회원번호', "it's"])(
    'as a name: %j',
    async (column) => {
      expect(await engine.rows(sql`select 1 as ${name(column)}`)).toEqual([{ [column]: 1 }]);
    },
  );
});
