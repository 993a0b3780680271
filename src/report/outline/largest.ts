import { listIn, wordsFor } from '../messages.js';
import type { Counted } from '../model/counted.js';
import { count, text } from './cell.js';
import type { Draft } from './draft.js';
import type { OutlineTable } from './section.js';

/** The members with most rows, and what joined these. */
export function largestTables({ model, words, lang }: Draft): readonly OutlineTable[] {
  const { largest_members: largest } = model.matching;
  if (largest === undefined) return [];
  const { shown, total, file } = largest;
  const parts = (counts: readonly Counted[]) =>
    text(
      listIn(
        lang,
        counts.map((one) => words.largest.part(one)),
      ),
    );
  return [
    {
      caption: words.largest.caption({ shown: shown.length, total, file }),
      heads: [
        ...[words.decisions.member, words.decisions.name, words.matching.rows],
        ...[words.matching.sources, words.largest.joinedBy],
      ],
      rows: shown.map((one) => [
        text(one.member_id),
        text(one.name),
        count(one.rows),
        parts(one.sources),
        parts(
          one.joined_by.map(({ name, count: rows }) => ({
            name: wordsFor(words.codes.how, name),
            count: rows,
          })),
        ),
      ]),
    },
  ];
}
