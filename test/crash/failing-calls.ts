import { once } from 'node:events';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

export type Code = 'ENOSPC' | 'EIO' | 'EACCES';

/** One call for a file, counted from 1, that is to fail. */
export interface Fault {
  readonly nth: number;
  readonly code: Code;
  /** Only calls for paths that begin so are counted. */
  readonly within: readonly string[];
}

const PROMISED = [
  'access',
  'chmod',
  'mkdir',
  'mkdtemp',
  'open',
  'readFile',
  'readdir',
  'rename',
  'rm',
  'stat',
  'writeFile',
] as const;
const SYNCHRONOUS = [
  'chmodSync',
  'mkdirSync',
  'openSync',
  'readFileSync',
  'rmSync',
  'rmdirSync',
  'writeFileSync',
] as const;
const OF_HANDLES = ['read', 'readFile', 'sync', 'truncate', 'write', 'writeFile', 'writev'];

type Call = (...args: unknown[]) => unknown;
type Calls = Record<string, Call>;

/** Runs work in this process while one call of `node:fs` fails; `failed` is that call, undefined if there were fewer. */
export async function withFailingCall<T>(
  { nth, code, within }: Fault,
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly failed: string | undefined }> {
  let count = 0;
  let failed: string | undefined;
  const fail = (call: string, path: unknown): void => {
    const isOurs = typeof path === 'string' && within.some((folder) => path.startsWith(folder));
    if (!isOurs) return;
    count += 1;
    if (count !== nth) return;
    failed = `${call} ${path}`;
    const error = new Error(`${code}: injected, ${call} '${path}'`);
    throw Object.assign(error, { code, errno: -1, syscall: call.replace('Sync', ''), path });
  };
  const restore = patch(fail);
  try {
    return { value: await work(), failed };
  } finally {
    restore();
  }
}

function patch(fail: (call: string, path: unknown) => void): () => void {
  const undo: (() => void)[] = [];
  const replace = (object: object, name: string, made: (plain: Call) => Call): void => {
    const calls = object as Calls;
    const plain = calls[name] as Call;
    calls[name] = made(plain);
    undo.push(() => {
      calls[name] = plain;
    });
  };
  for (const name of PROMISED) {
    replace(fs.promises, name, (plain) => async (...args) => {
      fail(name, args[0]);
      const made = await plain.apply(fs.promises, args);
      if (name === 'open') for (const call of OF_HANDLES) failHandle(made as object, call, args[0]);
      return made;
    });
  }
  const failHandle = (handle: object, call: string, path: unknown) =>
    replace(handle, call, (plain) => async (...args) => {
      fail(`FileHandle.${call}`, path);
      return plain.apply(handle, args);
    });
  for (const name of SYNCHRONOUS) {
    replace(fs, name, (plain) => (...args) => {
      fail(name, args[0]);
      return plain.apply(fs, args);
    });
  }
  replace(fs, 'createReadStream', (plain) => (...args) => {
    const stream = plain.apply(fs, args) as fs.ReadStream;
    try {
      fail('createReadStream', args[0]);
    } catch (error) {
      // As a file does that cannot be opened.
      void once(stream, 'open').catch(() => {});
      stream.destroy(error as Error);
    }
    return stream;
  });
  syncBuiltinESMExports();
  return () => {
    for (const back of undo.reverse()) back();
    syncBuiltinESMExports();
  };
}
