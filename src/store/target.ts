import { resolve } from 'node:path';
import type { Target } from '../config/schema.js';
import { resolveSecret, type Surroundings } from '../config/secret.js';
import { Failure } from '../failure.js';

/** Where a target is, its secrets resolved. */
export interface Place {
  /** Absolute. */
  readonly path: string;
  /** What messages call it: as the config has it, never what a secret holds. */
  readonly shown: string;
  readonly prefix: string;
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
  const filename = resolveSecret(written, 'target.connection.filename', surroundings);
  if (filename === ':memory:') {
    throw new Failure('usage', 'target.connection.filename is :memory:, which no second connection can read');
  }
  const path = resolve(surroundings.baseDirectory, filename);
  return { path, shown: filename === written ? path : written, prefix: target.prefix };
}
