import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { today } from '../config/day.js';
import { applyPlan } from '../plan/apply/apply.js';
import { readPlan } from '../plan/files/plan-file.js';
import { markApplied } from '../plan/reports.js';
import { escapeTerminal } from '../report/escape.js';
import { messagesIn } from '../report/messages.js';
import type { AppliedRow } from '../store/apply.js';
import { openStore } from '../store/store.js';
import { writeLegacyFiles } from '../write-back/files.js';
import { TOOL } from './io.js';
import { allowedLimits } from './options.js';
import type { Session } from './planning.js';
import { writeEvent } from './progress.js';
import { resources } from './resources.js';
import { statementLog } from './statement-log.js';

/** Writes the plan of a folder to the target. */
export async function apply(
  { io, flags, config, progress, interrupt }: Session,
  path: string,
): Promise<AppliedRow> {
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
    report({ io, flags, config }, row);
    await markOrTell({ io, config }, saved.directory);
    await writeLegacyFiles(store, config.legacyFiles ?? []);
    return row;
  } finally {
    await store.close();
    // By now the outcome is settled.
    await rm(spillDirectory, { recursive: true, force: true }).catch(() => {});
  }
}

/** The members are written: what happens to the report any more cannot make that a failure. */
export async function markOrTell(
  { io, config }: Pick<Session, 'io' | 'config'>,
  directory: string,
): Promise<void> {
  await markApplied(directory, config.report).catch(({ message }: Error) => {
    const words = messagesIn(config.report.lang).cli;
    io.stderr.write(`${words.reportNotMarked({ directory, why: escapeTerminal(message) })}\n`);
  });
}

/** For how long other runs were kept out. */
function report({ io, flags, config }: Pick<Session, 'io' | 'flags' | 'config'>, row: AppliedRow): void {
  if (flags.json) writeEvent(io, { event: 'applied', ...row });
  else if (flags.quiet !== true && row.transaction_ms !== null) {
    io.stderr.write(
      `${messagesIn(config.report.lang).cli.transaction({ milliseconds: row.transaction_ms })}\n`,
    );
  }
}
