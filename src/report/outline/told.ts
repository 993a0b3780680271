import { text } from './cell.js';
import type { Draft, OutlineTable } from './outline.js';

/** The rules in words, a sentence a row. */
export function toldTable({ model, words, lang }: Draft): OutlineTable {
  const sections = model.rules.told?.[lang].sections ?? [];
  return {
    caption: words.tables.told,
    heads: [words.tables.topic, words.tables.sentence],
    rows: sections.flatMap(({ title, lines }) => lines.map((line) => [text(title), text(line)])),
  };
}
