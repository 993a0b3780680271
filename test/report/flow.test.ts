import { expect, test } from 'vitest';
import { kindOf, layFlow } from '../../src/report/html/flow-layout.js';
import { renderHtml } from '../../src/report/html.js';
import type { FlowBand, FlowReport } from '../../src/report/model/flow.js';
import { fullPlan } from './full-model.js';
import { rowsOf, sectionOf, textOf } from './page-text.js';

const LADDER = ['WELCOME', 'SILVER', 'GOLD', 'VIP'];

const english = sectionOf(renderHtml(fullPlan, { lang: 'en' }), 'flow');

test('a band is told by the grade in its source and the unified grade', () => {
  const kinds = [
    ['SILVER', 'GOLD', 'up'],
    ['SILVER', 'SILVER', 'same'],
    ['SILVER', 'WELCOME', 'down'],
    ['SILVER', null, 'left'],
    [null, 'WELCOME', 'new'],
    [null, null, 'same'],
  ] as const;
  for (const [grade, unified, kind] of kinds)
    expect(kindOf(LADDER, { grade, unified, members: 1 })).toBe(kind);
});

test('the numbers of the picture stand in a table for each source', () => {
  expect(rowsOf(english, 'online: 1,317 members by their grade there')).toEqual([
    'In online WELCOME SILVER GOLD VIP no grade Total',
    'WELCOME 580 120 0 0 0 700',
    'SILVER 0 240 30 0 0 270',
    'GOLD 0 12 196 0 0 208',
    'VIP 0 0 0 110 0 110',
    'no grade 0 20 0 0 9 29',
    'Total 580 392 226 110 9 1,317',
  ]);
  expect(rowsOf(english, 'offline: 831 members').at(-1)).toBe('Total 290 501 40 831');
});

test('beside a bar on the right stand the members who get the grade, not the sum of its bands', () => {
  expect(english).toContain('>Unified: 1,500</text>');
  expect(english).toContain('>WELCOME</tspan> 690</text>');
  expect(english).toContain('>WELCOME</tspan> 700</text>');
});

test('a band has the colour of its kind, and the legend names the kinds that occur', () => {
  const fills = Array.from(english.matchAll(/<path class="flow-band fill-(\w+)"/g), ([, kind]) => kind);
  expect(fills).toHaveLength(12);
  expect(fills.filter((kind) => kind === 'down')).toHaveLength(1);
  expect(fills.filter((kind) => kind === 'left')).toHaveLength(1);
  expect(textOf(english)).toContain(
    'higher than therethe samelower than thereno grade any moreno grade there',
  );
});

test('bands are as wide as their members and fill the bars on both sides', () => {
  const { groups, unified, ribbons } = layFlow(fullPlan.flow ?? [], LADDER);
  const left = groups.flatMap(({ nodes }) => nodes.map(({ height }) => height));
  const right = unified.nodes.map(({ height }) => height);
  const all = ribbons.map(({ height }) => height);
  for (const side of [left, right, all]) expect(sum(side)).toBeCloseTo(400, 6);
  const of = (members: number) => ribbons.find((one) => one.members === members)?.height ?? 0;
  expect(of(580) / of(290)).toBeCloseTo(2, 6);
});

test('the best grade stands above, no grade below, and no bar or label overlaps another', () => {
  const { groups, unified, height } = layFlow(fullPlan.flow ?? [], LADDER);
  expect(groups.map(({ source }) => source)).toEqual(['online', 'offline']);
  expect(unified.nodes.map(({ grade }) => grade)).toEqual(['VIP', 'GOLD', 'SILVER', 'WELCOME', null]);
  for (const nodes of [groups.flatMap((group) => group.nodes), unified.nodes]) {
    nodes.forEach((node, at) => {
      const next = nodes[at + 1];
      if (next === undefined) return;
      const middles = next.top + next.height / 2 - (node.top + node.height / 2);
      expect(next.top).toBeGreaterThan(node.top + node.height);
      expect(middles).toBeGreaterThan(15);
    });
    const last = nodes.at(-1);
    expect(height).toBeGreaterThan((last?.top ?? 0) + (last?.height ?? 0));
  }
});

test('a band of one among ten million can still be seen', () => {
  const { ribbons } = layFlow(
    [source('online', { grade: 'VIP', unified: 'VIP', members: 9_999_999 }, lost('VIP', 1))],
    LADDER,
  );
  expect(ribbons.map(({ height }) => height >= 1)).toEqual([true, true]);
});

test.each([1, 2, 3, 5])('%i sources stand below each other, each with its own bars', (sources) => {
  const flow = Array.from({ length: sources }, (_, at) => source(`s${at}`, lost('GOLD', 7), stays('VIP', 3)));
  const section = sectionOf(renderHtml({ ...fullPlan, flow }, { lang: 'ko' }), 'flow');
  expect(section.match(/class="flow-head"/g)).toHaveLength(sources + 1);
  expect(section.match(/class="flow-bar"/g)).toHaveLength(2 * sources + 2);
  expect(section).not.toContain('NaN');
});

test('long and Hangul grades of a ladder of twelve are cut beside the bars and whole in the table', () => {
  const ladder = Array.from({ length: 12 }, (_, at) => `${at} ${'프리미엄등급'.repeat(6)}`);
  const flow = [source('online', ...ladder.map((grade) => ({ grade, unified: grade, members: 5 })))];
  const model = { ...fullPlan, flow, grades: { ...fullPlan.grades, ladder } };
  const section = sectionOf(renderHtml(model, { lang: 'en' }), 'flow');
  const drawing = /<svg[\s\S]*?<\/svg>/.exec(section)?.[0] ?? '';
  expect(drawing).toContain('>11 프리미엄등급프리미…</tspan>');
  expect(textOf(section.split('</svg>')[1] ?? '')).toContain(ladder[11]);
  for (const [, x] of drawing.matchAll(/ x="([\d.]+)"/g)) {
    expect(Number(x)).toBeGreaterThan(150);
    expect(Number(x)).toBeLessThan(610);
  }
});

test('where nobody has a row there is no picture, but a sentence', () => {
  const section = sectionOf(renderHtml({ ...fullPlan, flow: [source('online')] }, { lang: 'en' }), 'flow');
  expect(section).not.toContain('<svg');
  expect(textOf(section)).toContain('No member has a row in online.');
});

test('rules without a ladder have no such section', () => {
  const grades = { ...fullPlan.grades, ladder: [] };
  expect(renderHtml({ ...fullPlan, grades }, { lang: 'en' })).not.toContain('id="flow"');
});

test('the picture says in words what it shows, and has no style of its own', () => {
  expect(english).toContain(
    '<title>Members from the grades of each source to the unified grades</title><desc>online: 1,317 and offline: 831. Every band stands as a number in the tables below.</desc>',
  );
  expect(english).not.toMatch(/style=/);
});

function source(name: string, ...bands: readonly FlowBand[]): FlowReport[number] {
  return { source: name, members: sum(bands.map(({ members }) => members)), bands };
}

function lost(grade: string, members: number): FlowBand {
  return { grade, unified: null, members };
}

function stays(grade: string, members: number): FlowBand {
  return { grade, unified: grade, members };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
