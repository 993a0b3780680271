import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { input } from '../../src/report/html/markup.js';
import { heatStep } from '../../src/report/html/matrix.js';
import { renderHtml } from '../../src/report/html.js';
import type { ReportModel } from '../../src/report/model.js';
import { plan } from './model.js';
import { rowsOf, textOf } from './page-text.js';

const english = renderHtml(plan, { lang: 'en' });
const korean = renderHtml(plan, { lang: 'ko' });

test('the same model gives the same bytes', () => {
  expect(renderHtml(structuredClone(plan), { lang: 'en' })).toBe(english);
});

test('the page loads nothing and runs nothing', () => {
  for (const page of [english, korean]) {
    expect(page).not.toMatch(
      /<script|<link|<img|<iframe|<object|<form|@import|url\(|https?:|\son\w+=|\sstyle=/i,
    );
  }
});

test('the policy admits exactly the style that is in the page', () => {
  const style = /<style>([\s\S]*?)<\/style>/.exec(english)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(style.length).toBeGreaterThan(1000);
  expect(english).toContain(
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">`,
  );
  expect(english.match(/<style/g)).toHaveLength(1);
});

test('the page says its language and has one first-level heading', () => {
  expect(english).toContain('<html lang="en">');
  expect(korean).toContain('<html lang="ko">');
  expect(korean.match(/<h1/g)).toHaveLength(1);
});

test('headings never skip a level', () => {
  const levels = Array.from(english.matchAll(/<h([1-6])/g), (match) => Number(match[1]));
  expect(levels[0]).toBe(1);
  expect(levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1)).toEqual([]);
});

test('tags are balanced', () => {
  const open: string[] = [];
  for (const [, close, name = ''] of english.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*?(?<!\/)>/g)) {
    if (name === 'meta') continue;
    if (close === '') open.push(name);
    else expect(open.pop()).toBe(name);
  }
  expect(open).toEqual([]);
});

test('every table has a caption and header cells with a scope, every drawing a title and a description', () => {
  const tables = english.match(/<table[\s\S]*?<\/table>/g) ?? [];
  expect(tables.length).toBeGreaterThan(12);
  for (const table of tables) {
    expect(table).toMatch(/<caption><span>[^<]/);
    expect(table).toMatch(/<th scope="col"/);
    expect(table).toMatch(/<th scope="row"/);
    expect(table.match(/<th(?! scope=)(?!ead)/g)).toBeNull();
  }
  const drawings = english.match(/<svg[\s\S]*?<\/svg>/g) ?? [];
  expect(drawings).toHaveLength(6);
  for (const drawing of drawings) {
    expect(drawing).toMatch(/^<svg [^>]*role="img"[^>]*><title>[^<]+<\/title><desc>[^<]+<\/desc>/);
  }
});

test('links in the contents lead to sections', () => {
  for (const [, id] of english.matchAll(/href="#([^"]+)"/g)) expect(english).toContain(`<section id="${id}"`);
  const ids = Array.from(english.matchAll(/ id="([^"]+)"/g), (match) => match[1]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('the verdict comes before everything else, in words, with the command', () => {
  expect(english.indexOf('Decision needed')).toBeLessThan(english.indexOf('What was read'));
  expect(textOf(english)).toContain('tier-merge apply out/runs/20240601-7f3a --allow max_downgraded=0.87%');
  expect(textOf(korean)).toContain('결정 필요 변경 내용이 한도를 벗어났습니다.');
});

test('every verdict has its words and its colour', () => {
  const shown = (['nothing_to_do', 'ready', 'input_refused', 'needs_decision', 'applied'] as const).map(
    (status) => {
      const page = renderHtml({ ...plan, verdict: { status, limits: [] } }, { lang: 'en' });
      return /class="verdict (\w+)"[\s\S]*?<h2[^>]*>([^<]+)</.exec(page)?.slice(1).join(': ');
    },
  );
  expect(shown).toEqual([
    'calm: Nothing to do',
    'good: Ready to apply',
    'bad: Input refused',
    'warn: Decision needed',
    'good: Applied',
  ]);
});

test('the arithmetic on the page adds up', () => {
  expect(rowsOf(english, 'records = accepted + repeated + excluded + rejected')).toEqual([
    'Source Records Accepted Repeated Excluded Rejected',
    'online 1,234 = 1,220 + 4 + 7 + 3',
    'offline 804 = 800 + 3 + 0 + 1',
    'All sources 2,038 = 2,020 + 7 + 7 + 4',
  ]);
  expect(rowsOf(english, 'lines = header + blank + lines of records').slice(1)).toEqual([
    'online 1,243 = 1 + 2 + 1,240',
    'offline 805 = 1 + 0 + 804',
    'All sources 2,048 = 2 + 2 + 2,044',
  ]);
  expect(textOf(english)).toContain('1,500 members = 120 new + 280 changed + 1,100 unchanged');
  expect(textOf(english)).toContain('2,056,678.15 converted − 78.15 rounded off = 2,056,600 out');
  expect(english).not.toContain('do not add up');
});

test('numbers that do not add up are shown as unequal, with a remark', () => {
  const [first, ...rest] = plan.inputs;
  if (first === undefined) throw new Error('the fixture has inputs');
  const page = renderHtml({ ...plan, inputs: [{ ...first, rejected: 4 }, ...rest] }, { lang: 'en' });
  expect(textOf(page)).toContain('online 1,234 ≠ 1,220 + 4 + 7 + 4');
  expect(page).toContain('These numbers do not add up.');
});

test('the matrix counts members, names their unified grades and marks the lower ones', () => {
  expect(rowsOf(english, 'Members by grade in online (rows) and in offline (columns)')).toEqual([
    'online \\ offline WELCOME SILVER GOLD VIP no row Total',
    'WELCOME 180 WELCOME 180 70 SILVER 70 0 0 450 WELCOME 400 SILVER 50 700',
    'SILVER 40 SILVER 40 120 SILVER 90 GOLD 30 0 0 110 SILVER 110 270',
    'GOLD 0 72 GOLD 60 SILVER 12 ▼ 66 GOLD 66 0 70 GOLD 70 208',
    'VIP 0 0 25 VIP 25 55 VIP 55 30 VIP 30 110',
    'no grade 0 20 SILVER 20 0 0 9 no grade 9 29',
    'no row 110 WELCOME 110 63 SILVER 63 10 GOLD 10 0 0 183',
    'Total 330 345 101 55 669 1,500',
  ]);
});

test('the shade of a cell grows with its members, from 1 to 7', () => {
  expect([1, 2, 10, 100, 999, 1000].map((members) => heatStep(members, 1000))).toEqual([1, 1, 3, 5, 7, 7]);
  expect(heatStep(1, 1)).toBe(1);
});

test('of a report without a list of losses the examples of the rules are told, with the count of all', () => {
  const text = textOf(english);
  expect(text).toContain('Downgrades Members with a lower grade than before: 12 of 1,500.');
  expect(text).toContain('1 shown of 12, the deepest falls first; all of them are in changes.csv');
  expect(text).toContain('M0000012 김*수 online GOLD, offline 일반 GOLD → SILVER 1 best of both');
  expect(text).toContain('Members who had a grade and have none now: 9 of 1,500.');
  expect(text).toContain('M0000500 박* online SILVER SILVER → no grade 2 left both');
  expect(text.indexOf('Downgrades Members')).toBeLessThan(text.indexOf('Changes by rule Members'));
  expect(text).toContain('M0000077 J*** S**** online SILVER, offline - SILVER → VIP');
});

test('a list that is cut says how many there are and where all are', () => {
  expect(textOf(english)).toContain('3 shown of 4 rejected records; all of them are in rejects.csv');
  expect(textOf(korean)).toContain('거부된 레코드 4건 중 3건 표시, 전체 목록: rejects.csv');
});

test('a percentage stands beside what it is taken of', () => {
  const text = textOf(english).replace(/--allow \S+/, '');
  const all = text.match(/\d\.\d\d%/g) ?? [];
  const accompanied = text.match(/[\d,]+ of [\d,]+ \(\d+\.\d\d%\)|[\d,]+ \d+\.\d\d% of [\d,]+/g) ?? [];
  expect(all.length).toBeGreaterThan(30);
  expect(accompanied).toHaveLength(all.length);
});

test('text from a file stays text', () => {
  const evil = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>\u202e\u001b[31m=cmd`;
  const page = renderHtml(poisoned(evil), { lang: 'en' });
  for (const live of ['<script', '<img', '\u202e', '\u001b']) expect(page).not.toContain(live);
  expect(page).toContain(
    '<bdi><span class="long">&#60;script&#62;alert(1)&#60;/script&#62;&#34;&#39;&#62;&#60;img</span> src=x onerror=alert(1)&#62;<span class="unseen">\\u202e\\x1b</span>[31m=cmd</bdi>',
  );
});

test('a page without a matrix, rejects, findings or files to point to is still whole', () => {
  const { files: _, ...rest } = plan;
  const bare: ReportModel = {
    ...rest,
    matrix: null,
    points: [],
    emptied: [],
    rejects: { total: 0, shown: [], file: 'rejects.csv' },
    inputs: plan.inputs.map((input) => ({ ...input, rejected: 0, reject_reasons: [] })),
    rules: { ...plan.rules, findings: [] },
    decisions: [],
    grades: { ...plan.grades, down: 0, left: 0 },
  };
  const text = textOf(renderHtml(bare, { lang: 'en' }));
  expect(text).toContain('No record was rejected.');
  expect(text).toContain('No value was emptied.');
  expect(text).toContain('Nobody gets a lower grade than before.');
  expect(text).toContain('Nobody who had a grade is without one now.');
  expect(text).toContain('The rules were proved without findings.');
  expect(text).not.toContain('undefined');
});

test('a page with personal data in clear says so', () => {
  expect(english).toContain('Personal data on this page is masked.');
  expect(renderHtml({ ...plan, masked: false }, { lang: 'ko' })).toContain('개인정보가 그대로 나옵니다');
});

/** The model with every text replaced that could come from a file or a config. */
function poisoned(evil: string): ReportModel {
  const fixed = new Set(['status', 'baseline', 'kind', 'sum', 'rate', 'converted', 'rounded_off', 'out']);
  const replaced = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return fixed.has(key) ? value : evil;
    if (Array.isArray(value)) return value.map((one) => replaced(one, key));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replaced(one, name)]));
  };
  return replaced(plan, '') as ReportModel;
}

test('a word of 25 characters may be broken anywhere, one of 24 stays whole', () => {
  const text = `${'a'.repeat(24)} ${'가'.repeat(25)}`;
  expect(input(text).markup).toBe(
    '<bdi>aaaaaaaaaaaaaaaaaaaaaaaa <span class="long">가가가가가가가가가가가가가가가가가가가가가가가가가</span></bdi>',
  );
});
