import { Lexer } from 'yaml';
import type { Fault } from '../failure.js';

const MARK = /^#\s*GUESS:\s*(.*)$/;

/** A line that `init` was not certain of, until a person deletes its comment. */
export type GuessMark = Pick<Fault, 'file' | 'line' | 'column'> & { readonly reason: string };

/** The marked guesses of a YAML text, in the order of its lines. A text in quotes is no comment. */
export function guessMarks(file: string, text: string): readonly GuessMark[] {
  const marks: GuessMark[] = [];
  const at = { line: 1, column: 1 };
  let isContent = false;
  for (const token of new Lexer().lex(text)) {
    const reason = isContent ? undefined : MARK.exec(token)?.[1];
    if (reason !== undefined) marks.push({ file, ...at, reason });
    // The lexer announces the text of a plain or block scalar by this character, which is not in the file.
    isContent = token === SCALAR;
    if (token === SCALAR || CONTROL.has(token)) continue;
    const lines = token.split('\n');
    at.line += lines.length - 1;
    at.column = lines.length > 1 ? (lines.at(-1) ?? '').length + 1 : at.column + token.length;
  }
  return marks;
}

const SCALAR = '\u001f';

/** Document and flow-error marks of the lexer, which are not in the file either. */
const CONTROL: ReadonlySet<string> = new Set(['\u0002', '\u0018']);
