import { type Block, blocksOf, largestOf, NARROW, type Rule, WIDE } from './blocking-rules.js';
import { tally, total } from './persons.js';
import { type Cells, keyOf, type Tables } from './world-tables.js';

export interface Candidates {
  /** What rows that take part know, also where it is nobody's. */
  readonly rows: readonly Cells[];
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
  // Who is nobody else, as a person decided, is compared with nobody.
  const alone = tables.decided
    .filter(({ decision }) => decision === 'alone')
    .map((one) => keyOf(side(one, 'l')));
  const known = tables.rows.filter((row) => !alone.includes(keyOf(row))).map(comparable);
  const crowded = new Set(tables.of('crowded').map(({ key, value }) => `${key} ${value}`));
  const compared = tables.model.comparisons.map(({ name }) => name);
  const asked: Asked = {
    tables,
    rows: known.map((row) => withoutCrowded(row, crowded)),
    judged: judgeOf(tables, compared),
    seen: new Map(),
  };
  const has = (rule: Rule) => rule.keys.every(([name]) => compared.includes(name));
  const wide = WIDE.filter(has).map((rule) => askAll(rule, asked));
  const exact = [...asked.seen.values()].filter((pair) => asked.judged(pair, isExact));
  const settled = new Set(exact.flat().map(keyOf));
  const narrow = NARROW.filter(has).map((rule) => askLeft(rule, asked, settled));
  return { rows: known, blocks: [...wide, ...narrow], households: householdsOf(asked) };
}

interface Asked {
  readonly tables: Tables;
  readonly rows: readonly Cells[];
  readonly judged: ReturnType<typeof judgeOf>;
  /** The pairs so far, by their two rows. */
  readonly seen: Map<string, Pair>;
}

function askAll(rule: Rule, { tables, rows, seen }: Asked): Block {
  const blocks = blocksOf(rule, rows);
  const atMost = total(blocks.map(({ rows: own }) => (own.length * (own.length - 1)) / 2));
  const given = addTo(
    seen,
    blocks.flatMap((one) => pairsIn(one.rows, tables)),
  );
  return { rule: rule.name, atMost, given, largest: largestOf(rule, blocks) };
}

function askLeft(rule: Rule, { tables, rows, seen }: Asked, settled: ReadonlySet<string>): Block {
  const isLeft = (row: Cells) => !settled.has(keyOf(row));
  const blocks = blocksOf(rule, rows).filter(({ rows: own }) => own.some(isLeft));
  const atMost = total(blocks.map(({ rows: own }) => own.filter(isLeft).length * (own.length - 1)));
  const pairs = blocks.flatMap((one) => pairsIn(one.rows, tables)).filter((pair) => pair.some(isLeft));
  return { rule: rule.name, atMost, given: addTo(seen, pairs), largest: largestOf(rule, blocks) };
}

/** How many of them nobody had given before. */
function addTo(seen: Map<string, Pair>, pairs: readonly Pair[]): number {
  const before = seen.size;
  for (const pair of pairs) seen.set(nameOf(pair), pair);
  return seen.size - before;
}

/** A pair that was linked is one member, or somebody is asked about it, or it was cut for a stronger one. */
function householdsOf({ tables, seen, judged }: Asked): Candidates['households'] {
  const memberOf = new Map(tables.of('links').map((link) => [keyOf(link), link.member_id ?? '']));
  const open = new Set(tables.of('review').map((pair) => nameOf([side(pair, 'l'), side(pair, 'r')])));
  const membersOf = (pair: Pair) => pair.map((row) => memberOf.get(keyOf(row)) ?? '');
  const related = [...seen.values()]
    .filter((pair) => new Set(membersOf(pair)).size > 1 && !open.has(nameOf(pair)))
    .filter((pair) => judged(pair, isHousehold, ({ link }) => Number(link) === 0))
    .map(membersOf);
  return { pairs: related.length, members: new Set(related.flat()).size };
}

function comparable(row: Cells): Cells {
  return {
    ...row,
    ci: row.ci_hash ?? '',
    // 050 numbers stand for others and are given again: docs/matching.md.
    phone: /^\+8250/.test(row.phone ?? '') ? '' : (row.phone ?? '').replace('+', ''),
    // Of a name in Hangul its key, without spaces.
    name: ((row.name_key ?? '') >= '가' ? row.name_key : row.name) ?? '',
  };
}

/** A value on many rows is nobody's. */
function withoutCrowded(row: Cells, crowded: ReadonlySet<string>): Cells {
  const values: Record<string, string> = { ...row };
  for (const key of ['card_no', 'email', 'phone']) if (crowded.has(`${key} ${values[key]}`)) values[key] = '';
  return values;
}

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

/** A veto may be called like a rule. */
function isExact({ outcome, how = '' }: Cells): boolean {
  return (
    outcome === 'link' &&
    ['ci', 'card', 'email_name', 'email_birth', 'phone_name', 'phone_birth'].includes(how)
  );
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
      !one[name] || !two[name] ? [] : [`${name}=${isSame(one[name], two[name]) ? 'equal' : 'other'}`],
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

/** Two names that are hidden alike may be two names. */
function isSame(one: string, two: string): boolean {
  return one === two && !one.includes('*');
}

/** That one of two members is withdrawn is no agreement: the veto says it. */
function signatureOf({ agreement = '', how }: Cells): string {
  const levels = agreement.split(' ').filter((part) => part !== 'settled');
  return [
    ...levels.map((part) => part.replace(/=(?!equal$).*/, '=other')),
    ...(how === 'withdrawn' ? [how] : []),
  ].join(' ');
}
