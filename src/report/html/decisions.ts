import { totalOf } from '../balance.js';
import type { DecisionReport, MemberExample } from '../model.js';
import { type Movement, movementOf } from '../rank.js';
import { html, input, type Markup, nothing } from './markup.js';
import { gradeName, number, type Page, paragraph, type Section } from './page.js';
import { type Column, table } from './table.js';

/** Who loses, apart and first; who gains; and the rules that made it so. */
export function decisionsSection(page: Page): Section {
  const { decisions } = page.model;
  const words = page.words.decisions;
  const losers = totalOf(decisions, ({ down, left }) => down + left);
  const gainers = totalOf(decisions, ({ up }) => up);
  const body = html`<h3>${words.lossesTitle}</h3>
${examples(page, 'loses', losers)}<h3>${words.gainsTitle}</h3>
${examples(page, 'gains', gainers)}${others(page)}<h3>${words.rulesTitle}</h3>
${rules(page)}`;
  return { id: 'decisions', title: words.title, body };
}

interface Example extends MemberExample {
  readonly rule: string;
  readonly adjusted_by: string | null;
}

function examplesOf({ model }: Page, movement: Movement): readonly Example[] {
  return model.decisions
    .flatMap(({ rule, adjusted_by, examples }) => examples.map((one) => ({ ...one, rule, adjusted_by })))
    .filter(({ before, after }) => movementOf(model.grades.ladder, before, after) === movement);
}

function examples(page: Page, movement: 'loses' | 'gains', total: number): Markup {
  const words = page.words.decisions;
  if (total === 0) return paragraph(movement === 'loses' ? words.nobodyLoses : words.nobodyGains);
  const shown = examplesOf(page, movement);
  const file = page.model.files?.changes;
  const counts = { shown: shown.length, total };
  const caption = file === undefined ? words.examples(counts) : words.examplesIn({ ...counts, file });
  return exampleTable(page, shown, caption);
}

function others(page: Page): Markup {
  const rows = examplesOf(page, 'stays');
  if (rows.length === 0) return nothing;
  const total = totalOf(page.model.decisions, ({ same, without_baseline }) => same + without_baseline);
  return html`<h3>${page.words.decisions.othersTitle}</h3>
${exampleTable(page, rows, page.words.decisions.examples({ shown: rows.length, total }))}`;
}

function exampleTable(page: Page, rows: readonly Example[], caption: string): Markup {
  const words = page.words.decisions;
  return table<Example>(page, {
    caption,
    columns: [
      { head: words.member, kind: 'text', cell: ({ member_id }) => input(member_id) },
      {
        head: words.name,
        kind: 'text',
        cell: ({ name }) => (name === null ? nothing : html`<span class="nowrap">${input(name)}</span>`),
      },
      { head: words.sourceGrades, kind: 'text', cell: ({ source_grades }) => sourceGrades(source_grades) },
      { head: words.change, kind: 'text', cell: (example) => change(page, example) },
      { head: words.rule, kind: 'text', cell: ruleAndAdjustment },
    ],
    rows,
  });
}

function sourceGrades(grades: MemberExample['source_grades']): Markup {
  const pieces = grades.map(
    ({ source, label }, at) =>
      html`${at === 0 ? '' : ', '}<span class="nowrap"><span class="quiet">${input(source)}</span> ${label === null ? '-' : input(label)}</span>`,
  );
  return html`${pieces}`;
}

function change(page: Page, { before, after }: Example): Markup {
  const movement = movementOf(page.model.grades.ladder, before, after);
  const tone = { loses: 'down', gains: 'up', stays: 'same' }[movement];
  return html`<span class="nowrap">${gradeName(page, before)} → <b class="${tone}">${gradeName(page, after)}</b></span>`;
}

function ruleAndAdjustment({ rule, adjusted_by }: Example): Markup {
  return adjusted_by === null ? input(rule) : html`${input(rule)} · ${input(adjusted_by)}`;
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
