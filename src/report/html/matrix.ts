import { type Grid, type GridCell, type GridGrade, gridOf, type Side } from '../grid.js';
import type { GradeMatrix } from '../model/matrix.js';
import { html, input, type Markup, nothing } from './markup.js';
import { gradeName, number, type Page, paragraph, type Section } from './page.js';
import { LIGHT } from './palette.js';
import { isMany, scrolling } from './table.js';

const LOWER = '▼';

/** The grades of two sources against the unified grade, shaded by the number of members. */
export function matrixSection(page: Page): Section | null {
  const { model, words } = page;
  if (model.matrix === null) return null;
  const grid = gridOf(model.matrix, model.grades.ladder);
  const caption = words.matrix.caption({ row: model.matrix.row_source, column: model.matrix.column_source });
  const body = html`${paragraph(words.matrix.note)}${scrolling(
    page,
    caption,
    html`<table class="${isMany(grid.columns) ? 'matrix many' : 'matrix'}">
<caption><span>${caption}</span></caption>
${header(page, model.matrix, grid)}<tbody>
${grid.rows.map((row) => bodyRow(page, grid, row))}</tbody>
${footer(page, grid)}</table>
`,
  )}${legend(page, grid)}`;
  return { id: 'matrix', title: words.matrix.title, body };
}

/** The class of a count: 1 to 7 on a logarithmic scale, since one cell often outweighs all others. */
export function heatStep(members: number, most: number): number {
  const steps = LIGHT.heat.length;
  return 1 + Math.min(steps - 1, Math.floor((steps * Math.log(members)) / Math.log(most + 1)));
}

function header(page: Page, matrix: GradeMatrix, grid: Grid): Markup {
  const corner = page.words.matrix.corner({ row: matrix.row_source, column: matrix.column_source });
  const heads = grid.columns.map((side) => html`<th scope="col">${sideName(page, side)}</th>`);
  return html`<thead><tr><th scope="col">${corner}</th>${heads}<th scope="col" class="sum">${page.words.total}</th></tr></thead>
`;
}

function bodyRow(page: Page, grid: Grid, row: Side): Markup {
  const cells = grid.columns.map((column) => matrixCell(page, grid.at(row, column), grid.largest));
  return html`<tr><th scope="row">${sideName(page, row)}</th>${cells}<td class="sum">${number(page, grid.rowTotal(row))}</td></tr>
`;
}

function matrixCell(page: Page, { members, grades }: GridCell, largest: number): Markup {
  if (members === 0) return html`<td class="empty">0</td>`;
  return html`<td class="heat${heatStep(members, largest)}"><span class="count">${number(page, members)}</span><ul>${grades.map((grade) => unified(page, grade))}</ul></td>`;
}

function unified(page: Page, { unified, members, lower }: GridGrade): Markup {
  const grade = unified === null ? html`${page.words.matrix.noGrade}` : input(unified);
  const mark = lower
    ? html` <span role="img" aria-label="${page.words.matrix.lower}">${LOWER}</span>`
    : nothing;
  return html`<li>${grade} ${number(page, members)}${mark}</li>`;
}

function footer(page: Page, grid: Grid): Markup {
  const sums = grid.columns.map((side) => html`<td class="sum">${number(page, grid.columnTotal(side))}</td>`);
  return html`<tfoot><tr><th scope="row">${page.words.total}</th>${sums}<td class="sum">${number(page, grid.total)}</td></tr></tfoot>
`;
}

function sideName(page: Page, side: Side): Markup {
  return side === '-' ? html`<span class="quiet">${page.words.matrix.noRow}</span>` : gradeName(page, side);
}

function legend({ words }: Page, grid: Grid): Markup {
  const steps = LIGHT.heat.map((_, at) => html`<i class="heat${at + 1}"></i>`);
  return html`<p class="legend"><span class="steps" aria-hidden="true">${steps}</span><span>${words.matrix.shade({ most: grid.largest })}</span><span>${words.matrix.lowerMark({ mark: LOWER })}</span></p>
`;
}
