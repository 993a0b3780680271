import { raw } from '../../engine/sql.js';
import type { Comparator } from './comparator.js';

/** Identifiers and codes: equal or not. */
export const code: Comparator = {
  levels: ['differs', 'equal'],
  forms: [],
  level: raw('0'),
  inline: () => raw('0'),
};
