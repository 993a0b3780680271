import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shownFrom } from '../config/shown-path.js';
import { Failure } from '../failure.js';
import { MODEL_FILE } from '../plan/reports.js';
import { renderConsole } from '../report/console.js';
import type { ReportModel } from '../report/model.js';
import type { AddCommand } from './command.js';
import { findPlan } from './find-plan.js';
import { useColor } from './io.js';
import { addFlags, type CommonFlags, configFlag } from './options.js';
import type { Session } from './planning.js';
import { withSession } from './session.js';
import { type MemberFlags, showMember } from './show-member.js';

export const addShowCommand: AddCommand = (program, io, done) => {
  addFlags(program.command('show'), configFlag)
    .description('print a plan or run again; with a member: its grade, rows, points and changes')
    .argument('<plan>', 'the folder of a plan, or the id of a run')
    .argument('[member]', 'a member id')
    .option('--unmask', 'show personal data in clear')
    .option('--svg <file>', 'the weights of the links of the member as a picture')
    .option('--html <file>', 'the same about the member as a page to print or to send')
    .action(
      async (
        plan: string,
        member: string | undefined,
        flags: CommonFlags & Pick<MemberFlags, 'unmask' | 'svg' | 'html'>,
      ) => {
        const file = (['svg', 'html'] as const).find((kind) => flags[kind] !== undefined);
        if (file !== undefined && member === undefined)
          throw new Failure(
            'usage',
            `--${file} needs a member`,
            `such as show PLAN MEMBER --${file} member.${file}`,
          );
        await withSession(io, flags, async (session) => {
          const directory = await findPlan(session, plan);
          if (member === undefined) await showPlan(session, directory);
          else await showMember(session, { directory, member, ...flags });
        });
        done(0);
      },
    );
};

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
