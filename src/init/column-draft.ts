import type { Composition } from '../config/composed-columns.js';
import type { Field } from '../config/fields.js';
import type { ColumnProfile } from '../profile/profile.js';

/** A column that a source is to have, and how sure that is. */
export interface ColumnDraft {
  readonly field: Field;
  /** Of several the first. */
  readonly column: ColumnProfile;
  readonly isSure: boolean;
  /** Absent: the field is the column alone. */
  readonly composed?: { readonly how: Composition; readonly columns: readonly ColumnProfile[] };
}

/** All columns of the export that a draft reads. */
export function partsOf({ column, composed }: ColumnDraft): readonly ColumnProfile[] {
  return composed?.columns ?? [column];
}
