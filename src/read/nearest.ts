import { distance } from 'fastest-levenshtein';

/** The name that a person most likely meant: few letters differ, or it begins or ends alike. */
export function nearest(wanted: string, names: readonly string[]): string | undefined {
  const ranked = names
    .map((name) => ({ name, share: distance(wanted, name) / Math.max(wanted.length, name.length, 1) }))
    .sort((a, b) => a.share - b.share);
  const [best] = ranked;
  if (best === undefined) return undefined;
  return best.share <= 0.5 || shared(wanted, best.name) >= 2 ? best.name : undefined;
}

function shared(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length++;
  return length;
}
