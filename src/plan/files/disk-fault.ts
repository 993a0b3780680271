import { statfsSync } from 'node:fs';
import { Failure } from '../../failure.js';

/** Why a file cannot be written, and what to do, by the code of the system. */
interface Why {
  readonly why: string;
  readonly hint: string;
}

const NO_PERMISSION: Why = {
  why: 'no permission',
  hint: 'let the user who runs this write there, or name another folder with -o or output.dir',
};

const FULL: Why = {
  why: 'no space is left',
  hint: 'free some space, or name another folder with -o or output.dir',
};

const NO_FOLDER: Why = {
  why: 'a part of the path is a file',
  hint: 'name another folder with -o or output.dir',
};

const FAULTS: Readonly<Record<string, Why>> = {
  EACCES: NO_PERMISSION,
  EPERM: NO_PERMISSION,
  EROFS: { why: 'the file system is read-only', hint: 'name another folder with -o or output.dir' },
  ENOSPC: FULL,
  EDQUOT: FULL,
  ENOTDIR: NO_FOLDER,
  EEXIST: NO_FOLDER,
  EIO: { why: 'the disk reports an error', hint: 'look into the log of the system, or name another folder' },
};

/** The failure of a path that cannot be written, by the code of the system. */
export function cannotWrite(path: string, code: string | undefined, cause: unknown): Failure {
  const { why, hint } = FAULTS[code ?? ''] ?? {
    why: code ?? 'unknown error',
    hint: 'name another folder with -o',
  };
  return new Failure('internal', `${path} cannot be written: ${why}`, hint, { cause });
}

/** Where a command writes files. */
interface Written {
  /** The folder of a plan until it is renamed, where there is one. */
  readonly path: string;
  readonly workDirectory: string;
}

/**
 * What an error of the disk below these folders means; any other error comes back as it is. Asked before they are
 * removed, because a write to an open file does not say which.
 */
export function diskFailure(error: unknown, { path, workDirectory }: Written): unknown {
  const fault = faultOf(error);
  if (fault === undefined || error instanceof Failure) return error;
  const { code, file = [path, workDirectory].find(isFull) ?? path } = fault;
  if (file.startsWith(workDirectory)) {
    const { why } = FAULTS[code] ?? { why: code };
    const hint = 'free some space there, or set TMPDIR to a folder that has it';
    return new Failure('internal', `${file} cannot be written: ${why}`, hint, { cause: error });
  }
  // The folder has its name only once it is whole.
  return file.startsWith(path) ? cannotWrite(file.replace(/\.partial-[^/\\]+/, ''), code, error) : error;
}

function isFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < 1_048_576;
  } catch {
    return false;
  }
}

interface DiskFault {
  readonly code: string;
  /** Absent for a write to a file that was opened before. */
  readonly file?: string;
}

function faultOf(error: unknown): DiskFault | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code = '', path, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== undefined && code in FAULTS) return { code, ...(path === undefined ? {} : { file: path }) };
  const [, file, said = ''] = /^IO Error: .*? file "([^"]+)".*: ([^:]+)$/s.exec(error.message) ?? [];
  const known = SAID.find(([words]) => said.startsWith(words));
  if (known !== undefined && file !== undefined) return { code: known[1], file };
  // How the engine says that it found no room to spill.
  return /failed to offload|max_temp_directory_size/.test(error.message) ? { code: 'ENOSPC' } : undefined;
}

/** The engine tells the system's words, not its code. */
const SAID: readonly (readonly [string, string])[] = [
  ['No space left on device', 'ENOSPC'],
  ['Disk quota exceeded', 'EDQUOT'],
  ['Permission denied', 'EACCES'],
  ['Read-only file system', 'EROFS'],
  ['Input/output error', 'EIO'],
];
