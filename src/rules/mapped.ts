import type { Source } from '../config/config.js';
import { name } from '../engine/sql.js';

/** The rank of a row's mapped grade. A field of a source never has a space in its name. */
export const MAPPED = name('mapped rank');

/** Orders the rows of a person: the most recent one is the greatest, and no two are equal. */
export const NEWEST = name('newest row');

/** The fields that a source has, canonical and extra. */
export function fieldsOf(source: Source): readonly string[] {
  return [...Object.keys(source.columns), ...Object.keys(source.extra)];
}

/** The fields that some source has. */
export function mappedFields(sources: readonly Source[]): readonly string[] {
  return [...new Set(sources.flatMap(fieldsOf))];
}
