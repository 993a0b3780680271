import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { shownFrom } from '../config/shown-path.js';
import { Failure } from '../failure.js';
import { type MemberView, readMember } from '../plan/member-view.js';
import { MODEL_FILE } from '../plan/reports.js';
import { renderConsole } from '../report/console.js';
import { escapeTerminal } from '../report/escape.js';
import { messagesIn } from '../report/messages.js';
import type { ReportModel } from '../report/model.js';
import type { AddCommand } from './command.js';
import { useColor } from './io.js';
import { addFlags, type CommonFlags, configFlag } from './options.js';
import type { Session } from './planning.js';
import { writeEvent } from './progress.js';
import { withSession } from './session.js';
import { textTable } from './text-table.js';

export const addShowCommand: AddCommand = (program, io, done) => {
  addFlags(program.command('show'), configFlag)
    .description('print a plan or run again; with a member: its grade, rows, points and changes')
    .argument('<plan>', 'the folder of a plan, or the id of a run')
    .argument('[member]', 'a member id')
    .option('--unmask', 'show personal data in clear')
    .action(
      async (
        plan: string,
        member: string | undefined,
        flags: CommonFlags & { readonly unmask?: boolean },
      ) => {
        await withSession(io, flags, async (session) => {
          const directory = await findPlan(session, plan);
          if (member === undefined) await showPlan(session, directory);
          else showMember(session, await readMember(directory, member, { mask: flags.unmask !== true }));
        });
        done(0);
      },
    );
};

/** A folder as typed, or the run of that id under the config's output folder. */
async function findPlan({ io, config }: Session, plan: string): Promise<string> {
  for (const directory of [resolve(io.cwd, plan), join(config.output.dir, plan)]) {
    const isPlan = await stat(join(directory, 'result.json')).then(
      () => true,
      () => false,
    );
    if (isPlan) return directory;
  }
  throw new Failure(
    'usage',
    `${plan}: there is no plan or run of that name`,
    `tier-merge runs lists the runs; their folders are in ${shownFrom(io.cwd, config.output.dir)}`,
  );
}

async function showPlan({ io, flags, config }: Session, directory: string): Promise<void> {
  const text = await readFile(join(directory, MODEL_FILE), 'utf8');
  if (flags.json) {
    io.stdout.write(`${JSON.stringify(JSON.parse(text))}\n`);
    return;
  }
  const model = JSON.parse(text) as ReportModel;
  const reports = config.report.formats.map((format) =>
    shownFrom(io.cwd, join(directory, `report.${format}`)),
  );
  io.stdout.write(
    renderConsole(model, {
      lang: config.report.lang,
      color: useColor(io.stdout, io, flags),
      width: io.stdout.columns || 100,
      reports,
    }),
  );
}

function showMember({ io, flags, config }: Session, view: MemberView): void {
  if (flags.json) {
    writeEvent(io, { event: 'member', ...view });
    return;
  }
  const words = messagesIn(config.report.lang).cli;
  const table = (columns: readonly string[], rows: readonly (readonly (string | null)[])[]) =>
    textTable(
      columns,
      rows.map((row) => row.map((cell) => escapeTerminal(cell ?? '-'))),
    );
  io.stdout.write(table(words.fieldColumns, Object.entries(view.member)));
  io.stdout.write(
    `\n${table(
      words.rowColumns,
      view.rows.map((r) => [r.source, r.source_member_id, r.how, r.score]),
    )}`,
  );
  if (view.points.length > 0)
    io.stdout.write(
      `\n${table(
        words.pointColumns,
        view.points.map((p) => [p.bucket, p.balance, p.expires_at]),
      )}`,
    );
  if (view.changes.length > 0)
    io.stdout.write(
      `\n${table(
        words.changeColumns,
        view.changes.map((c) => [c.field, c.before, c.after]),
      )}`,
    );
}
