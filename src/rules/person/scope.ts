import { allFields, fieldsOf } from '../../config/source-fields.js';
import { raw, type Sql, sql } from '../../engine/sql.js';
import { compileCondition } from '../expression/condition.js';
import { type Expression, Misread, namesIn } from '../expression/expression.js';
import { rowScope, type Scope, unknownName, type Value } from '../expression/scope.js';
import { rankOf } from '../grade/ranks.js';
import { asOfValue, type PersonContext, rowNames } from './context.js';
import { amongPersons } from './top.js';

type Name = Expression & { readonly kind: 'name' };
type Call = Expression & { readonly kind: 'call' };

/** Names of a person that no measure can take. */
export const PERSON_NAMES = ['previous', 'best_source', 'announced', 'sources', 'as_of', 'grade', 'refused'];

/**
 * The names that a rule about a person may use; rows are spoken of through every, any and `source.field`.
 * `more` are those that are known only where the rule stands, such as the grade that was decided.
 */
export function personScope(
  context: PersonContext,
  more: Readonly<Record<string, Value>> = {},
): Scope & Required<Pick<Scope, 'rank'>> {
  const scope = {
    rank: (label: string, at: number) => sql`${rankOf(label, at, context.grades)}`,
    named: (expression: Name) => named(expression, context, more),
    instead: (expression: Expression) => overRows(expression, context) ?? among(expression, scope, context),
    holds: (condition: Expression): Sql => compileCondition(condition, scope),
  };
  return scope;
}

function named({ path, at }: Name, context: PersonContext, more: Readonly<Record<string, Value>>): Value {
  const [word = '', ...rest] = path;
  if (rest.length > 0)
    throw new Misread(
      `${path.join('.')} has to stand in a comparison`,
      at,
      "such as online.status = 'dormant'",
    );
  const known = Object.hasOwn(more, word) ? more[word] : undefined;
  const value = known ?? personValue(word, context) ?? context.measure(word, at);
  if (value !== undefined) return value;
  const mapped = context.mapped(word);
  if (mapped !== undefined) return { sql: mapped, type: 'grade' };
  const ways = `write every(${word} ...), any(${word} ...) or ${context.sources[0]?.name}.${word}`;
  if (allFields(context.sources).includes(word))
    throw new Misread(`${word} is a field of a row, and a person may have several`, at, ways);
  throw unknownName(word, at, [...PERSON_NAMES, ...context.measures, ...allFields(context.sources)]);
}

function personValue(word: string, context: PersonContext): Value | undefined {
  switch (word) {
    case 'previous':
      return { sql: raw('previous_rank'), type: 'grade' };
    case 'announced':
      return { sql: raw('announced_rank'), type: 'grade' };
    case 'best_source':
      return { sql: context.bestSource(), type: 'grade' };
    case 'sources':
      return { sql: sourcesOf(context), type: 'number' };
    case 'as_of':
      return asOfValue(context);
    default:
      return undefined;
  }
}

/** A count of distinct values would keep a set for every person; one bit for each source does not. */
export function sourcesOf({ columns }: Pick<PersonContext, 'columns'>): Sql {
  return columns.add('sources', raw('bit_count(bit_or(1::bigint << source_no::bigint))'));
}

function overRows(expression: Expression, context: PersonContext): Sql | undefined {
  if (expression.kind === 'call' && (expression.name === 'every' || expression.name === 'any'))
    return ranged(expression, context);
  const qualified = namesIn(expression).filter(({ path }) => path.length > 1);
  const isOverPersons = expression.kind === 'call' && expression.name === 'top';
  return qualified.length === 0 || isOverPersons ? undefined : someRowOfSource(expression, context);
}

function among(expression: Expression, scope: Scope, context: PersonContext): Sql | undefined {
  return expression.kind === 'call' ? amongPersons(expression, scope, context) : undefined;
}

function ranged(call: Call, context: PersonContext): Sql {
  const [condition, ...more] = call.of;
  if (condition === undefined || more.length > 0)
    throw new Misread(`${call.name} takes one condition`, call.at, "such as any(status = 'dormant')");
  const inner = compileCondition(condition, rowScope(allFields(context.sources), rowNames(context)));
  return context.columns.add(
    call.name,
    sql`${raw(call.name === 'every' ? 'bool_and' : 'bool_or')}(${inner})`,
  );
}

/** `online.status = 'dormant'`: some row of that source satisfies the comparison. */
function someRowOfSource(expression: Expression, context: PersonContext): Sql {
  const { sources, columns } = context;
  const names = namesIn(expression).filter(({ path }) => path.join('.') !== 'as_of');
  const first = names.find(({ path }) => path.length > 1)?.path[0] ?? '';
  if (first === 'orders' && context.orders !== undefined)
    throw new Misread('orders stand in measures alone', expression.at, 'name one: spend: sum(orders.amount)');
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
  const rows = rowScope(fieldsOf(source), rowNames(context));
  const inRow = (path: readonly string[]) => (path.length > 1 ? path.slice(1) : path);
  const scope: Scope = { named: (inner) => rows.named({ ...inner, path: inRow(inner.path) }) };
  const condition = compileCondition(expression, scope);
  return columns.add(
    first,
    sql`coalesce(bool_or(${condition}) filter (where source_no = ${source.order}), false)`,
  );
}
