import { tmpdir } from 'node:os';
import { type Engine, openEngine } from '../../src/engine/engine.js';

/** An engine that is large enough for a table of a test. */
export function smallEngine(log?: (step: string, statement: string) => void): Promise<Engine> {
  return openEngine({
    threads: 2,
    memoryBytes: 1_000_000_000,
    spillDirectory: tmpdir(),
    ...(log === undefined ? {} : { log }),
  });
}
