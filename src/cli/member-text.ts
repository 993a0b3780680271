import { phrase } from '../match/wording.js';
import type { LinkedRow, LinkWeights, MemberView } from '../plan/member-view.js';
import { escapeTerminal } from '../report/escape.js';
import { pictureFile } from '../report/html/picture.js';
import { type Fall, pieces, waterfallSvg } from '../report/html/waterfall.js';
import { type Language, type Messages, messagesIn, wordsFor } from '../report/messages.js';
import { bits } from '../report/numbers.js';
import { textTable } from './text-table.js';

/** A member for a person: its fields, its rows with why they are one, its points and what changes. */
export function memberText(view: MemberView, lang: Language): string {
  const words = messagesIn(lang);
  const table = (columns: readonly string[], rows: readonly (readonly (string | null)[])[]) =>
    rows.length === 0
      ? ''
      : `\n${textTable(
          columns,
          rows.map((row) => row.map((cell) => escapeTerminal(cell ?? '-'))),
        )}`;
  const { cli } = words;
  return [
    table(cli.fieldColumns, Object.entries(view.member)).slice(1),
    table(
      cli.rowColumns,
      view.rows.map((row) => [
        row.source,
        row.source_member_id,
        wordsFor(words.codes.how, row.how),
        scoreOf(row),
        reasonOf(row, words),
      ]),
    ),
    ...linksOf(view).map((link) => linkText(link, words)),
    table(
      cli.pointColumns,
      view.points.map((p) => [p.bucket, p.balance, p.expires_at]),
    ),
    table(
      cli.changeColumns,
      view.changes.map((c) => [c.field, c.before, c.after]),
    ),
  ].join('');
}

/** The weights of the links of a member as an SVG file; null where none of its rows is linked. */
export function memberPicture(
  view: MemberView,
  lang: Language,
  thresholds?: { readonly link: number; readonly review: number },
): string | null {
  const words = messagesIn(lang);
  const falls = linksOf(view).map(
    (link): Fall => ({ heading: words.weights.linkOf(namesOf(link, words)), weights: link.weights }),
  );
  if (falls.length === 0) return null;
  return pictureFile(waterfallSvg(falls, { words, ...(thresholds === undefined ? {} : { thresholds }) }));
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
  return `\n${heading}\n${note}${textTable(
    [`  ${words.weights.part}`, words.weights.weight],
    rows.map(([name = '', weight = '']) => [`  ${name}`, weight]),
  )}`;
}

function namesOf({ rows, how }: Link, { codes }: Messages): { readonly rows: string; readonly how: string } {
  const names = rows.map(({ source, source_member_id }) => `${source} ${source_member_id}`);
  return { rows: names.join(', '), how: wordsFor(codes.how, how) };
}

function reasonOf({ weights, reason }: LinkedRow, { codes }: Messages): string {
  return weights === null ? (reason ?? '') : phrase(weights.agreement, codes);
}

/** A row that is alone has no score. */
function scoreOf({ how, score }: LinkedRow): string {
  return how === 'alone' ? '' : (Number(score) / 1000).toFixed(3);
}
