import { totalOf } from '../balance.js';
import { listIn, wordsFor } from '../messages.js';
import { largestMembers } from './largest.js';
import { html, input, type Markup } from './markup.js';
import { figure, figures, number, type Page, percentOf, type Section } from './page.js';
import { type Column, table } from './table.js';

/** Which rows became one member, by which rule, and what was left to a person. */
export function matchingSection(page: Page): Section {
  const body = html`${keyFigures(page)}${byRule(page)}${bySources(page)}${sizes(page)}${largestMembers(page)}`;
  return { id: 'matching', title: page.words.matching.title, body };
}

function keyFigures(page: Page): Markup {
  const { matching } = page.model;
  const words = page.words.matching;
  return figures(
    figure(words.links, number(page, matching.links), words.linksNote),
    figure(words.clusters, number(page, matching.clusters), ''),
    figure(words.largest, number(page, matching.largest), ''),
    figure(words.review, number(page, matching.review), words.reviewNote),
    figure(words.ambiguous, number(page, matching.ambiguous), words.ambiguousNote),
    ...decisionFigures(page),
  );
}

/** What became of the decisions of people, where there is a file of them. */
function decisionFigures(page: Page): readonly Markup[] {
  const { decisions } = page.model.matching;
  if (decisions === undefined) return [];
  const { link, no_link: noLink, alone, dormant, changed, contradictions } = decisions;
  const words = page.words.matching;
  return [
    figure(words.decided, number(page, link + noLink + alone), words.decidedNote({ link, noLink, alone })),
    figure(words.dormant, number(page, dormant), words.dormantNote),
    figure(words.changed, number(page, changed), words.changedNote),
    figure(words.contradicted, number(page, contradictions.total), words.contradictedNote),
  ];
}

function byRule(page: Page): Markup {
  const words = page.words.matching;
  const { by_rule: rows, links } = page.model.matching;
  const shares = sharesOf(page, rows, { head: words.links, of: links, ofHead: words.ofLinks });
  return table(page, {
    caption: words.byRuleCaption,
    columns: [
      { head: words.rule, kind: 'text', cell: ({ name }) => input(wordsFor(page.words.codes.how, name)) },
      ...shares.columns(({ count }) => count),
    ],
    rows,
    foot: shares.foot(({ count }) => count),
  });
}

function bySources(page: Page): Markup {
  const words = page.words.matching;
  const { by_sources: rows } = page.model.matching;
  const shares = sharesOf(page, rows, ofMembers(page));
  return table(page, {
    caption: words.bySourcesCaption,
    columns: [
      { head: words.sources, kind: 'text', cell: ({ sources }) => input(listIn(page.lang, sources)) },
      ...shares.columns(({ members }) => members),
    ],
    rows,
    foot: shares.foot(({ members }) => members),
  });
}

function sizes(page: Page): Markup {
  const words = page.words.matching;
  const { sizes: rows } = page.model.matching;
  return table(page, {
    caption: words.sizesCaption,
    columns: [
      { head: words.rows, kind: 'text', cell: (size) => number(page, size.rows) },
      ...sharesOf(page, rows, ofMembers(page)).columns(({ members }) => members),
    ],
    rows,
  });
}

interface Whole {
  readonly head: string;
  readonly of: number;
  readonly ofHead: string;
}

function ofMembers({ words, model }: Page): Whole {
  return { head: words.members.total, of: model.members.total, ofHead: words.matching.ofMembers };
}

/** A count and its share of a whole, and the sum of the counts below. */
function sharesOf<Row>(page: Page, rows: readonly Row[], { head, of, ofHead }: Whole) {
  return {
    columns: (count: (row: Row) => number): readonly Column<Row>[] => [
      { head, kind: 'number', cell: (row) => number(page, count(row)) },
      { head: ofHead, kind: 'number', cell: (row) => percentOf(page, count(row), of) },
    ],
    foot: (count: (row: Row) => number): readonly Markup[] => [
      html`${page.words.total}`,
      number(page, totalOf(rows, count)),
      html``,
    ],
  };
}
