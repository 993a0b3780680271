import { join, type Sql, sql } from '../../engine/sql.js';
import { nameKey } from '../../standardise/person-name.js';
import type { Form } from './comparator.js';
import { consonants, hangulSounds, runTogether, silentStart } from './korean-sound.js';
import { latinSounds } from './latin-sound.js';
import { folded, jamo } from './letters.js';
import { NICKNAMES } from './nicknames.js';
import { SURNAME_SHARES } from './surnames.js';

/** A name as the export has it, every mask sign as *, and as it is compared, with the mask kept. */
const key: readonly Form[] = [
  { name: 'starred', of: sql`replace(replace(value, '○', '*'), '＊', '*')` },
  ...nameKey.slice(1).map((step, at, steps) => ({
    name: at === steps.length - 1 ? 'key' : 'joined',
    of: step(at === 0 ? sql`starred` : sql`joined`),
  })),
  { name: 'size', of: sql`length(key)` },
  { name: 'masked', of: sql`contains(key, '*')` },
  { name: 'hangul', of: sql`regexp_full_match(key, '[가-힣*]*[가-힣][가-힣*]*')` },
];

/** NULL for masked names, and in names of other letters where only Hangul has them. */
const hangul: readonly Form[] = [
  { name: 'surname', of: sql`case when hangul and not starts_with(key, '*') then left(key, 1) end` },
  // The given name first: 민수김.
  {
    name: 'turned',
    of: sql`case when hangul and not masked and size > 2 then substr(key, 2) || left(key, 1) end`,
  },
  {
    name: 'heard',
    of: sql`case when hangul and not masked and size > 1 then ${runTogether(hangulSounds(sql`key`))} end`,
  },
  { name: 'sound', of: sql`case when length(heard) > 2 then ${silentStart(sql`heard`)} end` },
  { name: 'by_ear', of: sql`case when ${foreign()} then ${consonants(sql`heard`)} end` },
];

/** NULL for masked names and for names in Hangul. `words` are the words of the name, folded. */
const latin: readonly Form[] = [
  { name: 'words', of: sql`case when not hangul and not masked then ${wordsOf(sql`value`)} end` },
  { name: 'turns', of: turns(sql`words`) },
  { name: 'whole', of: sql`list_filter(words, lambda word: strlen(word) > 1)` },
  { name: 'sorted', of: sql`nullif(array_to_string(list_sort(words), ' '), '')` },
  { name: 'initial', of: sql`len(list_filter(words, lambda word: length(word) = 1)) > 0` },
  { name: 'shortened', of: sql`list_transform(range(1, len(words) + 1), lambda i: ${shortened(sql`i`)})` },
  {
    name: 'unnicked',
    of: sql`nullif(array_to_string(list_sort(list_transform(words, lambda word: ${fullName(sql`word`)})), ' '), '')`,
  },
  { name: 'spelled', of: latinSounds(sql`' ' || array_to_string(words, ' ') || ' '`) },
  { name: 'unspoken', of: split(sql`replace(spelled, 'R', '')`) },
  {
    name: 'rolled',
    of: sql`case when contains(spelled, 'R') then ${split(sql`replace(spelled, 'R', 'l')`)} end`,
  },
  { name: 'unspoken_turns', of: soundTurns(sql`unspoken`) },
  { name: 'rolled_turns', of: soundTurns(sql`rolled`) },
  { name: 'sounds', of: longer(sql`list_transform(unspoken_turns, lambda turn: ${silentStart(sql`turn`)})`) },
  {
    name: 'ears',
    of: longer(
      sql`list_transform(list_concat(unspoken_turns, rolled_turns), lambda turn: ${consonants(sql`turn`)})`,
    ),
  },
];

const letters: readonly Form[] = [
  {
    name: 'letters',
    of: sql`case when masked then null when hangul then ${jamo(sql`key`)} else ${jamo(sql`array_to_string(words, '')`)} end`,
  },
  // Equal for the same letters in any order: what is cheap to ask first.
  {
    name: 'anagram',
    of: sql`nullif(array_to_string(list_sort(string_split(case when hangul then key else array_to_string(words, '') end, '')), ''), '')`,
  },
];

/** What is made of a name before names are compared. */
export const nameForms: readonly Form[] = [...key, ...hangul, ...latin, ...letters];

/** Three syllables behind a Korean surname are a Korean name; anything else may be a foreign name taken down by ear. */
function foreign(): Sql {
  const surnames = SURNAME_SHARES.map(([surname]) => surname).filter((surname) => surname.length === 1);
  return sql`size > 3 or not contains(${surnames.join('')}, surname)`;
}

function wordsOf(value: Sql): Sql {
  const bare = sql`regexp_replace(${folded(value)}, '[''’\`´]|님$', '', 'g')`;
  return sql`regexp_extract_all(${bare}, '[\\p{L}\\p{M}\\p{N}]+')`;
}

function split(sounds: Sql): Sql {
  return sql`string_split(trim(${sounds}), ' ')`;
}

/** The words run together from each of them on: kimminsu, minsukim. */
function turns(words: Sql): Sql {
  return sql`list_transform(range(1, len(${words}) + 1),
    lambda i: array_to_string(list_slice(${words}, i, len(${words})) || list_slice(${words}, 1, i - 1), ''))`;
}

function soundTurns(words: Sql): Sql {
  return sql`list_transform(${turns(words)}, lambda turn: ${runTogether(sql`turn`)})`;
}

/** The sorted words with one cut down to its initial. */
function shortened(i: Sql): Sql {
  const cut = sql`list_transform(words, lambda word, place: case when place = ${i} then left(word, 1) else word end)`;
  return sql`array_to_string(list_sort(${cut}), ' ')`;
}

function longer(sounds: Sql): Sql {
  return sql`list_filter(${sounds}, lambda sound: length(sound) > 2)`;
}

function fullName(word: Sql): Sql {
  const cases = NICKNAMES.map(
    ([full, ...short]) => sql`when ${word} in (${join(short.map((name) => sql`${name}`))}) then ${full}`,
  );
  return sql`case ${join(cases, ' ')} else ${word} end`;
}
