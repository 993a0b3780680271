import type { ExportUse } from '../config/resolve-files.js';
import { watchSignals } from './interrupt.js';
import type { Io } from './io.js';
import { type CommonFlags, readConfig } from './options.js';
import type { Session } from './planning.js';
import { openProgress } from './progress.js';

/** Runs a command that plans or applies, with its config read and signals watched. */
export async function withSession<T>(
  io: Io,
  flags: CommonFlags,
  work: (session: Session) => Promise<T>,
  exports: ExportUse = 'read',
): Promise<T> {
  const config = await readConfig(flags, io, exports);
  const interrupt = watchSignals();
  const progress = openProgress(io, {
    lang: config.report.lang,
    json: flags.json === true,
    quiet: flags.quiet === true,
  });
  try {
    return await work({ io, flags, config, progress, interrupt });
  } finally {
    progress.done();
    interrupt.release();
  }
}
