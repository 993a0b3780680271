import { Chalk } from 'chalk';
import { Failure } from '../failure.js';
import { escapeTerminal } from '../report/escape.js';

interface FailureReport {
  readonly exitCode: number;
  /** For a person; ends with a line end. */
  readonly text: string;
  /** For a script. */
  readonly event: Readonly<Record<string, unknown>>;
}

/** How a failure is told. What nobody foresaw is told with its stack, so that it can be mended. */
export function reportFailure(error: unknown, color: boolean): FailureReport {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  if (error instanceof Failure) {
    const hint = error.hint === undefined ? '' : `${chalk.dim('  →')} ${escapeTerminal(error.hint)}\n`;
    return {
      exitCode: error.exitCode,
      text: `${chalk.red('tier-merge:')} ${lines(error.message)}\n${hint}`,
      event: {
        event: 'error',
        code: error.code,
        exit_code: error.exitCode,
        message: error.message,
        hint: error.hint ?? null,
      },
    };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    exitCode: 1,
    text: `${chalk.red('tier-merge:')} ${lines(message)}\n${chalk.dim('  →')} this is a fault of the program: please report it with the lines above\n`,
    event: { event: 'error', code: 'internal', exit_code: 1, message, hint: null },
  };
}

function lines(text: string): string {
  return text.split('\n').map(escapeTerminal).join('\n');
}
