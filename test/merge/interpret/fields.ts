import { kindOf } from '../../../src/config/fields.js';
import { fieldsOf } from '../../../src/config/source-fields.js';
import { isConsent, type Policy, policiesOf, survivalOf } from '../../../src/rules/fields/policies.js';
import { addMonths, type Person, type World } from './expressions.js';
import { date, type Row, recency } from './values.js';

/** Every surviving field in the order of the output, as text; `-` for none. */
export function fieldsSurviving(person: Person, world: World): readonly string[] {
  const all = policiesOf(world.rules.fields, world.sources);
  return [...all.keys()].map((field) => {
    const policies = all.get(field) ?? [];
    if (isConsent(field)) return String(consented(field, policies, { rows: person.rows, world }));
    const value = survivor(field, all, { rows: person.rows, world });
    return value === undefined ? '-' : kindOf(field) === 'date' ? value.slice(0, 10) : value;
  });
}

interface Among {
  readonly rows: readonly Row[];
  readonly world: World;
}

function text(row: Row | undefined, field: string): string | undefined {
  const value = row?.values[field] ?? null;
  return value === null ? undefined : String(value);
}

function survivor(
  field: string,
  all: ReadonlyMap<string, readonly Policy[]>,
  among: Among,
): string | undefined {
  const survival = survivalOf(field, all);
  if (survival.kind === 'all') {
    const values = new Set(among.rows.flatMap((row) => text(row, field) ?? []));
    return values.size === 0 ? undefined : [...values].toSorted().join('; ');
  }
  const { policies } = survival;
  if (survival.kind === 'even_empty') return text(first(among.rows, field, { policies, among, all }), field);
  const has = (of: string) => among.rows.filter((row) => text(row, of) !== undefined);
  const leader = survival.kind === 'with' ? survival.leader : field;
  const leading = has(leader);
  const rows = leading.length > 0 ? leading : has(field);
  return text(first(rows, leader, { policies, among, all }), field);
}

function first(
  rows: readonly Row[],
  field: string,
  { policies, among, all }: { policies: readonly Policy[]; among: Among; all: ReadonlyMap<string, unknown> },
): Row | undefined {
  const plain = [...all.keys()].filter((key) => !isConsent(key));
  const key = (policy: Policy, row: Row): readonly [number | string | undefined, 1 | -1] => {
    switch (policy.kind) {
      case 'prefer':
        return [Number(row.source === policy.source), -1];
      case 'latest':
        return [recency(row) || undefined, -1];
      case 'earliest':
        return [(kindOf(field) === 'date' ? text(row, field) : recency(row)) || undefined, 1];
      case 'minimum':
        return [text(row, field), 1];
      case 'maximum':
        return [text(row, field), -1];
      case 'longest':
        return [text(row, field)?.length, -1];
      case 'most_frequent':
        return [among.rows.filter((other) => text(other, field) === text(row, field)).length, -1];
      case 'most_complete':
        return [plain.filter((name) => text(row, name) !== undefined).length, -1];
      default:
        return [0, 1];
    }
  };
  return rows.toSorted((a, b) => {
    for (const policy of policies) {
      const [[one, sign], [two]] = [key(policy, a), key(policy, b)];
      if (one === two) continue;
      if (one === undefined || two === undefined) return one === undefined ? 1 : -1;
      return (one < two ? -1 : 1) * sign;
    }
    return 0;
  })[0];
}

function consented(consent: string, policies: readonly Policy[], { rows, world }: Among): boolean {
  const asking = world.sources.filter((source) => fieldsOf(source).includes(consent)).map(({ name }) => name);
  const acts = rows
    .filter(({ source }) => asking.includes(source))
    .map(({ values }) => ({ given: values[consent] ?? null, at: values[`${consent}_at`] ?? null }));
  const expires = policies.find((policy) => policy.kind === 'expires');
  const since = expires && String(addMonths(date(world.asOf), -expires.months)?.of);
  const isFresh = (at: unknown) =>
    since === undefined || (at !== null && `${at} 00:00:00`.slice(0, 19) >= since);
  if (!policies.some(({ kind }) => kind === 'latest_act'))
    return acts.length > 0 && acts.every(({ given, at }) => given === true && isFresh(at));
  if (acts.some(({ given, at }) => given === false && at === null)) return false;
  const dated = acts.filter(({ given, at }) => given !== null && at !== null);
  if (dated.length === 0) return since === undefined && acts.some(({ given }) => given === true);
  const last = dated
    .map(({ at }) => String(at))
    .toSorted()
    .at(-1);
  const lastActs = dated.filter(({ at }) => String(at) === last);
  return lastActs.every(({ given }) => given === true) && isFresh(last);
}
