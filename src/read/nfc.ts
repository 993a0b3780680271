/**
 * Korean from macOS arrives decomposed. Almost no line needs normalising, so characters are looked at first, and
 * a whole line is normalised at once where that cannot change its structure.
 */
const UNKNOWN = 0;
const STABLE = 1;
const UNSTABLE = 2;
const known = new Uint8Array(0x10000);

/** Whether normalising may change text because this character is in it. Code points up to U+FFFF. */
export function isUnstable(codePoint: number): boolean {
  const answer = known[codePoint];
  if (answer !== UNKNOWN) return answer === UNSTABLE;
  const character = String.fromCodePoint(codePoint);
  const unstable = character.normalize('NFC') !== character || COMBINES.test(character);
  known[codePoint] = unstable ? UNSTABLE : STABLE;
  return unstable;
}

/** Whether a record may be normalised as a whole: nothing in it turns into, or merges with, a delimiter. */
export function keepsStructure(record: string): boolean {
  return !CHANGES_STRUCTURE.test(record);
}

const COMBINES = /[\p{M}\u1161-\u1175\u11a8-\u11c2]/u;
// U+037E becomes ";", U+1FEF becomes "`", and U+0338 merges with a preceding "<", "=" or ">".
const CHANGES_STRUCTURE = /\u037e|\u1fef|\u0338/;
