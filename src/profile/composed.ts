import type { ColumnProfile } from './profile.js';
import { folded, matchHeader } from './synonyms.js';

/** Columns that are probably one field together. */
export interface ComposedGuess {
  readonly field: 'name' | 'phone';
  /** As the config writes it: all of them joined, or the first that is not empty. */
  readonly how: 'join' | 'first';
  /** Headers; of a name that of the family first, of phones the mobile one. */
  readonly columns: readonly string[];
  /** Whether nothing else is likely. */
  readonly isSure: boolean;
}

type Known = Pick<ColumnProfile, 'header' | 'filled' | 'shape' | 'guess'>;

/** Names in two columns, and phones in several. */
export function composedGuesses(columns: readonly Known[]): readonly ComposedGuess[] {
  return [...nameInTwo(columns), ...phonesInSeveral(columns)];
}

const FAMILY = ['성', '성씨', 'last name', 'family name', 'surname', 'nachname'].map(folded);
const GIVEN = ['이름', '명', 'first name', 'given name', 'forename', 'vorname'].map(folded);

/** A full name beside them is the better one. */
function nameInTwo(columns: readonly Known[]): readonly ComposedGuess[] {
  const filled = columns.filter((column) => column.filled > 0);
  const pairs = filled.flatMap((family) =>
    filled
      .filter((given) => given !== family && isPair(family, given))
      .map((given) => [family, given] as const),
  );
  // Of `First Name` and `Shipping First Name` the shorter is the member's.
  const [pair] = pairs.sort(([a], [b]) => a.header.length - b.header.length);
  if (pair === undefined) return [];
  const hasFullName = columns.some(
    (column) => !pair.includes(column) && column.guess?.field === 'name' && column.guess.confidence > 0.7,
  );
  if (hasFullName) return [];
  const [family, given] = pair;
  // 이름 is the word for a full name too.
  const isSure = !folded(given.header).endsWith('이름');
  return [{ field: 'name', how: 'join', columns: [family.header, given.header], isSure }];
}

/** What stands before the words must be the same: `billing last name` goes with `billing first name`. */
function isPair(family: Known, given: Known): boolean {
  const before = beforeWord(family.header, FAMILY);
  return before !== undefined && before === beforeWord(given.header, GIVEN);
}

function beforeWord(header: string, words: readonly string[]): string | undefined {
  const text = folded(header);
  const word = words.filter((one) => text.endsWith(one)).sort((a, b) => b.length - a.length)[0];
  return word === undefined ? undefined : text.slice(0, text.length - word.length);
}

/** What phones look like that are written without their country, too. */
const NUMBERS: readonly Known['shape'][] = ['phone', 'id', 'integer'];

const MOBILE = /휴대|핸드폰|모바일|mobil|cell|handy/;

function phonesInSeveral(columns: readonly Known[]): readonly ComposedGuess[] {
  const main = columns.find(({ guess }) => guess?.field === 'phone');
  if (main === undefined) return [];
  const others = columns.filter(
    (column) =>
      column !== main &&
      column.guess === null &&
      NUMBERS.includes(column.shape) &&
      isCalledPhone(column.header),
  );
  if (others.length === 0) return [];
  const all = [main, ...others];
  const mobile = all.filter(({ header }) => MOBILE.test(folded(header)));
  const ordered = [...mobile, ...all.filter((column) => !mobile.includes(column))];
  const isSure = all.every(({ shape }) => shape === 'phone');
  return [{ field: 'phone', how: 'first', columns: ordered.map(({ header }) => header), isSure }];
}

/** A fax and the phone of somebody else are called by more than the word. */
function isCalledPhone(header: string): boolean {
  return matchHeader(header).some(({ field, how }) => field === 'phone' && how === 'whole');
}
