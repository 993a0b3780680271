import { isField, kindOf } from '../../config/fields.js';
import { isDecimal } from '../decimal.js';
import { maskValue } from '../mask.js';
import { type Messages, wordsFor } from '../messages.js';
import { amount, type Cell, day, text } from '../outline/cell.js';

/** What the merge says of a member, beside the fields that came with its rows: nothing to mask. */
const IMPERSONAL = /^(previous_grade|rule|merged_into|split_from|gone_since|link:.*)$/;

/** The value of a field in its type: masked where it is personal and the report is masked. */
export function fieldCell(field: string, value: string | null, masked: boolean): Cell {
  if (value === null) return null;
  if (field.startsWith('points:')) return isDecimal(value) ? amount(value) : text(value);
  if (IMPERSONAL.test(field)) return day(value);
  const shown = masked ? maskValue(field, value) : value;
  if (!isField(field) || kindOf(field) !== 'date') return text(shown);
  return day(shown.replace(/ 00:00:00$/, ''));
}

/** A field as the reader calls it; `points:STAMP` is named by its bucket. */
export function fieldName({ workbook, points }: Messages, field: string): string {
  if (field.startsWith('points:')) return `${points.title}: ${field.slice('points:'.length)}`;
  return wordsFor(workbook.fields, field);
}
