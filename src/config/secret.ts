import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Failure } from '../failure.js';

/** Where the secrets of a config come from. */
export interface Surroundings {
  readonly baseDirectory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The value of `env:NAME` or `file:PATH`, the file holding it; any other text is the value itself. Throws a usage
 * Failure that names `key`, what is written there, and never a value.
 */
export function resolveSecret(written: string, key: string, { baseDirectory, env }: Surroundings): string {
  const missing = (why: string) => new Failure('usage', `${key} is ${written}, and ${why}`);
  if (written.startsWith('env:')) {
    const value = env[written.slice(4)];
    if (!value) throw missing('the variable is not set');
    return value;
  }
  if (!written.startsWith('file:')) return written;
  const text = textOf(resolve(baseDirectory, written.slice(5)));
  if (text === undefined) throw missing('the file cannot be read');
  if (text === '') throw missing('the file is empty');
  return text;
}

/** Whether a text says where a value is to be found instead of being the value. */
export function isSecret(written: string): boolean {
  return written.startsWith('env:') || written.startsWith('file:');
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}
