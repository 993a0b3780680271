import { expect, test } from 'vitest';
import { renderHtml } from '../../src/report/html.js';
import type { ReportModel } from '../../src/report/model.js';
import { reportSchema } from '../../src/report/schema.js';
import { fullPlan } from './full-model.js';
import { rowsOf, sectionOf, textOf } from './page-text.js';

const english = renderHtml(fullPlan, { lang: 'en' });
const korean = renderHtml(fullPlan, { lang: 'ko' });
const { losses } = fullPlan;
if (losses === undefined) throw new Error('the fixture has losses');

test('the fixture is a report', () => {
  expect(reportSchema.parse(fullPlan)).toEqual(fullPlan);
});

test('downgrades stand apart: how many, from where to where, by which rule, and who', () => {
  const section = sectionOf(english, 'downgrades');
  expect(textOf(section)).toContain('Members with a lower grade than before: 12 of 1,500.');
  expect(rowsOf(section, 'Downgrades: from which grade to which')).toEqual([
    'Before After Grades down Members Share',
    'GOLD SILVER 1 11 91.67% of 12',
    'VIP SILVER 2 1 8.33% of 12',
    'Total 12',
  ]);
  expect(rowsOf(section, 'Downgrades: by the rule that decided')).toEqual([
    'Rule Members Share',
    'best of both best of both: the highest of the grades. 12 100.00% of 12',
    'Total 12',
  ]);
  expect(
    rowsOf(section, 'Downgrades: 1 shown of 12, the deepest falls first; all of them are in changes.csv'),
  ).toEqual([
    'Member Name Grades in the sources Before → after Grades down Why',
    'M0000900 최*영 online VIP VIP → SILVER 2 best of both',
  ]);
  expect(textOf(section)).not.toContain('no grade');
});

test('where nobody falls, leaves or is gone, one line each says so', () => {
  const nobody = { steps: [], by_rule: [], examples: { total: 0, shown: [], file: 'changes.csv' } };
  const page = renderHtml(
    {
      ...fullPlan,
      members: { ...fullPlan.members, gone: 0 },
      losses: { ...losses, down: nobody, left: nobody },
    },
    { lang: 'en' },
  );
  expect(textOf(sectionOf(page, 'downgrades')).trim()).toBe(
    'Downgrades Nobody gets a lower grade than before.',
  );
  expect(textOf(sectionOf(page, 'leaving')).trim()).toBe(
    'Left and gone Left the programme Nobody who had a grade is without one now. Gone Nobody is gone who was a member at the last run.',
  );
});

test('gone members are counted by the grade they had, with what they keep', () => {
  const section = sectionOf(english, 'leaving');
  expect(rowsOf(section, 'Gone members by the grade they had')).toEqual([
    'Grade Members Share',
    'WELCOME 6 66.67% of 9',
    'no grade 3 33.33% of 9',
    'Total 9',
  ]);
  expect(textOf(section)).toContain('What they hold of points: 4,321.');
  expect(rowsOf(section, 'Gone: 1 shown of 9, the highest grades first')[1]).toBe(
    'M0000800 한* WELCOME online 1 and offline 2',
  );
});

test('each rule is told in its own words, in the language of the page, with examples', () => {
  const text = textOf(sectionOf(english, 'decisions'));
  expect(text).toContain(
    'best of both best of both: the highest of the grades. Members: 1,400. Up 211, same 1,057, down 12, left 0, no comparison 120.',
  );
  expect(text).toContain(
    'best of both · no loss best of both: the highest of the grades. no loss: never below the grade before. Members: 91.',
  );
  expect(text).toContain('M0000077 J*** S**** online SILVER, offline - SILVER → VIP');
  expect(textOf(sectionOf(korean, 'decisions'))).toContain('best of both: 가장 높은 등급. 회원 1,400명.');
});

test('points stand by grade before and after', () => {
  expect(rowsOf(english, 'points held by the members of each grade')).toEqual([
    'Grade Members Before After Difference',
    'WELCOME 690 500,000 450,000 -50,000',
    'SILVER 455 500,000 506,600 +6,600',
    'GOLD 236 600,000 600,000 0',
    'VIP 110 400,000 500,000 +100,000',
    'no grade 9 0 0 0',
    'Total 1,500 2,000,000 2,056,600 +56,600',
  ]);
  expect(english).not.toContain('do not add up');
});

test('on a first run there are no points before', () => {
  const page = renderHtml(firstRun(), { lang: 'en' });
  expect(rowsOf(page, 'points held by the members of each grade')[1]).toBe('WELCOME 690 450,000');
  expect(textOf(page)).toContain('This is a first run: the target holds nothing before it.');
});

test('points by grade that are not the whole are called a fault', () => {
  const [bucket] = fullPlan.grade_points ?? [];
  if (bucket === undefined) throw new Error('the fixture has points by grade');
  const page = renderHtml({ ...fullPlan, grade_points: [{ ...bucket, after: '2056601' }] }, { lang: 'en' });
  expect(page).toContain('These numbers do not add up.');
});

test('the members with most rows are listed with what joined these', () => {
  expect(rowsOf(english, 'The members with most rows: 1 shown of 510 with several')).toEqual([
    'Member Name Rows Sources Joined by',
    'M0000321 정*호 4 online 1 and offline 3 same phone and name 3 and same CI 1',
  ]);
});

test('every proof is named with what it found, and each finding with why it is accepted', () => {
  const section = sectionOf(english, 'rules');
  expect(rowsOf(section, 'What was proved')).toEqual([
    'Proof Kind Found Of these accepted Not accepted',
    'Every case gets a grade from a rule gap 1 1 0',
    'Nobody falls below the best source grade worse off 1 0 1',
    'A better label never means a lower grade map order 0 0 0',
  ]);
  expect(rowsOf(section, 'What the proofs found about the rules')).toEqual([
    'Line Kind Rule Finding Accepted because',
    '8 gap no rule gives a grade in 2 of 216 cases the counter asks them',
    '12 worse off best of both one can fall from VIP to SILVER not accepted',
  ]);
  expect(textOf(section)).toContain('Grades From the lowest to the highest: WELCOME, VIP.');
  expect(textOf(sectionOf(korean, 'rules'))).toContain('등급 낮은 등급부터 WELCOME, VIP 순입니다.');
});

test('headings never skip a level and ids are unique', () => {
  const levels = Array.from(english.matchAll(/<h([1-6])/g), (match) => Number(match[1]));
  expect(levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1)).toEqual([]);
  const ids = Array.from(english.matchAll(/ id="([^"]+)"/g), (match) => match[1]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('text of rules, names and grades stays text wherever it is shown', () => {
  const evil = `<img src=x onerror=alert(1)>\u202e\u001b[31m"'`;
  const page = renderHtml(poisoned(evil), { lang: 'en' });
  for (const live of ['<img', '\u202e', '\u001b']) expect(page).not.toContain(live);
});

function firstRun(): ReportModel {
  return {
    ...fullPlan,
    grades: { ...fullPlan.grades, baseline: 'best_source' },
    grade_points: (fullPlan.grade_points ?? []).map((bucket) => ({
      ...bucket,
      before: null,
      by_grade: bucket.by_grade.map((row) => ({ ...row, before: null })),
    })),
  };
}

/** The report with every text replaced that could come from a file or a config. */
function poisoned(evil: string): ReportModel {
  const fixed = new Set(['status', 'baseline', 'sum', 'rate', 'converted', 'rounded_off', 'out', 'balance']);
  const amounts = new Set(['points', 'grade_points']);
  const replaced = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return fixed.has(key) ? value : evil;
    if (Array.isArray(value)) return amounts.has(key) ? value : value.map((one) => replaced(one, key));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replaced(one, name)]));
  };
  return replaced(fullPlan, '') as ReportModel;
}

test('no two tables are called the same: a reader of the screen hears their names', () => {
  for (const page of [english, korean]) {
    const names = Array.from(page.matchAll(/ aria-label="([^"]+)"/g), (match) => match[1]);
    expect(new Set(names).size).toBe(names.length);
  }
});
