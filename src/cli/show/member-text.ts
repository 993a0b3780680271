import type { LinkedRow, LinkWeights, MemberView } from '../../plan/member/view.js';
import { escapeTerminal } from '../../report/escape.js';
import { pictureFile } from '../../report/html/picture.js';
import { type Fall, pieces, waterfallSvg } from '../../report/html/waterfall.js';
import type { MemberStory, MemberTable } from '../../report/member-tables.js';
import { type Language, type Messages, messagesIn, wordsFor } from '../../report/messages.js';
import { bits } from '../../report/numbers.js';
import { textTable } from '../text-table.js';

/** A member for a person: its fields, its rows with why they are one, how it was decided, and what changes. */
export function memberText(view: MemberView, story: MemberStory, words: Messages): string {
  const blocks = [
    ...story.member.map(tableText),
    tableText(story.links),
    ...linksOf(view).map((link) => linkText(link, words)),
    ...story.notes.map((note) => `${escapeTerminal(note)}\n`),
    ...story.trace.map(tableText),
    story.changes.rows.length === 0
      ? `${story.changes.title}\n${words.member.nothingChanged}\n`
      : tableText(story.changes),
  ];
  return blocks.filter((block) => block !== '').join('\n');
}

function tableText({ title, columns, rows }: MemberTable): string {
  if (rows.length === 0) return '';
  const cells = rows.map((row) => row.map(escapeTerminal));
  return `${escapeTerminal(title)}\n${textTable(columns.map(escapeTerminal), cells)}`;
}

/** The weights of the links of a member as an SVG file; null where none of its rows is linked. */
export function memberPicture(
  view: MemberView,
  lang: Language,
  thresholds?: { readonly link: number; readonly review: number },
): string | null {
  const words = messagesIn(lang);
  const falls = fallsOf(view, words);
  if (falls.length === 0) return null;
  return pictureFile(waterfallSvg(falls, { words, ...(thresholds === undefined ? {} : { thresholds }) }));
}

/** The weights of the links of a member, to be drawn. */
export function fallsOf(view: MemberView, words: Messages): readonly Fall[] {
  return linksOf(view).map((link) => ({
    heading: words.weights.linkOf(namesOf(link, words)),
    weights: link.weights,
  }));
}

interface Link {
  readonly rows: readonly LinkedRow[];
  readonly how: string;
  readonly weights: LinkWeights;
}

/** Two rows that hold each other carry one link; it is told once. */
function linksOf({ rows }: MemberView): readonly Link[] {
  const links = new Map<string, Link>();
  for (const row of rows) {
    if (row.weights === null) continue;
    const key = JSON.stringify([row.how, row.reason, row.score]);
    const rowsOfLink = [...(links.get(key)?.rows ?? []), row];
    links.set(key, { rows: rowsOfLink, how: row.how, weights: row.weights });
  }
  return [...links.values()];
}

function linkText(link: Link, words: Messages): string {
  const rows = pieces(link.weights, words).map(({ name, weight }) => [escapeTerminal(name), bits(weight)]);
  const heading = escapeTerminal(words.weights.linkOf(namesOf(link, words)));
  const note = link.how === 'score' ? '' : `  ${words.weights.notByScore}\n`;
  return `${heading}\n${note}${textTable(
    [`  ${words.weights.part}`, words.weights.weight],
    rows.map(([name = '', weight = '']) => [`  ${name}`, weight]),
  )}`;
}

function namesOf({ rows, how }: Link, { codes }: Messages): { readonly rows: string; readonly how: string } {
  const names = rows.map(({ source, source_member_id }) => `${source} ${source_member_id}`);
  return { rows: names.join(', '), how: wordsFor(codes.how, how) };
}
