import { Failure } from '../failure.js';
import type { Dialect, Fault } from './dialect.js';
import { describeHolder } from './holder.js';
import type { Place } from './target.js';

/** Runs something on a target and says what went wrong in the operator's words; other errors pass as they are. */
export async function told<T>(dialect: Dialect, place: Place, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw failureOf(error, dialect, place);
  }
}

/** The failure an error of the database means; anything that is not one comes back as it is. */
export function failureOf(error: unknown, dialect: Dialect, place: Place): unknown {
  if (error instanceof Failure) return error;
  const fault = dialect.fault(error, place);
  return fault === undefined ? error : FAILURES[fault](place);
}

const FAILURES: Readonly<Record<Fault, (place: Place) => Failure>> = {
  busy: (place) =>
    new Failure(
      'locked',
      `${place.shown} is held by ${describeHolder(place)}`,
      'wait until that has finished, then try again; nothing was written',
    ),
  'not a database': ({ shown }) =>
    new Failure(
      'target',
      `${shown} is not an SQLite database`,
      'set target.connection.filename to another path; the file was left as it is',
    ),
  damaged: ({ shown }) =>
    new Failure(
      'target',
      `${shown} is damaged`,
      'restore it from a backup; "pragma integrity_check" says more',
    ),
  full: ({ shown }) =>
    new Failure(
      'target',
      `no space is left for ${shown} or for its temporary tables`,
      'free some space, or set SQLITE_TMPDIR to a folder that has it; the target is as it was',
    ),
  denied: ({ shown }) =>
    new Failure(
      'target',
      `no permission to read and write ${shown} and its folder`,
      'give it to the user who runs this, for both: SQLite needs a journal beside the file',
    ),
  unreachable: ({ shown }) =>
    new Failure('target', `${shown} cannot be opened or read`, 'check that the path exists and is a file'),
};
