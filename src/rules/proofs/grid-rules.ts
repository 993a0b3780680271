import { name, raw, type Sql, sql } from '../../engine/sql.js';
import { compileAdjustment, compileExceptions } from '../adjust/compile.js';
import { type CompiledRules, compileDecision, rankAfter } from '../compile.js';
import { mappedRank } from '../grade/mapped-rank.js';
import type { PersonColumn, PersonColumns } from '../person/columns.js';
import { compileMeasure } from '../person/measure.js';
import { type Occasion, personContext } from '../person-context.js';
import type { Loosened } from './loosen.js';

/**
 * The rules compiled as for members, but with a column for each measure and each free condition in the place of
 * what they are made of, so that a grid can say what they are.
 */
export interface GridRules extends Pick<CompiledRules, 'decide' | 'adjust' | 'mapped'> {
  /** Of the rows of a person; those the rules read. */
  readonly columns: PersonColumns;
  readonly read: readonly PersonColumn[];
  readonly bestSource: Sql;
  /** The measures and free conditions that the rules read. */
  readonly measures: readonly string[];
  readonly free: readonly string[];
  /** Grades set by hand are left out. */
  readonly exceptions: readonly Sql[];
}

/** The type of each measure: number or date. */
export type MeasureTypes = ReadonlyMap<string, string>;

export function measureTypes({ rules }: Loosened, occasion: Occasion): MeasureTypes {
  const types = [...rules.measures].map(
    ([word, measure]) => [word, compileMeasure(measure, personContext(rules, occasion)).type] as const,
  );
  return new Map(types);
}

export function compileForGrid({ rules, free }: Loosened, occasion: Occasion): GridRules {
  const types = measureTypes({ rules, free } as Loosened, occasion);
  const asked = new Set<string>();
  const isFree = (word: string) => free.some((condition) => condition.name === word);
  const context = {
    ...personContext(rules, occasion),
    measure: (word: string) => {
      const type = isFree(word) ? 'flag' : types.get(word);
      if (type !== 'flag' && type !== 'number' && type !== 'date') return undefined;
      asked.add(word);
      return { sql: measureColumn(word), type } as const;
    },
  };
  const decide = rules.decide.map((decision) => compileDecision(decision, rules, context));
  const adjust = rules.adjust.map((adjustment, index) =>
    compileAdjustment(adjustment, rankAfter(index), rules, context),
  );
  const read = context.columns.list();
  const bestSource = rules.map.size === 0 ? raw('null::utinyint') : context.bestSource();
  return {
    decide,
    adjust,
    mapped: mappedRank(rules, context),
    columns: context.columns,
    read,
    bestSource,
    measures: [...asked].filter((word) => !isFree(word)),
    free: [...asked].filter(isFree),
    exceptions: rules.adjust.flatMap((adjustment) =>
      adjustment.kind === 'exceptions'
        ? [sql`null::utinyint as ${name(compileExceptions(adjustment, context).column)}`]
        : [],
    ),
  };
}

export function measureColumn(word: string): Sql {
  return name(`measure ${word}`);
}
