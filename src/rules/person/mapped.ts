import { name } from '../../engine/sql.js';

/** The rank of a row's mapped grade. A field of a source never has a space in its name. */
export const MAPPED = name('mapped rank');

/** Orders the rows of a person: the most recent one is the greatest, and no two are equal. */
export const NEWEST = name('newest row');
