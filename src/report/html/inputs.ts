import { hasDropped, linesSign, type RecordCounts, recordsSign, type Sign, totalCounts } from '../balance.js';
import type { InputReport } from '../model/inputs.js';
import { arrivalTexts } from '../sentences/arrival.js';
import { html, input, type Markup, nothing } from './markup.js';
import { number, type Page, percentOf, type Section } from './page.js';
import { type Column, table } from './table.js';

interface Line {
  readonly name: Markup;
  readonly counts: RecordCounts;
}

/** Where every record and every line of the exports went, each row a sum that can be checked by eye. */
export function inputsSection(page: Page): Section {
  const { words } = page;
  const body = html`${records(page)}${lines(page)}${wrong(page)}${arrivals(page)}${exclusions(page)}`;
  return { id: 'inputs', title: words.inputs.title, body };
}

function records(page: Page): Markup {
  const words = page.words.inputs;
  return sums(page, words.recordsCaption, [
    { head: words.records, kind: 'number', cell: ({ counts }) => number(page, counts.records) },
    part(page, words.accepted, recordsSign, 'accepted'),
    part(page, words.repeated, plus, 'repeated'),
    part(page, words.excluded, plus, 'excluded'),
    part(page, words.rejected, plus, 'rejected'),
  ]);
}

function lines(page: Page): Markup {
  const words = page.words.inputs;
  const some = hasDropped(page.model.inputs);
  const dropped = part(page, words.dropped, plus, 'dropped');
  return sums(page, some ? words.linesCaptionDropped : words.linesCaption, [
    { head: words.lines, kind: 'number', cell: ({ counts }) => number(page, counts.lines) },
    part(page, words.header, linesSign, 'header'),
    part(page, words.blank, plus, 'blank'),
    ...(some ? [dropped] : []),
    part(page, words.linesOfRecords, plus, 'lines_of_records'),
  ]);
}

function sums(page: Page, caption: string, columns: readonly Column<Line>[]): Markup {
  const { inputs } = page.model;
  const all: Line = { name: html`${page.words.allSources}`, counts: totalCounts(inputs) };
  const named: Column<Line> = { head: page.words.inputs.source, kind: 'text', cell: ({ name }) => name };
  const whole = [named, ...columns];
  const rows = inputs.map((counts): Line => ({ name: input(counts.source), counts }));
  const foot = whole.map(({ cell }) => cell(all));
  return table(page, { caption, columns: whole, rows, ...(inputs.length > 1 ? { foot } : {}) });
}

function part(
  page: Page,
  head: string,
  sign: (counts: RecordCounts) => Sign | '+',
  field: keyof RecordCounts,
): Column<Line> {
  return {
    head,
    kind: 'number',
    cell: ({ counts }) => html`<span class="sign">${sign(counts)}</span> ${number(page, counts[field] ?? 0)}`,
  };
}

function plus(): '+' {
  return '+';
}

function wrong({ model, words }: Page): Markup {
  const adds = model.inputs.every((counts) => recordsSign(counts) === '=' && linesSign(counts) === '=');
  return adds ? nothing : html`<p class="wrong">${words.doesNotAddUp}</p>\n`;
}

function arrivals({ model, words }: Page): Markup {
  const texts = arrivalTexts(words, model.inputs);
  return texts.length === 0
    ? nothing
    : html`<ul>\n${texts.map((text) => html`<li>${input(text)}</li>\n`)}</ul>\n`;
}

function exclusions(page: Page): Markup {
  const words = page.words.inputs;
  const rows = page.model.inputs.flatMap((source) =>
    source.exclusions.map((exclusion) => ({ ...exclusion, source })),
  );
  if (rows.length === 0) return nothing;
  return table<{ name: string; count: number; source: InputReport }>(page, {
    caption: words.exclusionsCaption,
    columns: [
      { head: words.exclusion, kind: 'text', cell: ({ name }) => input(name) },
      { head: words.source, kind: 'text', cell: ({ source }) => input(source.source) },
      { head: words.excluded, kind: 'number', cell: ({ count }) => number(page, count) },
      {
        head: words.ofRecords,
        kind: 'number',
        cell: ({ count, source }) => percentOf(page, count, source.records),
      },
    ],
    rows,
  });
}
