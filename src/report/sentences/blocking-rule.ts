import { readBlockingKey } from '../../config/blocking-key.js';
import { type Messages, wordsFor } from '../messages.js';

/** A blocking rule in the reader's words, its keys joined by a plus; `decision` is what a person named. */
export function blockingRuleText(rule: string, words: Messages): string {
  if (rule === 'decision') return words.codes.how.decision;
  const keys = rule.split(' + ').map((key) => keyText(key, words));
  return keys.join(' + ');
}

function keyText(written: string, { codes, scoring }: Messages): string {
  const key = readBlockingKey(written);
  if (key === undefined) return written;
  const { comparison, form, numbers } = key;
  const name = Object.hasOwn(codes.comparisons, comparison)
    ? wordsFor(codes.comparisons, comparison)
    : comparison.replaceAll('_', ' ');
  const [from = 0, to = 0] = numbers;
  return scoring.keys[form]({ name, from, to });
}
