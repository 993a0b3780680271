import type { Source } from '../../config/config.js';
import { allFields, fieldsOf } from '../../config/source-fields.js';
import { name, raw, type Sql, sql } from '../../engine/sql.js';
import { compileCondition } from '../expression/condition.js';
import { type Expression, Misread, operandsOf } from '../expression/expression.js';
import { rowScope, type Scope, unknownName } from '../expression/scope.js';
import { rankOf } from '../grade/grade.js';
import { type Measure, measureSql } from './measure.js';

/** One number or flag of a person, made from the person's rows in the one pass over them. */
export interface PersonColumn {
  readonly name: string;
  readonly aggregate: Sql;
}

/** Collects what has to be known of a person; the same aggregate twice is one column. */
export class PersonColumns {
  private readonly byAggregate = new Map<string, PersonColumn>();

  /** The column that will hold the aggregate. */
  add(label: string, aggregate: Sql): Sql {
    const known = this.byAggregate.get(aggregate.sql);
    const column = known ?? { name: `${label} ${this.byAggregate.size + 1}`, aggregate };
    this.byAggregate.set(aggregate.sql, column);
    return name(column.name);
  }

  list(): readonly PersonColumn[] {
    return [...this.byAggregate.values()];
  }
}

export interface PersonContext {
  readonly sources: readonly Source[];
  readonly grades: readonly string[];
  readonly measures: ReadonlyMap<string, Measure>;
  readonly columns: PersonColumns;
  /** The highest mapped grade, as a rank. */
  readonly bestSource: () => Sql;
}

/** Names of a person that no measure can take. */
export const PERSON_NAMES = ['previous', 'best_source', 'sources'];

/** The names that a rule about a person may use; rows are spoken of through every, any and `source.field`. */
export function personScope(context: PersonContext): Scope {
  const rank = (label: string, at: number) => sql`${rankOf(label, at, context.grades)}`;
  return {
    rank,
    named: (expression) => named(expression, context),
    instead: (expression) => overRows(expression, context),
  };
}

function named({ path, at }: Expression & { readonly kind: 'name' }, context: PersonContext) {
  const [word = '', ...more] = path;
  if (more.length > 0) throw new Misread(`${path.join('.')} has to stand in a comparison`, at);
  if (word === 'previous') return { sql: raw('previous_rank'), type: 'grade' } as const;
  if (word === 'best_source') return { sql: context.bestSource(), type: 'grade' } as const;
  if (word === 'sources') return { sql: sourcesOf(context), type: 'number' } as const;
  const measure = context.measures.get(word);
  if (measure !== undefined) return { sql: measureColumn(word, context), type: 'number' } as const;
  const ways = `write every(${word} ...), any(${word} ...) or ${context.sources[0]?.name}.${word}`;
  if (allFields(context.sources).includes(word))
    throw new Misread(`${word} is a field of a row, and a person may have several`, at, ways);
  throw unknownName(word, at, [...PERSON_NAMES, ...context.measures.keys(), ...allFields(context.sources)]);
}

/** The column that holds a measure. */
export function measureColumn(measure: string, { measures, sources, columns }: PersonContext): Sql {
  const found = measures.get(measure);
  if (found === undefined) throw new Error(`no measure ${measure}`);
  return columns.add(measure, measureSql(found, sources));
}

/** A count of distinct values would keep a set for every person; one bit for each source does not. */
function sourcesOf({ columns }: PersonContext): Sql {
  return columns.add('sources', raw('bit_count(bit_or(1::bigint << source_no::bigint))'));
}

function overRows(expression: Expression, context: PersonContext): Sql | undefined {
  if (expression.kind === 'call' && (expression.name === 'every' || expression.name === 'any'))
    return ranged(expression, context);
  const qualified = namesIn(expression).filter(({ path }) => path.length > 1);
  return qualified.length === 0 ? undefined : someRowOfSource(expression, context);
}

function ranged(call: Expression & { readonly kind: 'call' }, { sources, columns }: PersonContext): Sql {
  const [condition, ...more] = call.of;
  if (condition === undefined || more.length > 0)
    throw new Misread(`${call.name} takes one condition`, call.at);
  const inner = compileCondition(condition, rowScope(allFields(sources)));
  return columns.add(call.name, sql`${raw(call.name === 'every' ? 'bool_and' : 'bool_or')}(${inner})`);
}

/** `online.status = 'dormant'`: some row of that source satisfies the comparison. */
function someRowOfSource(expression: Expression, { sources, columns }: PersonContext): Sql {
  const names = namesIn(expression);
  const first = names.find(({ path }) => path.length > 1)?.path[0] ?? '';
  const stranger = names.find(({ path }) => path.length !== 2 || path[0] !== first);
  if (stranger !== undefined)
    throw new Misread(
      `one comparison reads the rows of one source, so ${stranger.path.join('.')} cannot stand beside ${first}`,
      stranger.at,
      'name a measure for each side, such as online_spend: sum(online.spend)',
    );
  const source = sources.find((candidate) => candidate.name === first);
  if (source === undefined)
    throw unknownName(
      first,
      expression.at,
      sources.map((candidate) => candidate.name),
    );
  const rows = rowScope(fieldsOf(source));
  const scope: Scope = { named: (inner) => rows.named({ ...inner, path: inner.path.slice(1) }) };
  const condition = compileCondition(expression, scope);
  return columns.add(
    first,
    sql`coalesce(bool_or(${condition}) filter (where source_no = ${source.order}), false)`,
  );
}

function namesIn(expression: Expression): readonly (Expression & { readonly kind: 'name' })[] {
  return expression.kind === 'name' ? [expression] : operandsOf(expression).flatMap(namesIn);
}
