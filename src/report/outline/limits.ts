import { limitText } from '../sentences/limit.js';
import { text } from './cell.js';
import type { Draft } from './draft.js';
import type { OutlineTable } from './section.js';

/** Each limit, what was measured, and whether it is kept. */
export function limitTable({ model, words }: Draft): OutlineTable {
  const { limits, workbook } = words;
  return {
    caption: limits.caption,
    heads: [limits.limit, workbook.setting, limits.scope, limits.measured, limits.setting, limits.outcome],
    rows: model.limits.map((limit) => {
      const { name, scope, measured, setting, outcome } = limitText(words, limit);
      return [name, limit.name, scope, measured, setting, outcome].map(text);
    }),
  };
}
