/** A text that a reader sees, and where: in words, from the section down to the column. */
export interface Spot {
  readonly place: string;
  readonly text: string;
}

/** What is expected to stand there. */
export type Claim = Spot;

export function place(...parts: readonly string[]): string {
  return parts.map(withoutNumbers).join(' > ');
}

/** A caption that has a number wrong is still the same caption. */
export function withoutNumbers(text: string): string {
  return text.replace(/\d[\d,]*(\.\d+)?/g, '#').trim();
}

/**
 * What is wrong: a number that nobody claims, a claim that is not there, and a claim that says something else. At one
 * place each claim is for one number: it covers no second one.
 */
export function complaints(spots: readonly Spot[], claims: readonly Claim[]): readonly string[] {
  const claimed = groups(claims.filter(({ text }) => text !== ''));
  const seen = groups(spots);
  return [...new Set([...seen.keys(), ...claimed.keys()])].flatMap((at) =>
    complaintsAt(at, seen.get(at) ?? [], claimed.get(at) ?? []),
  );
}

function complaintsAt(at: string, all: readonly string[], asked: readonly string[]): readonly string[] {
  const seen = all.filter((text) => /\p{N}/u.test(text) || asked.includes(text));
  const isProse = / > (text|caption|aria-label)$/.test(at);
  const [found, claimed] = isProse ? [without(seen, asked), without(asked, seen)] : [seen, asked];
  return Array.from({ length: Math.max(found.length, claimed.length) }, (_, n) => {
    const [is, be] = [found[n], claimed[n]];
    if (is === be) return [];
    if (be === undefined) return [`${at}: nobody claims ${JSON.stringify(is)}`];
    if (is === undefined) return [`${at}: ${JSON.stringify(be)} is not there`];
    return [`${at}: ${JSON.stringify(is)} should be ${JSON.stringify(be)}`];
  }).flat();
}

/** Each of the others takes away one. */
function without(texts: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return texts.filter((text) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function groups(spots: readonly Spot[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { place: at, text } of spots) found.set(at, [...(found.get(at) ?? []), text]);
  return found;
}
