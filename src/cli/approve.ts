import { resolve } from 'node:path';
import { parseDay, today } from '../config/day.js';
import { shownFrom } from '../config/shown-path.js';
import { Failure } from '../failure.js';
import { approvePlan, withdrawApproval } from '../plan/approval/approve.js';
import { readPlan, type SavedPlan } from '../plan/files/plan-file.js';
import { readModel } from '../plan/reports.js';
import type { ReportModel } from '../report/model.js';
import { approvalLines } from './approval-text.js';
import type { AddCommand } from './command.js';
import { type Io, TOOL } from './io.js';
import { addFlags, allowedLimits, allowFlag, type CommonFlags, configFlag } from './options.js';
import type { Session } from './planning.js';
import { writeEvent } from './progress.js';
import { withSession } from './session.js';

interface ApproveFlags extends CommonFlags {
  readonly by: string;
  readonly effective?: string;
  readonly note?: string;
  readonly withdraw?: boolean;
}

export const addApproveCommand: AddCommand = (program, io, done) => {
  addFlags(program.command('approve'), configFlag, allowFlag)
    .description('record who approved which content, and from when it may be applied')
    .argument('<plan>', 'the folder of the plan')
    .requiredOption('--by <name>', 'who approves it')
    .option('--effective <date>', 'the day from which it may be applied, YYYY-MM-DD (default: today)')
    .option('--note <text>', 'what the next reader should know')
    .option('--withdraw', 'take the approval back')
    .action(async (path: string, flags: ApproveFlags) => {
      requireFitting(flags);
      const saved = await readPlan(resolve(io.cwd, path), TOOL);
      const config = flags.config ?? saved.plan.config.path;
      await withSession(io, { ...flags, config }, (session) => approve(session, saved, flags), 'unread');
      done(0);
    });
};

/** What belongs to an approval means nothing to taking one back, and must not be lost silently. */
function requireFitting({ withdraw, effective, allow = [] }: ApproveFlags): void {
  if (withdraw !== true || (effective === undefined && allow.length === 0)) return;
  const flag = effective === undefined ? '--allow' : '--effective';
  throw new Failure(
    'usage',
    `${flag} does not go with --withdraw`,
    'take the approval back first, then approve again',
  );
}

async function approve({ io, config }: Session, saved: SavedPlan, flags: ApproveFlags): Promise<void> {
  const model = await readModel(saved.directory);
  refuseApplied(saved, model);
  const at = io.now();
  const note = flags.note === undefined ? {} : { note: flags.note };
  const approval =
    flags.withdraw === true
      ? await withdrawApproval(saved, { by: flags.by, at, ...note })
      : await approvePlan(saved, {
          by: flags.by,
          at,
          effective: effectiveDay(io, flags, config.timeZone),
          allowed: allowedLimits(flags),
          ...note,
        });
  const { members, grades } = model;
  const { status, ...said } = approval;
  if (flags.json) writeEvent(io, { event: status, plan: saved.directory, ...said, members, grades });
  else {
    const lines = approvalLines(approval, {
      model,
      lang: config.report.lang,
      path: shownFrom(io.cwd, saved.directory),
    });
    io.stdout.write(`${lines.join('\n')}\n`);
  }
}

/** Afterwards nobody could tell any more what was approved before. */
function refuseApplied({ directory }: SavedPlan, { verdict }: ReportModel): void {
  if (verdict.status !== 'applied') return;
  throw new Failure(
    'stale',
    `${directory} is applied already`,
    'tier-merge runs says who approved what was applied',
  );
}

function effectiveDay(io: Io, { effective }: ApproveFlags, timeZone: string): string {
  return effective === undefined ? today(io.now(), timeZone) : parseDay(effective, '--effective');
}
