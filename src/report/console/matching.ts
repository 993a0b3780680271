import { wordsFor } from '../messages.js';
import { type Column, table } from './table.js';
import { block, type View } from './view.js';

interface Row {
  readonly name: string;
  readonly value: number;
}

/** Which rows became one member, and what waits for a person. */
export function matchingLines(view: View): readonly string[] {
  const { matching } = view.model;
  const words = view.words.matching;
  const counts: readonly Row[] = [
    { name: words.clusters, value: matching.clusters },
    { name: words.largest, value: matching.largest },
    { name: words.review, value: matching.review },
    { name: words.ambiguous, value: matching.ambiguous },
    ...decisionRows(view),
  ];
  const links = [
    ...matching.by_rule.map(({ name, count }) => ({
      name: wordsFor(view.words.codes.how, name),
      value: count,
    })),
    { name: view.words.total, value: matching.links },
  ];
  return block(view, words.title, [
    ...table(view, columnsOf(view, { name: words.rule, value: words.links }), links),
    '',
    ...table(view, columnsOf(view, { name: '', value: '' }), counts).slice(1),
  ]);
}

/** What became of the decisions of people, where there is a file of them. */
function decisionRows({ model, words: { matching: words } }: View): readonly Row[] {
  const { decisions } = model.matching;
  if (decisions === undefined) return [];
  const { link, no_link, alone, dormant, changed, contradictions } = decisions;
  return [
    { name: words.decided, value: link + no_link + alone },
    { name: words.dormant, value: dormant },
    { name: words.changed, value: changed },
    { name: words.contradicted, value: contradictions.total },
  ];
}

function columnsOf(
  { words }: View,
  heads: { readonly name: string; readonly value: string },
): readonly Column<Row>[] {
  return [
    { head: heads.name, align: 'left', cell: ({ name }) => name },
    { head: heads.value, align: 'right', cell: ({ value }) => words.number({ value }) },
  ];
}
