import { kindOf } from '../../config/fields.js';
import { didYouMean } from '../../config/nearest.js';
import { ORDER_FIELD_NAMES } from '../../config/order-fields.js';
import { all, name, raw, type Sql, sql } from '../../engine/sql.js';
import { compileCondition } from '../expression/condition.js';
import { type Expression, Misread } from '../expression/expression.js';
import { type Scope, unknownName, type Value } from '../expression/scope.js';
import { converted } from '../expression/value.js';
import type { ValueType } from '../expression/value-type.js';
import { asOfValue, type PersonContext } from '../person/context.js';
import { orderType } from './type.js';
import { windowDays } from './window.js';

type Call = Expression & { readonly kind: 'call' };

const FORM = 'such as sum(orders.amount, last 12 months) or count(orders, this year)';

/**
 * `sum(orders.amount, last 12 months)`, `count(orders, this year, channel = 'app')`: over the orders of a person
 * that count (`counted_orders`). Who has none has a sum and a count of 0; any other measure is missing then.
 * Undefined for a call that is not about orders. Throws Misread.
 */
export function aggregateOrders(call: Call, context: PersonContext): Value | undefined {
  const [written, ...more] = call.of;
  const { operand, isDate } = dateIn(written);
  if (context.orders === undefined || operand?.kind !== 'name' || operand.path[0] !== 'orders')
    return undefined;
  const [, field, ...rest] = operand.path;
  if (field === undefined && call.name !== 'count') return undefined;
  if (rest.length > 0)
    throw new Misread(
      `${operand.path.join('.')} is not a field of an order`,
      operand.at,
      'such as orders.amount',
    );
  const filters = filtersOf(call, more, context);
  const add = (aggregate: Sql) =>
    context.orders?.columns.add(call.name, sql`${aggregate}${filters}`) ?? raw('');
  if (field === undefined) return { sql: sql`coalesce(${add(raw('count(*)'))}, 0)`, type: 'number' };
  const value = orderScope(context).named({ kind: 'name', path: [field], at: operand.at });
  if (call.name === 'count' || call.name === 'count_distinct') {
    const distinct = raw(call.name === 'count' ? '' : 'distinct ');
    return { sql: sql`coalesce(${add(sql`count(${distinct}${value.sql})`)}, 0)`, type: 'number' };
  }
  return reckoned(call, { value: isDate ? converted(value, 'date') : value, operand, add });
}

interface Reckoning {
  readonly value: Value;
  readonly operand: Expression & { readonly kind: 'name' };
  readonly add: (aggregate: Sql) => Sql;
}

function reckoned(call: Call, { value, operand, add }: Reckoning): Value {
  const number = value.type === 'extra' ? converted(value, 'number') : value;
  const isNumber = number.type === 'number';
  if (!isNumber && (number.type !== 'date' || call.name === 'sum'))
    throw new Misread(
      `${operand.path.join('.')} is not an amount`,
      operand.at,
      'name an amount, such as orders.amount',
    );
  const type: ValueType = isNumber ? 'number' : 'date';
  if (call.name === 'sum') return { sql: sql`coalesce(${add(sql`sum(${number.sql})`)}, 0)`, type };
  if (call.name === 'latest') return { sql: add(sql`arg_max(${number.sql}, (counted_at, row_id))`), type };
  return { sql: add(sql`${raw(call.name)}(${number.sql})`), type };
}

/** `max(as_date(orders.extra))` */
function dateIn(written: Expression | undefined) {
  const isDate = written?.kind === 'call' && written.name === 'as_date' && written.of.length === 1;
  return { operand: isDate ? written.of[0] : written, isDate };
}

function filtersOf(call: Call, more: readonly Expression[], context: PersonContext): Sql {
  const windows = more.filter((part) => part.kind === 'window');
  const conditions = more.filter((part) => part.kind !== 'window');
  if (windows.length > 1 || conditions.length > 1)
    throw new Misread(`${call.name} takes one field, and perhaps a window and a condition`, call.at, FORM);
  const kept = [
    ...windows.map(({ text, at }) => within(text, at, context)),
    ...conditions.map((condition) => compileCondition(condition, orderScope(context))),
  ];
  return kept.length === 0 ? raw('') : sql` filter (where ${all(kept)})`;
}

function within(text: string, at: number, { asOf }: PersonContext): Sql {
  const days = windowDays(text, asOf);
  if (days === undefined) throw new Misread(`${text} is no stretch of days`, at, FORM);
  return sql`cast(counted_at as date) between ${days.from}::date and ${days.to}::date`;
}

/** The names of one order; its amount is what is left of it. */
function orderScope(context: PersonContext): Scope {
  const { exports = [] } = context.orders ?? {};
  const extras = exports.flatMap(({ extra }) => Object.keys(extra));
  const known = [...ORDER_FIELD_NAMES.filter((field) => exports.some((e) => field in e.columns)), ...extras];
  const own = new Map<string, Value>([
    ['as_of', asOfValue(context)],
    ['amount', { sql: name('net_amount'), type: 'number' }],
    ['export', namedExport(context)],
    ['source', ownerOf(context)],
  ]);
  return {
    named: ({ path, at }) => {
      const word = path.join('.');
      const value = own.get(word);
      if (value !== undefined) return value;
      if (!known.includes(word)) throw unknownOrderField(word, at, [...known, 'export', 'source']);
      return { sql: name(word), type: orderType(word), ...(word === 'status' ? { among: STATUSES } : {}) };
    },
  };
}

const STATUSES = ['ordered', 'delivered', 'cancelled', 'refunded'];

function unknownOrderField(word: string, at: number, known: readonly string[]): Misread {
  const isField = kindOf(word, 'orders') !== 'text' || ORDER_FIELD_NAMES.some((field) => field === word);
  return isField
    ? new Misread(
        `no export of orders has ${word}`,
        at,
        didYouMean(word, known) ?? 'map its column in the config',
      )
    : unknownName(word, at, known);
}

function namedExport({ orders }: PersonContext): Value {
  const list = (orders?.exports ?? []).map((e) => ({ order: e.order, word: e.name.replace('orders.', '') }));
  return oneOf(list);
}

function ownerOf({ orders }: PersonContext): Value {
  return oneOf((orders?.exports ?? []).map(({ order, of }) => ({ order, word: of })));
}

function oneOf(list: readonly { readonly order: number; readonly word: string }[]): Value {
  const arms = list.map(({ order, word }) => sql`when ${order} then ${word}`.sql).join(' ');
  return {
    sql: raw(`(case source_no ${arms} end)`),
    type: 'text',
    among: [...new Set(list.map(({ word }) => word))],
  };
}
