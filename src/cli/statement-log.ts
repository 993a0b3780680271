import type { EngineOptions } from '../engine/engine.js';
import type { Io } from './io.js';
import type { CommonFlags } from './options.js';

/** Every statement on stderr, where that is asked for. */
export function statementLog({ verbose }: CommonFlags, { stderr }: Io): Pick<EngineOptions, 'log'> {
  if (verbose !== true) return {};
  return { log: (step, statement) => void stderr.write(`-- ${step}\n${withoutValues(statement)};\n`) };
}

/** A statement that puts in rows by value holds what the exports say, and one holds the key of the CI. */
function withoutValues(statement: string): string {
  return statement
    .replace(/^(insert into \S+ values )[\s\S]*/, '$1(…)')
    .replace(/sha256\('[^']*'/g, "sha256('…'");
}
