import type { ValueType } from '../expression/value-type.js';
import type { ExampleValue } from './example.js';

/** Whether a value of an example can be one of the type. */
export function fitsType(type: ValueType, value: ExampleValue): boolean {
  if (value === null) return true;
  if (type === 'number') return typeof value === 'number';
  if (type === 'flag') return typeof value === 'boolean';
  if (type === 'date')
    return !Number.isNaN(Date.parse(String(value))) && /^\d{4}-\d{2}-\d{2}/.test(String(value));
  return true;
}
