import type { Messages } from '../report/messages.js';
import type { ColumnProfile } from './profile.js';
import { matchHeader } from './synonyms.js';

/** What speaks for the guess of a column, in the reader's language. */
export function because(column: ColumnProfile, { profile: words }: Messages): string {
  const { header, filled, distinct, shape, shapeShare, guess } = column;
  if (guess === null) return '';
  const share = `${Math.floor(shapeShare * 1000) / 10}%`;
  const isUnique = shape === 'id' && distinct === filled;
  const content = words.looksLike({ share, filled, shape, isUnique });
  const match = matchHeader(header).find(({ field }) => field === guess.field);
  if (match === undefined) return content;
  const named = words.headerSays({ header, word: match.how === 'whole' ? null : match.word });
  return `${named}; ${filled === 0 ? words.isEmpty : content}`;
}
