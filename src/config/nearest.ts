import { distance } from 'fastest-levenshtein';

/** `did you mean x?` when one of the known words is near. */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  const best = nearest(word, known);
  return best === undefined ? undefined : `did you mean ${best}?`;
}

/** The word that a person most likely meant: few letters differ, or it begins alike for about half its length. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  const most = Math.max(word.length > 3 ? 2 : 1, Math.floor(word.length * 0.4));
  const near = known
    .map((candidate) => ({ candidate, ...likeness(wanted, candidate.toLowerCase()) }))
    .filter(({ far, beginsAlike }) => far <= most || beginsAlike);
  near.sort((a, b) => a.far - b.far || a.candidate.localeCompare(b.candidate, 'en'));
  return near[0]?.candidate;
}

interface Likeness {
  /** Letters that differ. */
  readonly far: number;
  readonly beginsAlike: boolean;
}

function likeness(a: string, b: string): Likeness {
  let same = 0;
  while (same < Math.min(a.length, b.length) && a[same] === b[same]) same++;
  return { far: distance(a, b), beginsAlike: same >= Math.max(2, Math.max(a.length, b.length) * 0.4) };
}
