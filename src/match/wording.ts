import type { Identity } from './identity.js';
import type { Pattern } from './pattern.js';

/**
 * What two rows agree and differ in, as codes: `phone=equal name=near birth_date=differs`, in the order of the
 * comparisons; what one of them does not know is left out. Behind them `settled` where one of the rows has its
 * person already, since the same agreement then weighs less. Reports put the codes into words.
 */
export function agreement({ levels, settled }: Pattern, { comparisons }: Identity): string {
  const found = comparisons.flatMap(({ name, comparator }, at) => {
    const level = levels[at];
    return level == null ? [] : [`${name}=${comparator.levels[level]}`];
  });
  return [...found, ...(settled ? ['settled'] : [])].join(' ');
}

/** What comparisons and levels are called; those it does not know are called by their code. */
interface AgreementWords {
  readonly comparisons: Readonly<Record<string, string>>;
  readonly levels: Readonly<Record<string, string>>;
  readonly facts: Readonly<Record<string, string>>;
}

/** The codes of an agreement as a phrase: `phone equal, name one letter apart, birth date different`. */
export function phrase(codes: string, words: AgreementWords): string {
  if (codes === '') return '';
  return codes
    .split(' ')
    .map((code) => codePhrase(code, words))
    .join(', ');
}

/** One code of an agreement as a phrase: `phone equal`. */
export function codePhrase(code: string, { comparisons, levels, facts }: AgreementWords): string {
  const [comparison = '', level] = code.split('=');
  if (level === undefined) return facts[code] ?? code;
  return `${comparisons[comparison] ?? comparison.replaceAll('_', ' ')} ${levels[level] ?? level}`;
}
