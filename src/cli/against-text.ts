import type { Comparison } from '../plan/against/against.js';
import { KINDS } from '../plan/against/rows.js';
import { escapeTerminal } from '../report/escape.js';
import { type Language, messagesIn } from '../report/messages.js';
import { textTable } from './text-table.js';

interface DifferenceShown {
  readonly lang: Language;
  /** The earlier plan, as it was typed. */
  readonly earlier: string;
  /** What holds every row; absent where nothing was written. */
  readonly file?: string;
}

/** What differs from an earlier plan: members by kind, then the first of each kind. */
export function differenceLines(
  comparison: Comparison,
  { lang, earlier, file }: DifferenceShown,
): readonly string[] {
  const { against: words, number } = messagesIn(lang);
  const { members, kinds, rows, meanwhile, made_from: madeFrom } = comparison;
  const counts = KINDS.filter((kind) => kinds[kind] > 0).map((kind) => [
    words.kinds[kind],
    number({ value: kinds[kind] }),
  ]);
  const shown = { shown: comparison.examples.length, total: rows };
  return [
    escapeTerminal(words.title({ plan: earlier })),
    ...madeFrom.map((what) => words.madeFrom[what]),
    rows === 0 ? words.none : words.members({ members }),
    ...(rows === 0
      ? []
      : [
          ...indented(textTable(['', ''], counts)).slice(1),
          '',
          ...indented(textTable(Object.values(words.columns), exampleCells(comparison, lang))),
          `  ${escapeTerminal(file === undefined ? words.shown(shown) : words.shownIn({ ...shown, file }))}`,
        ]),
    ...(meanwhile === 0 ? [] : [words.meanwhile({ members: meanwhile })]),
  ];
}

function exampleCells({ examples }: Comparison, lang: Language): readonly (readonly string[])[] {
  const { kinds } = messagesIn(lang).against;
  return examples.map(({ kind, member_id, field, approved, now }) =>
    [kinds[kind], member_id, field, approved ?? '-', now ?? '-'].map(escapeTerminal),
  );
}

function indented(table: string): readonly string[] {
  return table
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`.trimEnd());
}
