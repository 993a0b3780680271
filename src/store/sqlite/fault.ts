import { accessSync, constants } from 'node:fs';
import { Failure } from '../../failure.js';
import type { Place } from '../target.js';
import { describeHolder } from './holder.js';

/** What an error of SQLite or of the file system means; undefined when it is about something else. */
export function sqliteFailure(error: unknown, place: Place): Failure | undefined {
  const fault = faultOf(error, place);
  return fault === undefined ? undefined : FAILURES[fault](place);
}

/** Why the database refused, as far as it changes what the operator must do. */
type Fault = 'busy' | 'not a database' | 'damaged' | 'full' | 'denied' | 'unreachable';

const FAULTS: Readonly<Record<string, Fault>> = {
  SQLITE_BUSY: 'busy',
  SQLITE_LOCKED: 'busy',
  SQLITE_NOTADB: 'not a database',
  SQLITE_CORRUPT: 'damaged',
  SQLITE_FULL: 'full',
  SQLITE_READONLY: 'denied',
  SQLITE_PERM: 'denied',
  SQLITE_AUTH: 'denied',
  SQLITE_CANTOPEN: 'unreachable',
  SQLITE_IOERR: 'unreachable',
};

const SYSTEM_FAULTS: Readonly<Record<string, Fault>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'denied',
};

function faultOf(error: unknown, place: Place): Fault | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('syscall' in error)
    return touches(error, place) ? (SYSTEM_FAULTS[codeOf(error)] ?? 'unreachable') : undefined;
  // libsql reports a file that cannot be opened in words of its own.
  if (error.message.startsWith('ConnectionFailed(')) return mayRead(place) ? 'unreachable' : 'denied';
  // Extended codes say more behind the plain one: SQLITE_IOERR_WRITE.
  return FAULTS[codeOf(error).split('_').slice(0, 2).join('_')];
}

/** Of what is there; what is not there nobody is kept from. */
function mayRead({ path }: Place): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EACCES';
  }
}

/** Where SQLite puts what it sorts and stages, unless it cannot write there. */
function temporaryFolder(): string {
  const { SQLITE_TMPDIR, TMPDIR } = process.env;
  return SQLITE_TMPDIR ?? TMPDIR ?? '/var/tmp';
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}

/** The file, one of the folders above it, or what lies beside it; not a file that a plan is read from. */
function touches(error: Error, { path }: Place): boolean {
  const at = 'path' in error ? String(error.path) : '';
  return at !== '' && (path.startsWith(at) || at.startsWith(path));
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
      `no space is left for ${shown} or for its temporary tables in ${temporaryFolder()}`,
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
