import { expect, test } from 'vitest';
import { renderConsole } from '../../src/report/console.js';
import { renderHtml } from '../../src/report/html.js';
import { renderJson } from '../../src/report/json.js';
import type { ScoringReport } from '../../src/report/model/scoring.js';
import type { ReportModel } from '../../src/report/model.js';
import { reportSchema } from '../../src/report/schema.js';
import { plan } from './model.js';

const scoring: ScoringReport = {
  compared: 1200,
  outcomes: { link: 700, review: 30, related: 400, none: 50, veto: 20 },
  bands: [
    { from: null, to: -20_000, link: 0, review: 0, related: 400, none: 50, veto: 20 },
    { from: 0, to: 5_000, link: 100, review: 30, related: 0, none: 0, veto: 0 },
    { from: 50_000, to: null, link: 600, review: 0, related: 0, none: 0, veto: 0 },
  ],
  blocking: [
    { rule: 'phone', at_most: 1500, pairs: 1100, largest: { value: '+82******5678', rows: 12 } },
    { rule: 'name + birth_date', at_most: 300, pairs: 99, largest: null },
    { rule: 'decision', at_most: 1, pairs: 1, largest: null },
  ],
  model: {
    name: 'loyalty',
    trained: null,
    prior: { strangers: -9549, household: 1737 },
    thresholds: { link: 6629, review: 0 },
    comparisons: [
      {
        name: 'phone',
        levels: [
          { level: 'differs', strangers: -4170, household: -841 },
          { level: 'equal', strangers: 18_067, household: 47 },
        ],
      },
      { name: 'own_code', levels: [{ level: 'equal', strangers: 1000, household: null }] },
    ],
    file: 'model.yaml',
  },
  households: { pairs: 390, members: 512 },
  empty_rows: {
    rows: 2020,
    empty: 21,
    by: [
      { only: 'phone', rows: 20 },
      { only: 'nothing', rows: 1 },
    ],
  },
  agreements: { total: 310, file: 'patterns.csv' },
  doubtful: {
    total: 29,
    shown: [
      {
        outcome: 'ambiguous',
        reason: 'ambiguous',
        rows: [
          {
            source: 'offline',
            source_member_id: 'C1',
            name: '김*수',
            phone: '+82******5678',
            birth_date: null,
            email: null,
          },
          {
            source: 'online',
            source_member_id: 'M1',
            name: '김*수',
            phone: '+82******5678',
            birth_date: '1980-**-**',
            email: 'm***@naver.com',
          },
        ],
        agreement: 'phone=equal name=near settled',
        weights: {
          against: 'household',
          prior: 1737,
          parts: [
            { comparison: 'phone', level: 'equal', weight: 47 },
            { comparison: 'name', level: 'near', weight: 1585 },
          ],
          frequency: 0,
          total: 3369,
        },
      },
    ],
    file: 'review.csv',
  },
  reviewed: {
    file: 'reviewed.csv',
    pairs: 200,
    absent: 1,
    changed: 2,
    precision: { value: 0.99951, low: 0.9981, high: 0.99989, part: 699.66, of: 700 },
    recall: null,
    thresholds: [
      { weight: 1222, linked: 700, right: 690, precision: 0.986, recall: 0.99 },
      { weight: 6629, linked: 690.4, right: 690, precision: 0.9994, recall: 0.97 },
    ],
    curve: [
      { weight: 0, linked: 720, right: 710, precision: 0.986, recall: 1 },
      { weight: 500, linked: 715, right: 708, precision: 0.99, recall: 0.99 },
    ],
  },
};

const whole: ReportModel = { ...plan, scoring };
const english = renderHtml(whole, { lang: 'en' });
const korean = renderHtml(whole, { lang: 'ko' });

test('the fixture is a report, whose numbers add up', () => {
  expect(reportSchema.parse(JSON.parse(renderJson(whole)))).toEqual(whole);
  const { outcomes } = scoring;
  for (const outcome of ['link', 'review', 'related', 'none', 'veto'] as const)
    expect(scoring.bands.reduce((sum, band) => sum + band[outcome], 0)).toBe(outcomes[outcome]);
  expect(scoring.blocking.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(scoring.compared);
});

test('the section tells the pairs by weight, with their sum', () => {
  expect(rowsOf(english, 'Compared pairs by weight')).toEqual([
    'Bits linked review household two persons vetoed Pairs Picture',
    'below -20 0 0 400 50 20 470',
    '0 to 5 100 30 0 0 0 130',
    'from 50 600 0 0 0 0 600',
    'Total 700 30 400 50 20 1,200 linked review household two persons vetoed',
  ]);
});

test('the blocking rules stand with what they cost, what they gave and their largest block', () => {
  expect(rowsOf(english, 'Blocking rules')).toEqual([
    'Keys At most Given first Of all pairs Largest block Rows in it',
    'phone 1,500 1,100 91.67% of 1,200 +82******5678 12',
    'name + birth date 300 99 8.25% of 1,200',
    'decided by a person 1 1 0.08% of 1,200',
    'Total 1,801 1,200',
  ]);
});

test('the weights of the model stand in bits, against strangers and against a household', () => {
  expect(rowsOf(english, 'What each agreement weighs')).toEqual([
    'Comparison Level Against strangers Against one household',
    'phone different -4.170 -0.841',
    'phone equal +18.067 +0.047',
    'own_code equal +1.000',
    'before anything is compared -9.549 +1.737',
  ]);
  expect(textOf(korean)).toContain('전화번호 일치 +18.067 +0.047');
});

test('a doubtful pair stands with what both rows say, why, and its weight as a picture', () => {
  expect(rowsOf(english, '1 shown of 29')[1]).toBe(
    'offline C1 김*수, +82******5678 online M1 김*수, +82******5678, 1980-**-**, m***@naver.com phone equal, name one letter apart, one of the two rows has its person already fits two members about equally well +3.369',
  );
  expect(english).toContain(
    '<desc>Each bar adds to the weight what one comparison says for or against one person, in bits. offline C1 and online M1: before anything is compared +1.737, phone equal +0.047, name one letter apart +1.585, total, against one household +3.369.</desc>',
  );
  expect(textOf(korean)).toContain('두 회원에게 비슷하게 맞음');
});

test('the reviewed sample stands with what it leaves open, its limits and a curve', () => {
  expect(rowsOf(english, 'Precision and recall, with')).toEqual([
    'Figure Pairs Share From To',
    'Precision about 699 of 700 99.95% 99.81% 99.99%',
    'Recall - - - -',
  ]);
  expect(rowsOf(english, 'What would link').slice(1)).toEqual([
    '0.7 1.222 700 690 98.60% 99.00%',
    '0.99 6.629 690 690 99.94% 97.00%',
  ]);
  expect(english).toContain('class="curve-recall"');
});

test('rows too empty to link are counted by what they have', () => {
  expect(rowsOf(english, 'Rows that have nothing').slice(1)).toEqual([
    'phone 20 0.99% of 2,020',
    'nothing 1 0.05% of 2,020',
    'Total 21 1.04% of 2,020',
  ]);
});

test('pictures and tables are accessible, tags are balanced, nothing is loaded or styled inline', () => {
  for (const page of [english, korean]) {
    for (const [drawing] of page.matchAll(/<svg[\s\S]*?<\/svg>/g))
      expect(drawing).toMatch(/^<svg [^>]*role="img"[^>]*><title>[^<]+<\/title><desc>[^<]+<\/desc>/);
    for (const [table] of page.matchAll(/<table[\s\S]*?<\/table>/g)) {
      expect(table).toMatch(/<caption><span>[^<]/);
      expect(table.match(/<th(?! scope=)(?!ead)/g)).toBeNull();
    }
    expect(page).not.toMatch(/<script|url\(|https?:|\son\w+=|\sstyle=|undefined|NaN/i);
    const open: string[] = [];
    for (const [, close, name = ''] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*?(?<!\/)>/g)) {
      if (name === 'meta') continue;
      if (close === '') open.push(name);
      else expect(open.pop()).toBe(name);
    }
    expect(open).toEqual([]);
  }
});

test('text from a file stays text', () => {
  const evil = '<img src=x onerror=alert(1)>\u202e';
  const [pair] = scoring.doubtful.shown;
  if (pair === undefined) throw new Error('the fixture has a doubtful pair');
  const [left, right] = pair.rows;
  const row = { ...left, source_member_id: evil, name: evil };
  const [rule] = scoring.blocking;
  if (rule === undefined) throw new Error('the fixture has a rule');
  const poisoned: ScoringReport = {
    ...scoring,
    blocking: [{ ...rule, largest: { value: evil, rows: 1 } }],
    model: { ...scoring.model, name: evil },
    doubtful: { ...scoring.doubtful, shown: [{ ...pair, rows: [row, right] }] },
  };
  const page = renderHtml({ ...plan, scoring: poisoned }, { lang: 'en' });
  expect(page).not.toContain('<img');
  expect(page).not.toContain('\u202e');
  const text = renderConsole({ ...plan, scoring: poisoned }, { lang: 'en', color: false, width: 300 });
  expect(text).not.toContain('\u202e');
});

test('the console says what became of the pairs, and names the doubtful ones', () => {
  const text = renderConsole(whole, { lang: 'en', color: false, width: 100 });
  expect(text).toContain(`
Pairs and weights
  Compared pairs          1,200
  linked                    700
  review                     30
  household                 400
  two persons                50
  vetoed                     20
  Rows too empty to link     21
  Estimated from the reviewed sample: reviewed.csv
  Precision: 99.95% (99.81% to 99.99%)
  1 shown of 29, those that weigh most; all of them are in review.csv
  offline C1 and online M1 (+3.369): phone equal, name one letter apart, one of the two rows has its
  person already
`);
});

test('a report of an earlier version has no such section', () => {
  expect(renderHtml(plan, { lang: 'en' })).not.toContain('id="scoring"');
  expect(renderConsole(plan, { lang: 'en', color: false, width: 100 })).not.toContain('Pairs and weights');
});

function textOf(markup: string): string {
  return markup
    .replace(/<(style|title|desc)>[\s\S]*?<\/\1>/g, '')
    .replace(/<svg[\s\S]*?<\/svg>/g, '')
    .replace(/<\/?(b|bdi|code)\b[^>]*>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/\s+/g, ' ');
}

function rowsOf(markup: string, caption: string): readonly string[] {
  const tables = markup.match(/<table[\s\S]*?<\/table>/g) ?? [];
  const table = tables.find((one) => textOf(one).trimStart().startsWith(caption)) ?? '';
  return (table.match(/<tr>[\s\S]*?<\/tr>/g) ?? []).map((row) => textOf(row).trim());
}
