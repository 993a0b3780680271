import { totalOf } from '../balance.js';
import type { FlowReport, FlowSource } from '../model/flow.js';
import { rankOf } from '../rank.js';
import { type FlowKind, kindOf } from './flow-layout.js';
import { flowSvg } from './flow-svg.js';
import { html, type Markup, nothing } from './markup.js';
import { gradeName, number, type Page, paragraph, type Section } from './page.js';
import { type Column, scrolling, table } from './table.js';

/** The grades of each source, apart, into the unified grade: a picture, and the same numbers. */
export function flowSection(page: Page): Section | null {
  const { flow, grades } = page.model;
  if (flow === undefined || grades.ladder.length === 0) return null;
  const words = page.words.flow;
  const isEmpty = flow.every(({ members }) => members === 0);
  const picture = isEmpty ? nothing : html`${drawing(page, flow)}${legend(page, flow)}`;
  const body = html`${paragraph(words.note)}${picture}${flow.map((source) => sourceTable(page, source))}`;
  return { id: 'flow', title: words.title, body };
}

/** On a phone it scrolls: made smaller, nobody could read it. */
function drawing(page: Page, flow: FlowReport): Markup {
  return scrolling(page, page.words.flow.pictureTitle, flowSvg(page, flow));
}

const KINDS: readonly FlowKind[] = ['up', 'same', 'down', 'left', 'new'];

function legend({ model, words }: Page, flow: FlowReport): Markup {
  const found = flow.flatMap(({ bands }) => bands.map((band) => kindOf(model.grades.ladder, band)));
  const keys = KINDS.filter((kind) => found.includes(kind)).map(
    (kind) => html`<span><span class="key ${kind}"></span>${words.flow.kinds[kind]}</span>`,
  );
  return html`<p class="legend">${keys}</p>
`;
}

interface Line {
  readonly grade: string | null;
  readonly of: FlowSource;
}

function sourceTable(page: Page, source: FlowSource): Markup {
  const words = page.words.flow;
  if (source.members === 0) return paragraph(words.nobody(source));
  const { ladder } = page.model.grades;
  const inOrder = (grades: readonly (string | null)[]) =>
    [...new Set(grades)].sort((a, b) => place(ladder, a) - place(ladder, b));
  const unified = inOrder(source.bands.map((band) => band.unified));
  const rows = inOrder(source.bands.map((band) => band.grade)).map((grade): Line => ({ grade, of: source }));
  const sum = (unifiedGrade: string | null) =>
    totalOf(
      source.bands.filter((band) => band.unified === unifiedGrade),
      ({ members }) => members,
    );
  const columns: readonly Column<Line>[] = [
    { head: words.gradeIn(source), kind: 'text', cell: ({ grade }) => gradeName(page, grade) },
    ...unified.map(
      (one): Column<Line> => ({
        head: one ?? page.words.grades.noGrade,
        kind: 'number',
        cell: ({ grade }) => cell(page, source, { grade, unified: one }),
      }),
    ),
    { head: page.words.total, kind: 'number', cell: ({ grade }) => number(page, rowSum(source, grade)) },
  ];
  const foot = [
    html`${page.words.total}`,
    ...unified.map((one) => number(page, sum(one))),
    number(page, source.members),
  ];
  return table(page, { caption: words.caption(source), columns, rows, foot });
}

function cell(
  page: Page,
  { bands }: FlowSource,
  { grade, unified }: { readonly grade: string | null; readonly unified: string | null },
): Markup {
  const band = bands.find((one) => one.grade === grade && one.unified === unified);
  if (band === undefined) return html`<span class="quiet">${number(page, 0)}</span>`;
  return html`<b class="${kindOf(page.model.grades.ladder, band)}">${number(page, band.members)}</b>`;
}

function rowSum({ bands }: FlowSource, grade: string | null): number {
  return totalOf(
    bands.filter((band) => band.grade === grade),
    ({ members }) => members,
  );
}

/** Lowest first, none last. */
function place(ladder: readonly string[], grade: string | null): number {
  return grade === null ? ladder.length : rankOf(ladder, grade);
}
