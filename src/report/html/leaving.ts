import { listIn } from '../messages.js';
import type { GoneMember, GoneReport } from '../model/losses.js';
import { losersBody } from './downgrades.js';
import { nameCell } from './examples.js';
import { lossesOf } from './losses-of.js';
import { html, input, type Markup, nothing } from './markup.js';
import { gradeName, number, type Page, paragraph, percentOf, type Section } from './page.js';
import { table } from './table.js';

/** Who has no grade any more, and who is in no export any more. */
export function leavingSection(page: Page): Section {
  const { model, words } = page;
  const { left, gone } = lossesOf(model);
  const leavers =
    left.examples.total === 0
      ? paragraph(words.losses.nobodyLeft)
      : losersBody(page, left, { who: words.losses.leftHeading, sentence: words.losses.left });
  const body = html`<h3>${words.losses.leftHeading}</h3>
${leavers}<h3>${words.losses.goneHeading}</h3>
${goneBody(page, gone)}`;
  return { id: 'leaving', title: words.losses.leftTitle, body };
}

function goneBody(page: Page, gone: GoneReport | undefined): Markup {
  const { members, grades } = page.model;
  const words = page.words.losses;
  if (members.gone === 0)
    return paragraph(grades.baseline === 'best_source' ? words.firstRun : words.nobodyGone);
  const sentence = paragraph(words.gone(members));
  if (gone === undefined) return sentence;
  const points = gone.points.map((held) => paragraph(words.gonePoints(held)));
  return html`${sentence}${points}${byGrade(page, gone)}${examples(page, gone)}`;
}

function byGrade(page: Page, { by_grade: rows }: GoneReport): Markup {
  const { losses, grades, members, total } = page.words;
  const { gone } = page.model.members;
  return table<GoneReport['by_grade'][number]>(page, {
    caption: losses.goneCaption,
    columns: [
      { head: grades.grade, kind: 'text', cell: ({ grade }) => gradeName(page, grade) },
      { head: members.count, kind: 'number', cell: (row) => number(page, row.members) },
      { head: members.share, kind: 'number', cell: (row) => percentOf(page, row.members, gone) },
    ],
    rows,
    foot: [html`${total}`, number(page, gone), nothing],
  });
}

function examples(page: Page, { examples: { shown, total, file } }: GoneReport): Markup {
  const { losses, decisions, grades, largest } = page.words;
  return table<GoneMember>(page, {
    caption: losses.goneExamples({ shown: shown.length, total, file }),
    columns: [
      { head: decisions.member, kind: 'text', cell: ({ member_id }) => input(member_id) },
      { head: decisions.name, kind: 'text', cell: ({ name }) => nameCell(name) },
      { head: grades.grade, kind: 'text', cell: ({ grade }) => gradeName(page, grade) },
      {
        head: losses.goneRows,
        kind: 'text',
        cell: ({ rows }) =>
          input(
            listIn(
              page.lang,
              rows.map((row) => largest.part(row)),
            ),
          ),
      },
    ],
    rows: shown,
  });
}
