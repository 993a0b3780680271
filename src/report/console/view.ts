import { Chalk } from 'chalk';
import { escapeTerminal } from '../escape.js';
import { type Language, type Messages, messagesIn } from '../messages.js';
import type { ReportModel } from '../model.js';
import { wrap } from '../width.js';

export interface ConsoleOptions {
  readonly lang: Language;
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** The report files that were written, as a user would type them; by default the folder of the plan. */
  readonly reports?: readonly string[];
}

export type Tone = 'plain' | 'bold' | 'quiet' | 'good' | 'warn' | 'bad' | 'calm';

/** What any lines are written with. */
export interface Canvas {
  readonly lang: Language;
  readonly words: Messages;
  readonly width: number;
  paint(tone: Tone, text: string): string;
}

/** What every block of lines is made from. */
export interface View extends Canvas {
  readonly model: ReportModel;
}

export function viewOf(model: ReportModel, options: ConsoleOptions): View {
  return { model, ...canvasOf(options) };
}

export function canvasOf({ lang, color, width }: ConsoleOptions): Canvas {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const paints: Readonly<Record<Tone, (text: string) => string>> = {
    plain: (text) => text,
    bold: chalk.bold,
    quiet: chalk.dim,
    good: chalk.green,
    warn: chalk.yellow,
    bad: chalk.red,
    calm: chalk.cyan,
  };
  return { lang, words: messagesIn(lang), width, paint: (tone, text) => paints[tone](text) };
}

export const INDENT = '  ';

/** A sentence broken into lines; whatever came from a file is escaped before it is painted. */
export function sentence(view: Canvas, text: string, tone: Tone = 'plain'): readonly string[] {
  return wrap(escapeTerminal(text), view.width).map((line) => view.paint(tone, line));
}

/** The same, set in by two columns. */
export function indented(view: Canvas, text: string, tone: Tone = 'plain'): readonly string[] {
  return sentence({ ...view, width: view.width - INDENT.length }, text, tone).map((line) => INDENT + line);
}

/** A block under its title. */
export function block(view: Canvas, title: string, lines: readonly string[]): readonly string[] {
  return ['', view.paint('bold', title), ...lines];
}
