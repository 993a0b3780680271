import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { today } from '../config/day.js';
import { applyPlan } from '../plan/apply.js';
import { readPlan } from '../plan/plan-file.js';
import { markApplied } from '../plan/reports.js';
import { escapeTerminal } from '../report/escape.js';
import { messagesIn } from '../report/messages.js';
import type { LedgerRow } from '../store/ledger.js';
import { openStore } from '../store/store.js';
import { TOOL } from './io.js';
import { allowedLimits } from './options.js';
import type { Session } from './planning.js';
import { resources } from './resources.js';
import { statementLog } from './statement-log.js';

/** Writes the plan of a folder to the target. */
export async function apply(
  { io, flags, config, progress, interrupt }: Session,
  path: string,
): Promise<LedgerRow> {
  const saved = await readPlan(resolve(io.cwd, path), TOOL);
  const spillDirectory = await mkdtemp(join(tmpdir(), 'tier-merge-'));
  const store = await openStore(config.target, {
    baseDirectory: dirname(config.path),
    create: true,
    env: io.env,
  });
  progress.stage('apply');
  interrupt.hold();
  try {
    const row = await applyPlan({
      saved,
      store,
      startedAt: io.now().toISOString(),
      allowed: allowedLimits(flags),
      approval: config.approval,
      today: today(io.now(), config.timeZone),
      ...(await resources(flags, config)),
      ...statementLog(flags, io),
      spillDirectory,
      checkpoint: interrupt.check,
    });
    // The members are written: what happens to the report any more cannot make that a failure.
    await markApplied(saved.directory, config.report).catch(({ message }: Error) => {
      const words = messagesIn(config.report.lang).cli;
      io.stderr.write(
        `${words.reportNotMarked({ directory: saved.directory, why: escapeTerminal(message) })}\n`,
      );
    });
    return row;
  } finally {
    await store.close();
    await rm(spillDirectory, { recursive: true, force: true });
  }
}
