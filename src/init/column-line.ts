import type { FileProfile } from '../profile/profile.js';
import { type ColumnDraft, partsOf } from './column-draft.js';
import type { InitWords } from './words.js';
import { type Line, scalar } from './yaml-text.js';

interface Of {
  readonly profile: FileProfile;
  /** Fields that a person has said yes to. */
  readonly settled: readonly string[];
}

/** The line of one column, as it stands under the columns of a source. */
export function columnLine(draft: ColumnDraft, { profile, settled }: Of, words: InitWords): Line {
  const { field, column, isSure } = draft;
  const { header, filled, shape, shapeShare, distinct } = column;
  if (draft.composed !== undefined) return composedLine(draft, settled, words);
  const formats = column.formats.map(({ format, count }) => `${format} ${count}`).join(', ');
  const evidence = [
    words.filled({ filled, records: profile.records, shape, share: shapeShare }),
    field === 'grade' || field === 'status' ? words.labels({ labels: distinct }) : '',
    formats,
  ];
  return {
    text: `      ${field}: ${scalar(header)}`,
    evidence: evidence.filter((part) => part !== '').join('; '),
    ...(isSure || settled.includes(field) ? {} : { guess: words.unsureColumn({ header, field }) }),
  };
}

function composedLine(draft: ColumnDraft, settled: readonly string[], words: InitWords): Line {
  const { field, isSure, composed } = draft;
  const parts = partsOf(draft);
  const headers = parts.map(({ header }) => header);
  const unsure =
    field === 'member_id' ? words.madeId : words.unsureColumn({ header: headers.join(', '), field });
  return {
    text: `      ${field}: { ${composed?.how}: [${headers.map(scalar).join(', ')}] }`,
    evidence: parts.map(words.unused).join(', '),
    ...(isSure || settled.includes(field) ? {} : { guess: unsure }),
  };
}
