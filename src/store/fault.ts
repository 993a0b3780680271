import { Failure } from '../failure.js';
import type { Dialect } from './dialect.js';
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
  return error instanceof Failure ? error : (dialect.failure(error, place) ?? error);
}
