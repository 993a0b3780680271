import type { Field } from '../config/fields.js';
import type { SourceDecisions } from './decisions.js';
import type { SourceDraft } from './source-draft.js';

/** Whether a source has the field, in one of its lists at least. */
export function hasField(
  { draft, others, status }: Pick<SourceDecisions, 'draft' | 'others' | 'status'>,
  field: Field,
): boolean {
  const isIn = (one: SourceDraft) => one.columns.some((column) => column.field === field);
  if (isIn(draft) || others.some((list) => isIn(list.draft))) return true;
  return (
    field === 'status' && [status, ...others.map((list) => list.status)].some((one) => one !== undefined)
  );
}
