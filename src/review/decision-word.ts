/** What a person can decide about two rows. */
export const DECISIONS = ['link', 'no_link', 'alone'] as const;

export type Decision = (typeof DECISIONS)[number];

const WORDS: Readonly<Record<string, Decision>> = {
  link: 'link',
  no_link: 'no_link',
  alone: 'alone',
  연결: 'link',
  분리: 'no_link',
  단독: 'alone',
};

/** The decision that a cell names, in English or Korean, in any letter case; undefined for any other word. */
export function decisionOf(cell: string): Decision | undefined {
  const word = cell
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
  return Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
}
