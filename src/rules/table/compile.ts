import { all, join, raw, type Sql, sql } from '../../engine/sql.js';
import { compileCondition } from '../expression/condition.js';
import type { PersonContext } from '../person/context.js';
import { personScope } from '../person/scope.js';
import type { DecisionTable, TableLine } from './table.js';

/** What a column of the table gives a person; missing when no line applies. Throws Misread. */
export function compileTable({ hit, lines }: DecisionTable, result: string, context: PersonContext): Sql {
  const arms = lines.flatMap((line) => {
    const gives = line.results.get(result);
    // Under `first` a line with an empty cell still stands before those below it.
    if (gives === undefined && hit === 'highest') return [];
    return [sql`when ${lineCondition(line, context)} then ${gives === undefined ? null : raw(gives)}`];
  });
  if (arms.length === 0) return raw('null::integer');
  if (hit !== 'highest') return sql`(case ${join(arms, ' ')} end)`;
  const each = arms.map((arm) => sql`case ${arm} end`);
  return each.length === 1 ? sql`(${each[0]})` : sql`greatest(${join(each)})`;
}

/** Whether a line of a table applies. Throws Misread. */
export function lineCondition({ cells }: TableLine, context: PersonContext): Sql {
  const scope = personScope(context);
  return all(cells.flatMap((cell) => (cell === undefined ? [] : compileCondition(cell, scope))));
}
