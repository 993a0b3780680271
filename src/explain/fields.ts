import { kindOf } from '../config/fields.js';
import { isConsent, type Policy, policiesOf } from '../rules/fields/policies.js';
import { plain, spoken, type Teller } from './teller.js';

/** Which of several values survives; fields that do so alike share a line. */
export function tellFields(teller: Teller): readonly string[] {
  const told = policies(teller).filter(([field]) => !isConsent(field));
  const lines = together(
    told.map(([field, list]) => [spoken(field, teller), tellSurvival(field, list, teller)]),
    teller,
  );
  return lines.length === 0 ? [] : [teller.words.fieldsIntro, ...lines];
}

export function tellConsents(teller: Teller): readonly string[] {
  const { words } = teller;
  const told = policies(teller).filter(([field]) => isConsent(field));
  const lines = together(
    told.map(([field, list]) => [words.channels[field] ?? '', tellConsent(list, teller)]),
    teller,
  );
  return lines.length === 0 ? [] : [words.consentsIntro, ...lines];
}

/** How one field survives, in words. */
export function tellSurvival(field: string, list: readonly Policy[], teller: Teller): string {
  if (isConsent(field)) return tellConsent(list, teller);
  return teller.words.inTurn(list.map((policy) => tellPolicy(policy, field, teller)));
}

function policies({ rules, sources }: Teller): readonly (readonly [string, readonly Policy[]])[] {
  return [...policiesOf(rules.fields, sources)];
}

/** In the order of the first name of each. */
function together(told: readonly (readonly [string, string])[], { words }: Teller): readonly string[] {
  return [...new Set(told.map(([, policy]) => policy))].map((policy) =>
    words.survives(
      told.filter(([, other]) => other === policy).map(([name]) => name),
      policy,
    ),
  );
}

function tellPolicy(policy: Policy, field: string, teller: Teller): string {
  const { words } = teller;
  switch (policy.kind) {
    case 'prefer':
      return words.fromSource(plain(policy.source));
    case 'with':
      return words.goesWith(spoken(policy.field, teller));
    case 'expires':
      return words.expiresAfter(String(policy.months));
    case 'earliest':
      return kindOf(field) === 'date' ? words.earliestDate : (words.policies.earliest ?? '');
    default:
      return words.policies[policy.kind] ?? '';
  }
}

/** Without a way of its own a consent survives strictest. */
function tellConsent(list: readonly Policy[], { words }: Teller): string {
  const latest = list.some(({ kind }) => kind === 'latest_act');
  const expiries = list.flatMap((policy) => (policy.kind === 'expires' ? [String(policy.months)] : []));
  return [latest ? words.latestAct : words.strictest, ...expiries.map(words.expiresAfter)].join(words.next);
}
