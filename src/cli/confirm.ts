import { createInterface } from 'node:readline/promises';
import { Failure } from '../failure.js';
import type { Io } from './io.js';

/** Asks on a terminal; elsewhere `--yes` must have been typed. Throws `interrupted` for any other answer than yes. */
export async function confirm(io: Io, question: string, flags: { readonly yes?: boolean }): Promise<void> {
  if (flags.yes === true) return;
  const { stdin } = io;
  if (stdin?.isTTY !== true)
    throw new Failure('usage', 'this cannot be undone, and there is no terminal to ask on', 'add --yes');
  const asked = createInterface({ input: stdin, output: io.stderr });
  try {
    const answer = (await asked.question(`${question} [yes/no] `)).trim().toLowerCase();
    if (answer === 'yes' || answer === '예') return;
    throw new Failure(
      'interrupted',
      'nothing was done',
      'to do it, answer with what is asked for; type the command again',
    );
  } finally {
    asked.close();
  }
}
