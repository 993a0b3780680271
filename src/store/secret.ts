import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Failure } from '../failure.js';

export interface Surroundings {
  /** What a relative filename and a `file:` secret are relative to. */
  readonly baseDirectory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A value of the config, or what `env:NAME` or `file:PATH` stands for. `key` is where it is written. */
export function resolveSecret(key: string, written: string, { baseDirectory, env }: Surroundings): string {
  const missing = (why: string): never => {
    throw new Failure('usage', `${key} is ${written}, and ${why}`);
  };
  if (written.startsWith('env:')) return env[written.slice(4)] || missing('the variable is not set');
  if (!written.startsWith('file:')) return written;
  try {
    const text = readFileSync(resolve(baseDirectory, written.slice(5)), 'utf8').trim();
    return text || missing('the file is empty');
  } catch (error) {
    if (error instanceof Failure) throw error;
    return missing('the file cannot be read');
  }
}
