import { isConsent } from '../rules/fields/policies.js';
import { dayIn, spoken, type Teller } from './teller.js';

/** While the old systems live on: what the unified one says, a line for each kind and day. */
export function tellMasters(teller: Teller): readonly string[] {
  const { words, rules } = teller;
  const masters = [...rules.masters].map(([name, { legacyUntil }]) => ({
    name: isConsent(name) ? words.consentFor(words.channels[name] ?? '') : spoken(name, teller),
    kind: kindOf(name, teller),
    day: legacyUntil === undefined ? undefined : dayIn(legacyUntil, teller),
  }));
  const groups = [...new Set(masters.map(({ kind, day }) => `${kind} ${day}`))];
  return groups.flatMap((group) => {
    const own = masters.filter(({ kind, day }) => `${kind} ${day}` === group);
    const [first] = own;
    if (first === undefined) return [];
    return [
      words.masters[first.kind](
        own.map(({ name }) => name),
        first.day,
      ),
    ];
  });
}

type Kind = 'bucket' | 'field' | 'consent';

function kindOf(name: string, { rules }: Teller): Kind {
  if (rules.buckets.some((bucket) => bucket.name === name)) return 'bucket';
  return isConsent(name) ? 'consent' : 'field';
}
