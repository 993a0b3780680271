import { escapeTerminal } from './escape.js';
import { cellMarkdown } from './markdown/cell.js';
import { inertMarkdown } from './markdown/inert.js';
import { type Language, type Messages, messagesIn } from './messages.js';
import type { ReportModel } from './model.js';
import { numberColumns } from './outline/cell.js';
import { type Outline, outlineOf } from './outline/outline.js';
import type { OutlineSection, OutlineTable } from './outline/section.js';

/**
 * The report as GitHub Flavored Markdown, for a pull request or a chat: verdict first, then tables. Whatever came
 * from a file is inert, in a code span where it is not plainly words.
 */
export function renderMarkdown(model: ReportModel, { lang }: { readonly lang: Language }): string {
  const words = messagesIn(lang);
  const outline = outlineOf(model, lang);
  const blocks = [
    `# ${inertMarkdown(outline.title)}`,
    ...verdictBlocks(outline),
    tableBlock(words, { caption: '', heads: [words.workbook.fact, ''], rows: factsOf(outline) }),
    inertMarkdown(outline.privacy),
    ...outline.sections.flatMap((section) => sectionBlocks(words, section)),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function factsOf({ facts }: Outline): OutlineTable['rows'] {
  return facts.map(([name, value]) => [{ kind: 'text', text: name }, value]);
}

function verdictBlocks({ verdict }: Outline): readonly string[] {
  const { name, sentence, lines, next, command } = verdict;
  return [
    `**${name}.** ${sentence}`,
    lines.map((line) => `- ${inertMarkdown(line)}`).join('\n'),
    ...(command === null ? [] : [next, fenced(command)]),
  ];
}

/** A fence longer than any in the command; its path is a word of somebody else. */
function fenced(command: string): string {
  const text = escapeTerminal(command);
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}sh\n${text}\n${fence}`;
}

function sectionBlocks(words: Messages, { title, tables, notes }: OutlineSection): readonly string[] {
  if (tables.length === 0) return [];
  const blocks = tables.flatMap((table) => [inertMarkdown(table.caption), tableBlock(words, table)]);
  const wrong = tables.some(({ addsUp }) => addsUp === false) ? [`**${words.doesNotAddUp}**`] : [];
  return [`## ${title}`, ...blocks, ...notes.map(inertMarkdown), ...wrong];
}

function tableBlock(words: Messages, { heads, rows, foot }: OutlineTable): string {
  const all = foot === undefined ? rows : [...rows, foot];
  const isNumber = numberColumns(heads.length, rows);
  return [
    line(heads.map(inertMarkdown)),
    line(isNumber.map((right) => (right ? '---:' : '---'))),
    ...all.map((row) => line(row.map((cell) => cellMarkdown(words, cell)))),
  ].join('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
