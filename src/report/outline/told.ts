import { wordsFor } from '../messages.js';
import { count, text } from './cell.js';
import type { Draft } from './draft.js';
import type { OutlineTable } from './section.js';

/** The rules in words, a sentence a row, and what was proved of them. */
export function toldTables({ model, words, lang }: Draft): readonly OutlineTable[] {
  const { ruleWords, tables } = words;
  const { told, proofs = [] } = model.rules;
  return [
    {
      caption: ruleWords.inForce,
      heads: [tables.topic, tables.sentence],
      rows: (told?.[lang].sections ?? []).flatMap(({ title, lines }) =>
        lines.map((line) => [text(title), text(line)]),
      ),
    },
    {
      caption: ruleWords.proofsCaption,
      heads: [ruleWords.proof, ruleWords.found, ruleWords.accepted],
      rows: proofs.map(({ kind, found, accepted }) => [
        text(wordsFor(ruleWords.kinds, kind)),
        count(found),
        count(accepted),
      ]),
    },
  ];
}
