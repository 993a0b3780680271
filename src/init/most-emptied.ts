import { kindOf } from '../config/fields.js';
import { fits } from '../profile/guess.js';
import type { ColumnDraft } from './column-draft.js';
import type { Decided, SourceDecisions } from './decisions.js';
import type { InitWords } from './words.js';

/** A column that nobody can read any more is past this; what is odd in a good export is not. */
const USUAL_LIMIT = 20;

interface Doubtful {
  readonly source: string;
  readonly header: string;
  readonly percent: number;
}

/** The usual limit, or where a column looks worse today the next ten percent: a first plan has to be seen. */
export function mostEmptied(
  sources: readonly Pick<SourceDecisions, 'name' | 'draft'>[],
  words: InitWords,
): Decided<string> {
  const [worst] = sources.flatMap(doubtful).sort((a, b) => b.percent - a.percent);
  if (worst === undefined || worst.percent <= USUAL_LIMIT) return { value: `${USUAL_LIMIT}%` };
  const value = `${Math.min(100, Math.ceil(worst.percent / 10) * 10)}%`;
  return { value, guess: words.emptiedGuess(worst) };
}

function doubtful({ name, draft }: Pick<SourceDecisions, 'name' | 'draft'>): readonly Doubtful[] {
  const { records } = draft.profile;
  return draft.columns.map((one) => ({
    source: name,
    header: one.column.header,
    percent: records === 0 ? 0 : (unread(one, draft) * 100) / records,
  }));
}

/** How many values of a column may not be what its field holds. */
function unread({ field, column }: ColumnDraft, { values }: SourceDecisions['draft']): number {
  const { filled, shape, shapeShare } = column;
  const kind = kindOf(field);
  // Phones are read in many more spellings than their shape knows.
  if (['key', 'name', 'label', 'text', 'phone'].includes(kind)) return 0;
  const list = values.find((one) => one.field === field)?.list;
  if (list !== undefined) return list.unknown.reduce((sum, { count }) => sum + count, 0);
  return fits(field, shape) ? filled * (1 - shapeShare) : filled;
}
