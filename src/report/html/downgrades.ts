import type { Losers, LossExample } from '../model/losses.js';
import { rankOf } from '../rank.js';
import { exampleColumns } from './examples.js';
import { lossesOf } from './losses-of.js';
import { html, type Markup, nothing } from './markup.js';
import { gradeName, number, type Page, paragraph, percentOf, type Section } from './page.js';
import { type Column, table } from './table.js';
import { ruleName, toldRule } from './told-rule.js';

/** Who gets a lower grade, apart from everything else: how many, from where to where, why, and who. */
export function downgradesSection(page: Page): Section {
  const { words } = page;
  const { down } = lossesOf(page.model);
  const body =
    down.examples.total === 0
      ? paragraph(words.losses.nobodyDown)
      : losersBody(page, down, { who: words.losses.downTitle, sentence: words.losses.down });
  return { id: 'downgrades', title: words.losses.downTitle, body };
}

interface Told {
  /** What they are called in the captions. */
  readonly who: string;
  readonly sentence: (counts: { readonly part: number; readonly of: number }) => string;
}

/** The tables of those who lose, below a sentence that says how many of all members they are. */
export function losersBody(page: Page, losers: Losers, { who, sentence }: Told): Markup {
  const counts = { part: losers.examples.total, of: page.model.members.total };
  return html`${paragraph(sentence(counts))}${steps(page, losers, who)}${byRule(page, losers, who)}${examples(page, losers, who)}`;
}

function steps(page: Page, { steps: rows, examples: { total } }: Losers, who: string): Markup {
  if (rows.length === 0) return nothing;
  const { grades, losses, members, total: all } = page.words;
  const { ladder } = page.model.grades;
  return table<Losers['steps'][number]>(page, {
    caption: losses.stepsCaption({ who }),
    columns: [
      { head: grades.before, kind: 'text', cell: ({ before }) => gradeName(page, before) },
      { head: grades.after, kind: 'text', cell: ({ after }) => gradeName(page, after) },
      {
        head: losses.steps,
        kind: 'number',
        cell: ({ before, after }) => number(page, rankOf(ladder, before) - rankOf(ladder, after)),
      },
      ...countColumns<Losers['steps'][number]>(page, members.count, total),
    ],
    rows,
    foot: [html`${all}`, nothing, nothing, number(page, total), nothing],
  });
}

function countColumns<T extends { readonly members: number }>(
  page: Page,
  head: string,
  of: number,
): readonly Column<T>[] {
  return [
    { head, kind: 'number', cell: ({ members }) => number(page, members) },
    { head: page.words.members.share, kind: 'number', cell: ({ members }) => percentOf(page, members, of) },
  ];
}

function byRule(page: Page, { by_rule: rows, examples: { total } }: Losers, who: string): Markup {
  if (rows.length === 0) return nothing;
  const { losses, members, decisions, total: all } = page.words;
  return table<Losers['by_rule'][number]>(page, {
    caption: losses.byRuleCaption({ who }),
    columns: [
      { head: decisions.rule, kind: 'text', cell: (row) => toldRule(page, row) },
      ...countColumns<Losers['by_rule'][number]>(page, members.count, total),
    ],
    rows,
    foot: [html`${all}`, number(page, total), nothing],
  });
}

function examples(page: Page, { examples: { shown, total, file } }: Losers, who: string): Markup {
  if (shown.length === 0) return nothing;
  return table<LossExample>(page, {
    caption: page.words.losses.examples({ who, shown: shown.length, total, file }),
    columns: [
      ...exampleColumns<LossExample>(page),
      { head: page.words.losses.steps, kind: 'number', cell: ({ steps: deep }) => number(page, deep) },
      { head: page.words.losses.reason, kind: 'text', cell: ruleName },
    ],
    rows: shown,
  });
}
