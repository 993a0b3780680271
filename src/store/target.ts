import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Target } from '../config/schema.js';
import { Failure } from '../failure.js';

/** Where a target is, its secrets resolved. */
export interface Place {
  /** Absolute. */
  readonly path: string;
  /** What messages call it: as the config has it, never what a secret holds. */
  readonly shown: string;
  readonly prefix: string;
}

export interface Surroundings {
  readonly baseDirectory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Finds a target that is a file. A value may be `env:NAME` or `file:PATH`, the file holding the value. */
export function placeOf(target: Target, surroundings: Surroundings): Place {
  const written = typeof target.connection === 'string' ? target.connection : target.connection.filename;
  if (typeof written !== 'string' || written === '') {
    throw new Failure(
      'usage',
      'target.connection has no filename',
      'set target.connection.filename to a path',
    );
  }
  const filename = resolveSecret(written, surroundings);
  if (filename === ':memory:') {
    throw new Failure('usage', 'target.connection.filename is :memory:, which no second connection can read');
  }
  const path = resolve(surroundings.baseDirectory, filename);
  return { path, shown: filename === written ? path : written, prefix: target.prefix };
}

function resolveSecret(written: string, { baseDirectory, env }: Surroundings): string {
  if (written.startsWith('env:')) return env[written.slice(4)] || missing(written, 'the variable is not set');
  if (!written.startsWith('file:')) return written;
  try {
    const text = readFileSync(resolve(baseDirectory, written.slice(5)), 'utf8').trim();
    return text || missing(written, 'the file is empty');
  } catch (error) {
    if (error instanceof Failure) throw error;
    return missing(written, 'the file cannot be read');
  }
}

function missing(written: string, why: string): never {
  throw new Failure('usage', `target.connection.filename is ${written}, and ${why}`);
}
