/** A text as a YAML scalar: as it stands where it can be taken for nothing else, else in quotes. */
export function scalar(text: string): string {
  if (/^(\.\.?\/)*[\p{L}_][\p{L}\p{N}_./]*([ -][\p{L}\p{N}_./]+)*$/u.test(text) && !WORDS.test(text))
    return text;
  return JSON.stringify(text);
}

// What YAML 1.1 reads as a truth value is quoted too: other tools may read the file.
const WORDS = /^(true|false|null|yes|no|on|off|y|n|~)$/i;

/** A line with what is known about it, and, where that is not enough, the mark of a guess. */
export interface Line {
  readonly text: string;
  readonly evidence?: string | undefined;
  /** Why it is a guess: a person has to settle it. */
  readonly guess?: string | undefined;
}

/** The fixed form by which `check` finds what nobody has settled. */
export const GUESS_MARK = '# GUESS: ';

export function written({ text, evidence, guess }: Line): string {
  const said = [guess, evidence].filter((part) => part !== undefined && part !== '').map(oneLine);
  if (said.length === 0) return `${text}\n`;
  return `${text} ${guess === undefined ? '# ' : GUESS_MARK}${said.join('; ')}\n`;
}

/** A comment ends where its line ends, and a header may hold anything. */
function oneLine(text: string | undefined): string {
  return (text ?? '').replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
}
