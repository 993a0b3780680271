import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { shownFrom } from '../config/shown-path.js';
import { openEngine } from '../engine/engine.js';
import { Failure } from '../failure.js';
import { profileText } from '../profile/console.js';
import { profileHtml } from '../profile/html.js';
import { type FileProfile, profileFile } from '../profile/profile.js';
import { type Language, messagesIn } from '../report/messages.js';
import type { AddCommand } from './command.js';
import { watchSignals } from './interrupt.js';
import { type Io, useColor } from './io.js';
import { addFlags } from './options.js';
import { writeEvent } from './progress.js';
import { workFolder } from './work-folder.js';

interface ProfileFlags {
  readonly sheet?: string;
  readonly html?: string;
  readonly json?: boolean;
  readonly lang?: Language;
  readonly color: boolean;
}

export const addProfileCommand: AddCommand = (program, io, done) => {
  addFlags(program.command('profile'))
    .description('what is in a file: its layout, and what its columns hold and probably mean')
    .argument('<file...>', 'CSV or Excel (.xlsx), also gzipped CSV')
    .option('--sheet <name>', 'the sheet of a workbook (default: the first with data)')
    .option('--html <file>', 'write it as a page, too')
    .action(async (files: readonly string[], flags: ProfileFlags) => {
      const profiles = await profileAll(files, flags, io);
      await tell(profiles, flags, io);
      done(0);
    });
};

async function profileAll(
  files: readonly string[],
  { sheet }: ProfileFlags,
  io: Io,
): Promise<readonly FileProfile[]> {
  const interrupt = watchSignals();
  const folder = await workFolder();
  interrupt.cleanups.add(folder.discard);
  try {
    const engine = await openEngine({
      threads: 2,
      memoryBytes: MEMORY_BYTES,
      spillDirectory: join(folder.workDirectory, 'spill'),
    });
    try {
      const options = {
        engine,
        workDirectory: folder.workDirectory,
        ...(sheet === undefined ? {} : { sheet }),
      };
      const profiles: FileProfile[] = [];
      for (const file of files) {
        const profile = await profileFile(resolve(io.cwd, file), options);
        profiles.push({ ...profile, path: shownFrom(io.cwd, profile.path) });
      }
      return profiles;
    } finally {
      engine.close();
    }
  } finally {
    folder.discard();
    interrupt.release();
  }
}

const MEMORY_BYTES = 2_147_483_648;

async function tell(profiles: readonly FileProfile[], flags: ProfileFlags, io: Io): Promise<void> {
  const lang = flags.lang ?? 'en';
  const page = flags.html === undefined ? undefined : resolve(io.cwd, flags.html);
  if (page !== undefined) await writePage(page, profileHtml(profiles, { lang }));
  if (flags.json) {
    for (const profile of profiles) writeEvent(io, { event: 'profile', ...profile });
    return;
  }
  const color = useColor(io.stdout, io, flags);
  io.stdout.write(profileText(profiles, { lang, color, width: io.stdout.columns || 100 }));
  if (page === undefined) return;
  io.stdout.write(`\n${messagesIn(lang).profile.written({ file: shownFrom(io.cwd, page) })}\n`);
}

async function writePage(file: string, text: string): Promise<void> {
  await writeFile(file, text, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw new Failure('usage', `${file}: cannot be written (${error.code})`, 'name a new file with --html', {
      cause: error,
    });
  });
}
