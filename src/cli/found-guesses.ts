import type { Config } from '../config/config.js';
import { type GuessMark, guessMarks } from '../config/guess-marks.js';
import { readSmall } from '../config/yaml.js';
import { initWords } from '../init/words.js';
import { escapeTerminal } from '../report/escape.js';

/** The guesses of `init` in the config and the rules that nobody has settled yet. */
export async function foundGuesses({ path, rules }: Config): Promise<readonly GuessMark[]> {
  const marks = await Promise.all(
    [path, rules].map(async (file) => guessMarks(file, (await readSmall(file)).toString('utf8'))),
  );
  return marks.flat();
}

/** A line for each; none when there are none. */
export function guessesText(marks: readonly GuessMark[], lang: 'en' | 'ko'): string {
  const { done } = initWords(lang);
  return marks
    .map(
      ({ file, line, column, reason }) =>
        `${file}:${line}:${column}: ${done.finding({ reason: escapeTerminal(reason) })}\n`,
    )
    .join('');
}
