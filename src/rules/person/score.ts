import { join, raw, type Sql, sql } from '../../engine/sql.js';
import type { Value } from '../expression/scope.js';
import type { PersonContext } from './context.js';

/** What one measure adds to a score. All numbers are in plain digits. */
export interface ScorePart {
  readonly measure: string;
  /** Times the measure, or times what its steps give. */
  readonly weight: string;
  /** From this value of the measure on it counts so many; below the first step nothing. Lowest first. */
  readonly steps?: readonly { readonly from: string; readonly gives: string }[];
  /** More than this is not added. */
  readonly most?: string;
}

/** The sum of its parts: a measure that is missing adds nothing, and where all are missing the score is. */
export function compileScore(parts: readonly ScorePart[], context: PersonContext): Value {
  const measured = parts.map((part) => {
    const value = context.measure(part.measure, 1);
    if (value === undefined) throw new Error(`no measure ${part.measure}`);
    return { known: sql`${value.sql} is not null`, adds: added(part, value.sql) };
  });
  const known = join(
    measured.map((part) => part.known),
    ' or ',
  );
  const sum = join(
    measured.map((part) => part.adds),
    ' + ',
  );
  return { sql: sql`(case when ${known} then ${sum} end)`, type: 'number' };
}

function added({ weight, steps, most }: ScorePart, measure: Sql): Sql {
  const counted = steps === undefined ? measure : stepped(steps, measure);
  const weighted = sql`coalesce(${counted} * ${raw(weight)}, 0)`;
  return most === undefined ? weighted : sql`least(${weighted}, ${raw(most)})`;
}

function stepped(steps: NonNullable<ScorePart['steps']>, measure: Sql): Sql {
  const arms = steps
    .toReversed()
    .map(({ from, gives }) => sql`when ${measure} >= ${raw(from)} then ${raw(gives)}`);
  return sql`(case ${join(arms, ' ')} else 0 end)`;
}
