import { Failure } from '../../failure.js';
import type { Place } from '../target.js';

/** Seconds that a lost connection is given to end. */
export const LOCK_WAIT = 10;

/** Another run has the write lock; `holder` says who and since when, as far as the database tells. */
export function heldBy({ shown }: Place, holder: string | undefined): Failure {
  return new Failure(
    'locked',
    `${shown} is held by ${holder ?? 'another program'}`,
    'wait until that has finished, then try again; nothing was written',
  );
}
