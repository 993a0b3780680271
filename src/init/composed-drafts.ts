import type { FileProfile } from '../profile/profile.js';
import { type ColumnDraft, partsOf } from './column-draft.js';

/** The drafts with what `profile` takes for one field in several columns. */
export function withComposed(
  drafts: readonly ColumnDraft[],
  { columns, composed }: Pick<FileProfile, 'columns' | 'composed'>,
): readonly ColumnDraft[] {
  return composed.reduce<readonly ColumnDraft[]>((all, { field, how, columns: headers, isSure }) => {
    const parts = headers.flatMap((header) => columns.find((column) => column.header === header) ?? []);
    const [column] = parts;
    if (column === undefined) return all;
    const isPart = (draft: ColumnDraft) => draft.field === field || parts.includes(draft.column);
    const draft: ColumnDraft = { field, column, isSure, composed: { how, columns: parts } };
    const place = (one: ColumnDraft) => columns.indexOf(one.column);
    return [...all.filter((one) => !isPart(one)), draft].sort((a, b) => place(a) - place(b));
  }, drafts);
}

/**
 * Without any id the e-mail, the phone and the name together are one, those of them that there are; none where nobody
 * has an e-mail or a phone. Of several phones the first alone: a second one comes and goes.
 */
export function madeId(drafts: readonly ColumnDraft[]): readonly ColumnDraft[] {
  const of = (field: ColumnDraft['field']) =>
    drafts.filter((draft) => draft.field === field && partsOf(draft).some(({ filled }) => filled > 0));
  const reachable = [...of('email'), ...of('phone')];
  const [first] = reachable;
  if (first === undefined) return [];
  const columns = [...reachable.map(({ column }) => column), ...of('name').flatMap(partsOf)];
  return [
    {
      field: 'member_id',
      column: first.column,
      isSure: false,
      composed: { how: 'from', columns: [...new Set(columns)] },
    },
  ];
}

/** What is left where several columns are not one field: the name or the phone that stands best alone. */
export function alone({ field, composed }: ColumnDraft): readonly ColumnDraft[] {
  const column = composed?.columns.at(composed.how === 'join' ? -1 : 0);
  return column === undefined ? [] : [{ field, column, isSure: true }];
}
