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
  if (written.startsWith('env:')) {
    const value = env[written.slice(4)];
    if (!value)
      throw missing(
        `${key} is ${written}, and the variable is not set`,
        'set it before the command, or write file:PATH',
      );
    return value;
  }
  if (!written.startsWith('file:')) return written;
  const text = textOf(resolve(baseDirectory, written.slice(5)));
  if (text === undefined)
    throw missing(
      `${key} is ${written}, and the file cannot be read`,
      'check its path, from the folder of the config, and its permissions',
    );
  if (text === '')
    throw missing(`${key} is ${written}, and the file is empty`, 'write the value into its first line');
  return text;
}

function missing(message: string, hint: string): Failure {
  return new Failure('usage', message, hint);
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
