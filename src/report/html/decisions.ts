import { totalOf } from '../balance.js';
import type { DecisionReport } from '../model/decisions.js';
import type { MemberExample } from '../model/examples.js';
import { exampleColumns } from './examples.js';
import { html, input, type Markup, nothing } from './markup.js';
import { number, type Page, paragraph, type Section } from './page.js';
import { type Column, table } from './table.js';
import { ruleName, ruleTexts } from './told-rule.js';

/** What each rule did: the counts of all of them, then each in its own words with members it changed. */
export function decisionsSection(page: Page): Section {
  const { decisions } = page.model;
  const body = html`${rules(page)}${decisions.map((decision) => oneRule(page, decision))}`;
  return { id: 'decisions', title: page.words.ruleWords.changesTitle, body };
}

function oneRule(page: Page, decision: DecisionReport): Markup {
  const { ruleWords: words } = page.words;
  const { members, up, same, down, left, without_baseline: incomparable, examples } = decision;
  const texts = ruleTexts(page, decision).map((text) => html`<p>${input(text)}</p>\n`);
  const counts = paragraph(words.counts({ members, up, same, down, left, incomparable }));
  const shown =
    examples.length === 0
      ? nothing
      : table<MemberExample>(page, {
          caption: words.examples({ shown: examples.length }),
          // Two rules may have as many examples.
          label: `${nameOf(decision)}: ${words.examples({ shown: examples.length })}`,
          columns: exampleColumns(page),
          rows: examples,
        });
  return html`<h3>${ruleName(decision)}</h3>
${texts}${counts}${shown}`;
}

function nameOf({ rule, adjusted_by: by }: DecisionReport): string {
  return by === null ? rule : `${rule} · ${by}`;
}

function rules(page: Page): Markup {
  const { decisions } = page.model;
  const words = page.words.decisions;
  const grades = page.words.grades;
  const columns: readonly Column<DecisionReport>[] = [
    { head: words.rule, kind: 'text', cell: ({ rule }) => input(rule) },
    {
      head: words.adjustedBy,
      kind: 'text',
      cell: ({ adjusted_by: by }) => (by === null ? nothing : input(by)),
    },
    count(page, words.members, (decision) => decision.members),
    count(page, grades.down, (decision) => decision.down),
    count(page, grades.left, (decision) => decision.left),
    count(page, grades.up, (decision) => decision.up),
    count(page, grades.same, (decision) => decision.same),
    count(page, grades.withoutBaseline, (decision) => decision.without_baseline),
  ];
  const sums = [
    totalOf(decisions, ({ members }) => members),
    totalOf(decisions, ({ down }) => down),
    totalOf(decisions, ({ left }) => left),
    totalOf(decisions, ({ up }) => up),
    totalOf(decisions, ({ same }) => same),
    totalOf(decisions, ({ without_baseline }) => without_baseline),
  ];
  const foot = [html`${page.words.total}`, nothing, ...sums.map((sum) => number(page, sum))];
  return table(page, { caption: words.rulesCaption, columns, rows: decisions, foot });
}

function count(
  page: Page,
  head: string,
  value: (decision: DecisionReport) => number,
): Column<DecisionReport> {
  return { head, kind: 'number', cell: (decision) => number(page, value(decision)) };
}
