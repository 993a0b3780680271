import { createInterface } from 'node:readline/promises';
import { Failure } from '../failure.js';
import type { Person } from '../init/ask.js';
import { escapeTerminal } from '../report/escape.js';
import type { Io } from './io.js';

/** Whoever sits at the terminal. Ctrl-C stops everything, and nothing has been written by then. */
export function terminalPerson({ stderr }: Io): Person {
  return {
    ask: async (prompt) => {
      // One interface a question, so that nothing holds the process open between them.
      const lines = createInterface({ input: process.stdin, output: stderr, terminal: true });
      const shown = prompt.split('\n').map(escapeTerminal);
      try {
        return await new Promise<string>((done, failed) => {
          lines.on('SIGINT', () =>
            failed(new Failure('interrupted', 'interrupted; nothing was written', AGAIN)),
          );
          // Ctrl-D, or a terminal that is gone: nobody has said yes to anything.
          lines.on('close', () =>
            failed(new Failure('interrupted', 'no answer came; nothing was written', AGAIN)),
          );
          for (const line of shown.slice(0, -1)) stderr.write(`${line}\n`);
          lines.question(shown.at(-1) ?? '').then(done, failed);
        });
      } finally {
        lines.close();
      }
    },
    tell: (text) => {
      stderr.write(`${escapeTerminal(text)}\n`);
    },
  };
}

const AGAIN = 'type it again; with --yes nothing is asked, and what is unsure is marked in the files';
