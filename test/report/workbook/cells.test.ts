import { expect, test } from 'vitest';
import { amount, type Cell, count, day, share, text } from '../../../src/report/outline/cell.js';
import { cellXml } from '../../../src/report/workbook/cell-xml.js';
import { idShown, shownId } from '../../../src/report/workbook/pair-id.js';
import { columnName } from '../../../src/report/workbook/sheet.js';
import { inertText, xmlText } from '../../../src/report/workbook/xml.js';

const plain = { line: 'plain', isInput: false } as const;

function content(cell: Cell): string {
  return cellXml('B2', cell, plain).replace(/ s="\d+"/, '');
}

test('a number is a number, a day the number of its day, and an amount keeps its digits', () => {
  expect(content(count(1234))).toBe('<c r="B2"><v>1234</v></c>');
  expect(content(amount('979747.5'))).toBe('<c r="B2"><v>979747.5</v></c>');
  expect(content(share(1, 4))).toBe('<c r="B2"><v>0.25</v></c>');
  expect(content(day('2026-06-30'))).toBe('<c r="B2"><v>46203</v></c>');
  expect(content(day('1900-03-01'))).toBe('<c r="B2"><v>61</v></c>');
  expect(content({ kind: 'bits', thousandths: -432 })).toBe('<c r="B2"><v>-0.432</v></c>');
});

test('what a double cannot hold stays text with every digit, and a share of nothing is no cell', () => {
  expect(content(amount('9007199254740993'))).toContain('>9007199254740993</t>');
  expect(content(share(0, 0))).toBe('');
});

test('a masked or impossible day is text', () => {
  expect(day('1980-**-**')).toEqual(text('1980-**-**'));
  expect(day('2026-02-30')).toEqual(text('2026-02-30'));
});

test('every cell of text is typed as text', () => {
  expect(content(text('=1+1'))).toBe(
    `<c r="B2" t="inlineStr"><is><t xml:space="preserve">'=1+1</t></is></c>`,
  );
  expect(content(text('00123'))).toBe(
    '<c r="B2" t="inlineStr"><is><t xml:space="preserve">00123</t></is></c>',
  );
});

test.each([
  ['a<b>&"c"', 'a&lt;b&gt;&amp;&quot;c&quot;'],
  ['\u001b[31m', '\\x1b[31m'],
  ['a\u202eb', 'a\\u202eb'],
  ['_x001B_', '_x005F_x001B_'],
  ['a\uffffb', 'a?b'],
  ['\ud800', '\\ud800'],
])('%j becomes %j in XML', (given, written) => {
  expect(xmlText(given)).toBe(written);
});

test.each([
  ['=cmd', "'=cmd"],
  ['@SUM', "'@SUM"],
  ['-2+3', "'-2+3"],
  ["'=x", "''=x"],
  ['\tx', "'\tx"],
  ['+821012345678', '+821012345678'],
  ['+82******5678', '+82******5678'],
  ['+1*2', "'+1*2"],
  ['GOLD', 'GOLD'],
])('%j stands as %j', (given, written) => {
  expect(inertText(given)).toBe(written);
});

test('an id comes back from the workbook whatever characters it has', () => {
  expect(shownId('00123')).toBe('00123');
  expect(shownId('a\u202eb')).toBe('a\\u202eb');
  expect(shownId('a\\u202eb')).toBe('a\\\\u202eb');
  const seed = Date.now();
  console.log(`seed ${seed}`);
  const letters = ['\\', 'x', 'u', '0', '2', 'e', '{', '}', '\u202e', '\u0001', '\u{e0041}', '가', "'"];
  let state = seed % 2147483647 || 1;
  const next = (below: number) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  for (let round = 0; round < 2000; round += 1) {
    const id = Array.from({ length: next(12) }, () => letters[next(letters.length)]).join('');
    expect(shownId(id)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(idShown(shownId(id)), JSON.stringify(id)).toBe(id);
  }
});

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [51, 'AZ'],
  [52, 'BA'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('column %i is %s', (at, name) => {
  expect(columnName(at)).toBe(name);
});
