import { totalOf } from '../balance.js';
import { listIn, wordsFor } from '../messages.js';
import { html, input, type Markup } from './markup.js';
import { figure, figures, number, type Page, percentOf, type Section } from './page.js';
import { table } from './table.js';

/** Which rows became one member, by which rule, and what was left to a person. */
export function matchingSection(page: Page): Section {
  const body = html`${keyFigures(page)}${byRule(page)}${bySources(page)}${sizes(page)}`;
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
  );
}

function byRule(page: Page): Markup {
  const words = page.words.matching;
  const { by_rule: rows, links } = page.model.matching;
  return table(page, {
    caption: words.byRuleCaption,
    columns: [
      { head: words.rule, kind: 'text', cell: ({ name }) => input(wordsFor(page.words.codes.how, name)) },
      { head: words.links, kind: 'number', cell: ({ count }) => number(page, count) },
      { head: words.ofLinks, kind: 'number', cell: ({ count }) => percentOf(page, count, links) },
    ],
    rows,
    foot: [
      html`${page.words.total}`,
      number(
        page,
        totalOf(rows, ({ count }) => count),
      ),
      html``,
    ],
  });
}

function bySources(page: Page): Markup {
  const words = page.words.matching;
  const { by_sources: rows } = page.model.matching;
  const { total } = page.model.members;
  return table(page, {
    caption: words.bySourcesCaption,
    columns: [
      { head: words.sources, kind: 'text', cell: ({ sources }) => input(listIn(page.lang, sources)) },
      { head: page.words.members.total, kind: 'number', cell: ({ members }) => number(page, members) },
      { head: words.ofMembers, kind: 'number', cell: ({ members }) => percentOf(page, members, total) },
    ],
    rows,
    foot: [
      html`${page.words.total}`,
      number(
        page,
        totalOf(rows, ({ members }) => members),
      ),
      html``,
    ],
  });
}

function sizes(page: Page): Markup {
  const words = page.words.matching;
  const { sizes: rows } = page.model.matching;
  const { total } = page.model.members;
  return table(page, {
    caption: words.sizesCaption,
    columns: [
      { head: words.rows, kind: 'text', cell: (size) => number(page, size.rows) },
      { head: page.words.members.total, kind: 'number', cell: ({ members }) => number(page, members) },
      { head: words.ofMembers, kind: 'number', cell: ({ members }) => percentOf(page, members, total) },
    ],
    rows,
  });
}
