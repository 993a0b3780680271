import { either, raw, type Sql, sql } from '../../engine/sql.js';
import type { Comparator } from './comparator.js';
import { folded, jamo, similarity } from './letters.js';

/** Stands between the two fields of a value; white space, so that a first and a last word can be told in it. */
export const PARTS_BORDER = '\n';

const LEVELS = [
  'differs',
  'one_part_only',
  'one_part_alike',
  'one_part',
  'near',
  'reordered',
  'equal',
] as const;

/**
 * Given name and surname from two fields, of which either may be empty, and which people put into each other's
 * place. As two comparisons they would count one swap as two contradictions; as one text a missing
 * surname would look like another surname.
 *
 * - `equal`; `reordered`: each in the other's field; `near`: both alike, in this order or the other
 * - `one_part`, `one_part_alike`: one is equal, or alike, and nothing is known about the other
 * - `one_part_only`: one is equal or alike, the other contradicts
 *
 * Alike: one letter or jamo is another, missing or too much, or two neighbours are swapped (two such slips in six
 * letters and more); Jaro-Winkler similarity of at least 0.88, which Rob and Robert have; an initial. A given name
 * and a surname alone say nothing about each other.
 */
export const fullName: Comparator = {
  levels: LEVELS,
  forms: [
    { name: 'parts', of: sql`string_split(value, ${PARTS_BORDER})` },
    { name: 'given', of: lettersOf(sql`parts[1]`) },
    { name: 'surname', of: lettersOf(sql`parts[2]`) },
    { name: 'partial', of: sql`given is null or surname is null` },
  ],
  level: sql`case
    when a.given = b.given and a.surname = b.surname then ${at('equal')}
    when a.given = b.surname and a.surname = b.given then ${at('reordered')}
    when ${both('given', 'given')} or ${both('given', 'surname')} then ${at('near')}
    when not a.partial and not b.partial then case when ${any(alike)} then ${at('one_part_only')} else ${at('differs')} end
    when ${any(same)} then ${at('one_part')}
    when ${any(alike)} then ${at('one_part_alike')}
    when (a.given is null or b.given is null) and (a.surname is null or b.surname is null) then null
    else ${at('differs')}
  end`,
  partial: (value) => sql`(starts_with(${value}, ${PARTS_BORDER}) or ends_with(${value}, ${PARTS_BORDER}))`,
};

type Part = 'given' | 'surname';

function at(level: (typeof LEVELS)[number]): Sql {
  return raw(String(LEVELS.indexOf(level)));
}

function lettersOf(part: Sql): Sql {
  return sql`nullif(${jamo(sql`regexp_replace(${folded(part)}, '[^\\p{L}\\p{M}\\p{N}]+', '', 'g')`)}, '')`;
}

/** Whether both parts are alike when the first of `a` stands for that one of `b`. */
function both(a: Part, b: Part): Sql {
  return sql`(${alike(a, b)} and ${alike(other(a), other(b))})`;
}

function any(holds: (a: Part, b: Part) => Sql): Sql {
  const parts = ['given', 'surname'] as const;
  return either(parts.flatMap((a) => parts.map((b) => sql`coalesce(${holds(a, b)}, false)`)));
}

function same(a: Part, b: Part): Sql {
  return sql`(${raw(`a.${a}`)} = ${raw(`b.${b}`)})`;
}

function alike(a: Part, b: Part): Sql {
  const [x, y] = [raw(`a.${a}`), raw(`b.${b}`)];
  const shorter = sql`least(length(${x}), length(${y}))`;
  const slips = sql`case when ${shorter} >= 6 then 2 when ${shorter} >= 3 then 1 else 0 end`;
  return sql`(damerau_levenshtein(${x}, ${y}) <= ${slips} or ${similarity(x, y)} >= 0.88
    or (${shorter} = 1 and left(${x}, 1) = left(${y}, 1)))`;
}

function other(part: Part): Part {
  return part === 'given' ? 'surname' : 'given';
}
