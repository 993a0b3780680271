import { OUTCOMES, type Outcome } from '../../match/agreements.js';
import { wordsFor } from '../messages.js';
import type { BandReport, BlockingReport, EmptyRowsReport, ScoringReport } from '../model/scoring.js';
import { blockingRuleText } from '../sentences/blocking-rule.js';
import { bandText, pairsOf } from '../sentences/scoring.js';
import { histogramBar } from './bar.js';
import { doubtfulPairs } from './doubtful.js';
import { html, input, type Markup, nothing } from './markup.js';
import { figure, figures, number, type Page, percentOf, type Section } from './page.js';
import { reviewedSample } from './reviewed.js';
import { type Column, table } from './table.js';
import { thresholdTable } from './thresholds.js';
import { modelWeights } from './weights.js';

/** Which pairs were compared, what they weigh and why, and the doubtful ones. */
export function scoringSection(page: Page): Section | null {
  const { scoring } = page.model;
  if (scoring === undefined) return null;
  const { reviewed } = scoring;
  const parts = [
    keyFigures(page, scoring),
    bands(page, scoring),
    thresholdTable(page, scoring),
    ...(reviewed === undefined ? [] : [reviewedSample(page, reviewed)]),
    doubtfulPairs(page, scoring),
    modelWeights(page, scoring),
    blocking(page, scoring),
    emptyRows(page, scoring.empty_rows),
  ];
  return { id: 'scoring', title: page.words.scoring.title, body: html`${parts}` };
}

function keyFigures(page: Page, scoring: ScoringReport): Markup {
  const words = page.words.scoring;
  const { households, empty_rows: empty } = scoring;
  return figures(
    figure(words.compared, number(page, scoring.compared), words.comparedNote),
    figure(words.households, number(page, households.pairs), words.householdsNote(households)),
    figure(words.emptyRows, number(page, empty.empty), words.emptyNote({ of: empty.rows })),
  );
}

/** The stretch of a bar that an outcome takes: what became one member, what waits, and what did not. */
const FILLS: Readonly<Record<Outcome, string>> = {
  link: 'after',
  review: 'left',
  related: 'up',
  none: 'same',
  veto: 'down',
};

function bands(page: Page, { bands: rows, outcomes }: ScoringReport): Markup {
  const words = page.words.scoring;
  const most = Math.max(0, ...rows.map(pairsOf));
  return table<BandReport>(page, {
    caption: words.bandsCaption,
    columns: [
      {
        head: words.band,
        kind: 'text',
        cell: (band) => html`<span class="nowrap">${bandText(page.words, band)}</span>`,
      },
      ...OUTCOMES.map(
        (outcome): Column<BandReport> => ({
          head: words.outcomes[outcome],
          kind: 'number',
          cell: (band) => number(page, band[outcome]),
        }),
      ),
      { head: words.all, kind: 'number', cell: (band) => number(page, pairsOf(band)) },
      { head: words.bar, kind: 'chart', cell: (band) => bar(page, band, most) },
    ],
    rows,
    foot: [
      html`${page.words.total}`,
      ...OUTCOMES.map((outcome) => number(page, outcomes[outcome])),
      number(page, pairsOf(outcomes)),
      barKey(page),
    ],
  });
}

function bar(page: Page, band: BandReport, most: number): Markup {
  const words = page.words.scoring;
  const title = words.barDescription({ band: bandText(page.words, band), pairs: pairsOf(band) });
  return histogramBar(
    { title, description: words.bandsCaption, className: 'bars' },
    OUTCOMES.map((outcome) => ({ kind: FILLS[outcome], value: band[outcome] })),
    most,
  );
}

function barKey({ words }: Page): Markup {
  const keys = OUTCOMES.map(
    (outcome) =>
      html`<span><span class="key ${FILLS[outcome]}"></span>${words.scoring.outcomes[outcome]}</span>`,
  );
  return html`<span class="legend">${keys}</span>`;
}

function blocking(page: Page, { blocking: rows, compared }: ScoringReport): Markup {
  const words = page.words.scoring;
  return table<BlockingReport>(page, {
    caption: words.blockingCaption,
    columns: [
      {
        head: words.rule,
        kind: 'text',
        cell: ({ rule }) => input(blockingRuleText(rule, page.words)),
      },
      { head: words.atMost, kind: 'number', cell: (rule) => number(page, rule.at_most) },
      { head: words.given, kind: 'number', cell: ({ pairs }) => number(page, pairs) },
      { head: words.ofCompared, kind: 'number', cell: ({ pairs }) => percentOf(page, pairs, compared) },
      { head: words.largest, kind: 'text', cell: ({ largest }) => input(largest?.value ?? '') },
      {
        head: words.largestRows,
        kind: 'number',
        cell: ({ largest }) => (largest === null ? nothing : number(page, largest.rows)),
      },
    ],
    rows,
    foot: [
      html`${page.words.total}`,
      number(
        page,
        rows.reduce((sum, rule) => sum + rule.at_most, 0),
      ),
      number(page, compared),
      nothing,
      nothing,
      nothing,
    ],
  });
}

function emptyRows(page: Page, { rows: all, empty, by }: EmptyRowsReport): Markup {
  if (by.length === 0) return nothing;
  const words = page.words.scoring;
  const named = (only: string) =>
    only === 'nothing' ? words.nothing : wordsFor(page.words.codes.comparisons, only);
  return table<EmptyRowsReport['by'][number]>(page, {
    caption: words.emptyCaption,
    columns: [
      { head: words.onlyField, kind: 'text', cell: ({ only }) => input(named(only)) },
      { head: words.rows, kind: 'number', cell: ({ rows }) => number(page, rows) },
      { head: words.ofRows, kind: 'number', cell: ({ rows }) => percentOf(page, rows, all) },
    ],
    rows: by,
    foot: [html`${page.words.total}`, number(page, empty), percentOf(page, empty, all)],
  });
}
