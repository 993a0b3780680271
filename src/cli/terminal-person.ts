import { createInterface } from 'node:readline';
import { Failure } from '../failure.js';
import type { Person } from '../init/ask.js';
import { escapeTerminal } from '../report/escape.js';
import type { Io } from './io.js';

export interface TerminalPerson extends Person {
  /** The process goes on waiting for lines until then. */
  close(): void;
}

/** Whoever sits at the terminal. Ctrl-C and Ctrl-D stop everything, and nothing has been written by then. */
export function terminalPerson({ stderr }: Pick<Io, 'stderr'>, input = process.stdin): TerminalPerson {
  const lines = createInterface({ input, output: stderr, terminal: true });
  // Several lines may be pasted at once: those behind the first answer the questions that come.
  const typed: string[] = [];
  let failure: Failure | undefined;
  let wake = () => {};
  const stop = (why: Failure) => {
    failure ??= why;
    wake();
  };
  lines.on('line', (line) => {
    typed.push(line);
    wake();
  });
  lines.on('SIGINT', () => stop(stopped('interrupted; nothing was written')));
  lines.on('close', () => stop(stopped('no answer came; nothing was written')));
  return {
    ask: async (prompt) => {
      const shown = prompt.split('\n').map(escapeTerminal);
      for (const line of shown.slice(0, -1)) stderr.write(`${line}\n`);
      lines.setPrompt(shown.at(-1) ?? '');
      if (failure === undefined) lines.prompt();
      while (typed.length === 0 && failure === undefined)
        await new Promise<void>((done) => {
          wake = done;
        });
      const line = typed.shift();
      if (line === undefined && failure !== undefined) throw failure;
      return line ?? '';
    },
    tell: (text) => {
      stderr.write(`${escapeTerminal(text)}\n`);
    },
    close: () => lines.close(),
  };
}

function stopped(message: string): Failure {
  return new Failure('interrupted', message, AGAIN);
}

const AGAIN = 'type it again; with --yes nothing is asked, and what is unsure is marked in the files';
