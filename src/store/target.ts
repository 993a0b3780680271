import { resolve } from 'node:path';
import type { Target } from '../config/schema.js';
import { resolveSecret, type Surroundings } from '../config/secret.js';
import { Failure } from '../failure.js';
import { serverOf } from './server/address.js';

/** Where a target is, its secrets resolved. */
export interface Place {
  /** Absolute; empty when the target is a server. */
  readonly path: string;
  /** What messages call it; holds no secret. */
  readonly shown: string;
  readonly prefix: string;
  /** What the driver of a server is given. Holds secrets: never shown. */
  readonly connection?: Readonly<Record<string, unknown>>;
  /** Of PostgreSQL; undefined is the first of the search path. */
  readonly schema?: string | undefined;
}

/** Finds a target. A value may be `env:NAME` or `file:PATH`, the file holding the value. */
export function placeOf(target: Target, surroundings: Surroundings): Place {
  if (target.schema !== undefined && target.client !== 'pg') {
    throw new Failure(
      'usage',
      `target.schema is ${target.schema}, and ${target.client} has no schemas`,
      'leave it out; target.prefix keeps tables apart',
    );
  }
  return target.client === 'better-sqlite3' ? fileOf(target, surroundings) : serverOf(target, surroundings);
}

function fileOf(target: Target, surroundings: Surroundings): Place {
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
    throw new Failure(
      'usage',
      'target.connection.filename is :memory:, which no second connection can read',
      'set target.connection.filename to a path, such as members.sqlite',
    );
  }
  const path = resolve(surroundings.baseDirectory, filename);
  return { path, shown: filename === written ? path : written, prefix: target.prefix };
}
