import { tally, total } from './persons.js';
import { type Cells, keyOf, type Tables } from './world-tables.js';

/** What one rule that finds pairs came to. */
export interface Block {
  readonly rule: string;
  readonly atMost: number;
  readonly given: number;
  /** The value on most rows, masked, and how many they are; of as many the last value. */
  readonly largest: { readonly value: string; readonly rows: number } | undefined;
}

export interface Candidates {
  readonly blocks: readonly Block[];
  readonly households: { readonly pairs: number; readonly members: number };
}

type Pair = readonly [Cells, Cells];

/**
 * The rows that are compared, by the ten rules of the ready-made preset (docs/matching.md): those of one key over all
 * rows, the others where an exact rule left one of the two alone. What became of a pair is in patterns.csv, by what
 * is equal in it.
 */
export function candidatesOf(tables: Tables): Candidates {
  const crowded = new Set(tables.of('crowded').map(({ key, value }) => `${key} ${value}`));
  const rows = tables.rows.map((row) => comparable(row, crowded));
  const compared = tables.model.comparisons.map(({ name }) => name);
  const has = (rule: Rule) => rule.keys.every(([name]) => compared.includes(name));
  const seen = new Map<string, Pair>();
  const fresh = (pairs: readonly Pair[]) => {
    const some = pairs.filter((pair) => !seen.has(nameOf(pair)));
    for (const pair of some) seen.set(nameOf(pair), pair);
    return new Set(some.map(nameOf)).size;
  };
  const wide = WIDE.filter(has).map((rule): Block => {
    const blocks = blocksOf(rule, rows);
    const atMost = total(blocks.map(({ rows: own }) => (own.length * (own.length - 1)) / 2));
    return { rule: rule.name, atMost, given: fresh(blocks.flatMap((one) => pairsIn(one.rows, tables))), largest: largestOf(rule, blocks) };
  });
  const judged = judgeOf(tables, compared);
  const settled = new Set([...seen.values()].filter((pair) => judged(pair, isExact)).flat().map(keyOf));
  const isLeft = (row: Cells) => !settled.has(keyOf(row));
  const narrow = NARROW.filter(has).map((rule): Block => {
    const blocks = blocksOf(rule, rows).filter(({ rows: own }) => own.some(isLeft));
    const atMost = total(blocks.map(({ rows: own }) => own.filter(isLeft).length * (own.length - 1)));
    const pairs = blocks.flatMap((one) => pairsIn(one.rows, tables)).filter((pair) => pair.some(isLeft));
    return { rule: rule.name, atMost, given: fresh(pairs), largest: largestOf(rule, blocks) };
  });
  const memberOf = new Map(tables.of('links').map((link) => [keyOf(link), link.member_id ?? '']));
  const open = new Set(tables.of('review').map((pair) => nameOf([side(pair, 'l'), side(pair, 'r')])));
  const membersOf = (pair: Pair) => pair.map((row) => memberOf.get(keyOf(row)) ?? '');
  // A pair that was linked is one member, or somebody is asked about it, or it was cut for a stronger one.
  const related = [...seen.values()]
    .filter((pair) => new Set(membersOf(pair)).size > 1 && !open.has(nameOf(pair)))
    .filter((pair) => judged(pair, isHousehold, ({ link }) => Number(link) === 0))
    .map(membersOf);
  return {
    blocks: [...wide, ...narrow],
    households: { pairs: related.length, members: new Set(related.flat()).size },
  };
}

interface Rule {
  readonly name: string;
  readonly keys: readonly (readonly [string, (value: string) => string])[];
}

const whole = (value: string) => value;
const last = (value: string) => (value.length < 4 ? '' : value.slice(-4));
const middle = (value: string) => (value.length < 8 ? '' : value.slice(4, 8));
const mailbox = (value: string) => value.split('@')[0] ?? '';

const WIDE: readonly Rule[] = ['ci', 'card_no', 'email', 'phone'].map((name) => ({
  name: name === 'ci' ? 'same CI' : name.replace('_', ' '),
  keys: [[name, whole]],
}));

const NARROW: readonly Rule[] = [
  { name: 'name + birth date', keys: [['name', whole], ['birth_date', whole]] },
  { name: 'name + phone last 4', keys: [['name', whole], ['phone', last]] },
  { name: 'name + phone from 5 to 8', keys: [['name', whole], ['phone', middle]] },
  { name: 'name + email mailbox', keys: [['name', whole], ['email', mailbox]] },
  { name: 'birth date + phone last 4', keys: [['birth_date', whole], ['phone', last]] },
  { name: 'birth date + phone from 5 to 8', keys: [['birth_date', whole], ['phone', middle]] },
];

/** A value on many rows is nobody's. */
function comparable(row: Cells, crowded: ReadonlySet<string>): Cells {
  const values: Record<string, string> = {
    ...row,
    ci: row.ci_hash ?? '',
    phone: (row.phone ?? '').replace('+', ''),
    // Of a name in Hangul its key, without spaces.
    name: ((row.name_key ?? '') >= '가' ? row.name_key : row.name) ?? '',
  };
  for (const key of ['card_no', 'email', 'phone'])
    if (crowded.has(`${key} ${values[key]}`)) values[key] = '';
  return values;
}

interface Blocked {
  readonly value: string;
  readonly rows: readonly Cells[];
}

function blocksOf({ keys }: Rule, rows: readonly Cells[]): readonly Blocked[] {
  const blocks = new Map<string, Cells[]>();
  for (const row of rows) {
    const values = keys.map(([name, of]) => of(row[name] ?? ''));
    if (values.includes('')) continue;
    const value = values.join(' + ');
    blocks.set(value, [...(blocks.get(value) ?? []), row]);
  }
  return [...blocks].flatMap(([value, own]) => (own.length > 1 ? [{ value, rows: own }] : []));
}

function largestOf({ keys }: Rule, blocks: readonly Blocked[]): Block['largest'] {
  const [most] = blocks.toSorted((a, b) => b.rows.length - a.rows.length || (a.value < b.value ? 1 : -1));
  if (most === undefined) return undefined;
  const parts = most.value.split(' + ');
  const masked = keys.map(([name, of], at) => (of === whole ? (MASKS[name]?.(parts[at] ?? '') ?? '') : '***'));
  return { value: masked.join(' + '), rows: most.rows.length };
}

const MASKS: Readonly<Record<string, (value: string) => string>> = {
  ci: () => '',
  card_no: (value) => `****${value.slice(-4)}`,
  phone: (value) => `${'*'.repeat(value.length - 4)}${value.slice(-4)}`,
  email: (value) => `${value.slice(0, 1)}***@${value.split('@')[1]}`,
  name: (value) => `${value.slice(0, 1)}${'*'.repeat(value.length - 2)}${value.slice(-1)}`,
  birth_date: (value) => `${value.slice(0, 4)}-**-**`,
};

/** Two rows of a source that holds one row of a person are two persons. */
function pairsIn(rows: readonly Cells[], { config }: Tables): readonly Pair[] {
  return rows.flatMap((one, at) =>
    rows
      .slice(at + 1)
      .filter((two) => one.source !== two.source || !config.sources[one.source ?? '']?.one_row_per_person)
      .map((two): Pair => [one, two]),
  );
}

function side(pair: Cells, of: 'l' | 'r'): Cells {
  return { source: pair[`source_${of}`] ?? '', source_member_id: pair[`id_${of}`] ?? '' };
}

function nameOf(pair: Pair): string {
  return pair.map(keyOf).toSorted().join(' and ');
}

function isExact({ how = '' }: Cells): boolean {
  return ['ci', 'card', 'email_name', 'email_birth', 'phone_name', 'phone_birth'].includes(how);
}

function isHousehold({ related }: Cells): boolean {
  return Number(related) > 0;
}

/**
 * Whether something holds of what became of a pair. Throws where pairs in which the same is equal fared differently:
 * then the file does not tell.
 */
function judgeOf(tables: Tables, compared: readonly string[]) {
  const patterns = tables.of('patterns').map((pattern) => ({ pattern, key: signatureOf(pattern) }));
  const memo = new Map<string, readonly Cells[]>();
  type Holds = (pattern: Cells) => boolean;
  return ([one, two]: Pair, holds: Holds, isPossible: Holds = () => true): boolean => {
    const levels = compared.flatMap((name) =>
      !one[name] || !two[name] ? [] : [`${name}=${one[name] === two[name] ? 'equal' : 'other'}`],
    );
    const isOneLeft = (one.status === 'withdrawn') !== (two.status === 'withdrawn');
    const key = [...levels, ...(isOneLeft ? ['withdrawn'] : [])].join(' ');
    const found = memo.get(key) ?? patterns.filter((each) => each.key === key).map(({ pattern }) => pattern);
    memo.set(key, found);
    const answers = tally(found.filter(isPossible).map(holds));
    if (answers.size > 1 || found.length === 0) throw new Error(`patterns.csv does not tell of ${key}`);
    return answers.has(true);
  };
}

/** That one of two members is withdrawn is no agreement: the veto says it. */
function signatureOf({ agreement = '', how }: Cells): string {
  const levels = agreement.split(' ').filter((part) => part !== 'settled');
  return [...levels.map((part) => part.replace(/=(?!equal$).*/, '=other')), ...(how === 'withdrawn' ? [how] : [])].join(' ');
}
