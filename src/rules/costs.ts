import { type Sql, sql } from '../engine/sql.js';
import type { Section } from './file/section.js';
import type { PersonContext } from './person/context.js';
import type { Cost, RuleSet } from './ruleset.js';

/** What a member of each grade costs a year. */
export function readCosts({ file, faults }: Section): ReadonlyMap<number, Cost> {
  const measures = [...Object.keys(file.measures), ...Object.keys(file.scores)];
  const costs = new Map<number, Cost>();
  for (const [grade, written] of Object.entries(file.costs)) {
    const path = ['costs', grade];
    const rank = file.grades.indexOf(grade) + 1;
    if (rank === 0) faults.unknownKey(path, `${grade} is not a grade of the ladder`, file.grades);
    const [, percent, measure] = /^(\d{1,3}(?:\.\d{1,6})?)\s*% of (\S+)$/u.exec(String(written)) ?? [];
    const isAmount = /^\d{1,15}(\.\d{1,2})?$/u.test(String(written));
    if (isAmount) costs.set(rank, { kind: 'amount', amount: String(written) });
    else if (percent === undefined || measure === undefined)
      faults.at(path, `${written} is not a cost`, 'write an amount a year, or 3% of spend');
    else if (measures.includes(measure)) costs.set(rank, { kind: 'share', percent, measure });
    else faults.at(path, `there is no measure ${measure}`, `known: ${measures.join(', ')}`);
  }
  return costs;
}

/** A measure that some grade costs a share of, as a column of each person. */
export interface CostMeasure {
  readonly measure: string;
  readonly name: string;
  readonly value: Sql;
}

export function compileCosts(
  { costs }: Pick<RuleSet, 'costs'>,
  context: PersonContext,
): readonly CostMeasure[] {
  const shares = [...costs.values()].flatMap((cost) => (cost.kind === 'share' ? [cost.measure] : []));
  return [...new Set(shares)].map((measure) => ({
    measure,
    name: costColumn(measure),
    value: sql`cast(${context.measure(measure, 1)?.sql ?? null} as decimal(24, 4))`,
  }));
}

/** The column that holds the measure. */
export function costColumn(measure: string): string {
  return `cost of ${measure}`;
}
