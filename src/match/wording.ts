import type { Identity } from './identity.js';
import type { Pattern } from './pattern.js';

/**
 * What two rows agree and differ in, as codes: `phone=equal name=near birth_date=differs`, in the order of the
 * comparisons; what one of them does not know is left out. Reports put the codes into words.
 */
export function agreement({ levels }: Pattern, { comparisons }: Identity): string {
  return comparisons
    .flatMap(({ name, comparator }, at) => {
      const level = levels[at];
      return level == null ? [] : [`${name}=${comparator.levels[level]}`];
    })
    .join(' ');
}

/** What comparisons and levels are called; those it does not know are called by their code. */
export interface AgreementWords {
  readonly comparisons: Readonly<Record<string, string>>;
  readonly levels: Readonly<Record<string, string>>;
}

/** The codes of an agreement as a phrase: `phone equal, name one letter apart, birth date different`. */
export function phrase(codes: string, { comparisons, levels }: AgreementWords): string {
  if (codes === '') return '';
  return codes
    .split(' ')
    .map((code) => {
      const [comparison = '', level = ''] = code.split('=');
      return `${comparisons[comparison] ?? comparison.replaceAll('_', ' ')} ${levels[level] ?? level}`;
    })
    .join(', ');
}
