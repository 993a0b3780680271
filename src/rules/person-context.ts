import type { Source } from '../config/config.js';
import { type Sql, sql } from '../engine/sql.js';
import { Misread } from './expression/expression.js';
import type { Value } from './expression/scope.js';
import { highestMapped } from './grade/compile.js';
import { tableAndResult } from './grade/grade.js';
import { PersonColumns } from './person/columns.js';
import type { PersonContext } from './person/context.js';
import { MAPPED } from './person/mapped.js';
import { compileMeasure } from './person/measure.js';
import type { RuleParts } from './ruleset.js';
import { compileTable } from './table/compile.js';
import { tablesGiving } from './table/table.js';

/** What the rules are compiled for. */
export interface Occasion {
  readonly sources: readonly Source[];
  /** `YYYY-MM-DD` */
  readonly asOf: string;
  /** The buckets that move by differences to what was seen before. */
  readonly moving?: readonly string[];
}

/** Characters of SQL that one measure may become; twenty measures that double each other would be a million. */
const LONGEST = 200_000;

/** What conditions and grades are compiled in. What they name is compiled when it is asked for. */
export function personContext(rules: RuleParts, { sources, asOf, moving = [] }: Occasion): PersonContext {
  const columns = new PersonColumns();
  const population = new PersonColumns(' of all');
  const lots = new PersonColumns(' of lots');
  const orders = rules.orders && { exports: rules.orders.exports, columns: new PersonColumns(' of orders') };
  const compiled = new Map<string, Value>();
  const make = (open: readonly string[]): PersonContext => {
    const context: PersonContext = {
      sources,
      grades: rules.grades,
      asOf,
      moving,
      columns,
      population,
      orders,
      lots,
      bestSource: () => highestMapped([...rules.map.keys()], context),
      mapped: (source) => mappedOf(source, rules, context),
      measures: [...rules.measures.keys()],
      measure: (word, at) => measured(word, at),
      table: (call) => {
        const { name: table, result } = tableAndResult(call, tablesGiving(rules.tables, 'number'));
        const found = rules.tables.get(table);
        if (found === undefined)
          throw new Misread(
            `there is no decision table ${table}`,
            call.at,
            'add it under tables, or correct the name',
          );
        return { sql: compileTable(found, result, context), type: 'number' };
      },
      rule: (wanted) => {
        const rule = rules.decide.find((candidate) => candidate.name === wanted);
        return rule === undefined ? undefined : (rule.when ?? 'always');
      },
    };
    const measured = (word: string, at: number): Value | undefined => {
      const measure = rules.measures.get(word);
      if (measure === undefined || compiled.has(word)) return compiled.get(word);
      if (open.includes(word))
        throw new Misread(`${word} is made of itself`, at, [...open, word].join(' -> '));
      const value = compileMeasure(measure, make([...open, word]));
      if (value.sql.sql.length > LONGEST)
        throw new Misread(
          `${word} is made of too much: measures of measures grow with each step`,
          at,
          'measure the fields themselves, without measures in between',
        );
      compiled.set(word, value);
      return value;
    };
    return context;
  };
  return make([]);
}

function mappedOf(source: string, { map }: RuleParts, { sources, columns }: PersonContext): Sql | undefined {
  const order = sources.find(({ name }) => name === source)?.order;
  if (order === undefined || !map.has(source)) return undefined;
  return columns.add(`map ${source}`, sql`max(${MAPPED}) filter (where source_no = ${order})`);
}
