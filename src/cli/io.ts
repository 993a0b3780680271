import { readFileSync } from 'node:fs';

/** What a command sees of the world outside. */
export interface Io {
  /** Where a person may be asked. */
  readonly stdin?: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly now: () => Date;
}

/** `tier-merge 0.1.0`, as plans and reports name their maker. */
export const TOOL = `tier-merge ${readVersion()}`;

/** From dist/src/cli as from src/cli: the nearest package.json above. */
function readVersion(): string {
  for (const up of ['../../package.json', '../../../package.json']) {
    try {
      const found: unknown = JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8'));
      const { version } = found as { version?: unknown };
      if (typeof version === 'string') return version;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  throw new Error('package.json is not where it was built');
}

/** Whether colors reach a person on this stream. */
export function useColor(
  stream: NodeJS.WriteStream,
  { env }: Io,
  flags: { readonly color: boolean },
): boolean {
  return flags.color && stream.isTTY === true && env.NO_COLOR === undefined;
}
