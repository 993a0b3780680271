import type { Origin } from '../../config/origin.js';
import { Failure } from '../../failure.js';
import type { SourceDatabase, Trouble } from './snapshot.js';

/**
 * Runs something on a database that is read, and says in the operator's words what went wrong; other errors pass.
 * What a server says may hold values of rows, so that only what it says of a statement is repeated.
 */
export async function told<T>(
  { origin, database }: { readonly origin: Origin; readonly database: SourceDatabase },
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Error) || error instanceof Failure) throw error;
    const trouble = database.trouble(error) ?? ofNetwork(error);
    throw trouble === undefined ? error : FAILURES[trouble](origin, error);
  }
}

const NETWORK =
  /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOST|ENET|EPIPE|ENOENT|EACCES|DEPTH_ZERO|SELF_SIGNED|ERR_TLS|CERT_)/;

/** Errors of sockets and certificates, and of drivers that have lost the other side. */
function ofNetwork(error: Error): Trouble | undefined {
  const code = codeOf(error);
  if (error.name === 'KnexTimeoutError' || NETWORK.test(code)) return 'unreachable';
  return /^Connection (terminated|ended)|does not support SSL/.test(error.message)
    ? 'unreachable'
    : undefined;
}

const FAILURES: Readonly<Record<Trouble, (origin: Origin, error: Error) => Failure>> = {
  unreachable: ({ shown }, error) =>
    new Failure(
      'input',
      `${shown}: cannot be reached or read${inBrackets(error)}`,
      'start the database, or correct from.connection; nothing was written',
    ),
  denied: ({ shown }, error) =>
    new Failure(
      'input',
      `${shown}: the database refuses the login or the right to read${inBrackets(error)}`,
      'check user, password and database of from.connection, and grant it select',
    ),
  'no such table': ({ shown }) =>
    new Failure(
      'usage',
      `${shown}: there is no such table`,
      'check table, schema or query under from, and the database of its connection',
    ),
  'wrong query': ({ shown }, error) =>
    new Failure('usage', `${shown}: ${firstLine(error)}`, 'correct table or query under from'),
  failed: ({ shown }, error) =>
    new Failure(
      'input',
      `${shown}: the database failed while it was read${inBrackets(error)}`,
      'its log says more; run again when it is sound',
    ),
};

function inBrackets(error: Error): string {
  const code = codeOf(error);
  return code === '' ? '' : ` (${code})`;
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}

function firstLine({ message }: Error): string {
  return message.split('\n')[0] ?? '';
}
