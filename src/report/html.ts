import { decisionsSection } from './html/decisions.js';
import { downgradesSection } from './html/downgrades.js';
import { emptiedSection } from './html/emptied.js';
import { flowSection } from './html/flow.js';
import { gradesSection } from './html/grades.js';
import { renderHead, renderHeader } from './html/header.js';
import { inputsSection } from './html/inputs.js';
import { leavingSection } from './html/leaving.js';
import { limitsSection } from './html/limits.js';
import { html } from './html/markup.js';
import { matchingSection } from './html/matching.js';
import { matrixSection } from './html/matrix.js';
import { membersSection } from './html/members.js';
import { originSection } from './html/origin.js';
import { type Page, pageOf, renderSection, type Section } from './html/page.js';
import { pointsSection } from './html/points.js';
import { rejectsSection } from './html/rejects.js';
import { rulesSection } from './html/rules.js';
import { scoringSection } from './html/scoring.js';
import { shownSections } from './html/shown.js';
import { renderSummary } from './html/summary.js';
import { takenBackSection } from './html/taken-back.js';
import { renderVerdict } from './html/verdict.js';
import type { Language } from './messages.js';
import type { ReportModel } from './model.js';

/**
 * The report as one HTML file that loads nothing and runs nothing: it may be mailed, archived and opened
 * anywhere. The same model gives the same bytes.
 */
export function renderHtml(model: ReportModel, { lang }: { readonly lang: Language }): string {
  const page = pageOf(model, lang);
  const sections =
    model.taken_back === undefined
      ? planSections(page)
      : [takenBackSection(page, model.taken_back), membersSection(page), gradesSection(page)];
  return html`<!doctype html>
<html lang="${lang}">
${renderHead(page)}<body>
${renderHeader(page)}<main>
${renderVerdict(page)}${renderSummary(page)}${contents(page.words.page.contents, sections)}${sections.map(renderSection)}</main>
</body>
</html>
`.markup;
}

function planSections(page: Page): readonly Section[] {
  return [
    inputsSection(page),
    membersSection(page),
    gradesSection(page),
    flowSection(page),
    matrixSection(page),
    downgradesSection(page),
    leavingSection(page),
    decisionsSection(page),
    pointsSection(page),
    ...shownSections(page),
    matchingSection(page),
    scoringSection(page),
    limitsSection(page),
    rejectsSection(page),
    emptiedSection(page),
    rulesSection(page),
    originSection(page),
  ].filter((section): section is Section => section !== null);
}

function contents(title: string, sections: readonly Section[]) {
  const links = sections.map((section) => html`<li><a href="#${section.id}">${section.title}</a></li>\n`);
  return html`<nav aria-labelledby="contents-title">
<h2 id="contents-title">${title}</h2>
<ul>
${links}</ul>
</nav>
`;
}
