import type { ExampleRecord, ExampleValue } from '../examples/example.js';
import type { Expression } from '../expression/expression.js';
import { windowDays } from '../orders/window.js';
import type { RuleSet } from '../ruleset.js';
import type { OrderBasis } from './measure-line.js';
import type { Amount } from './trial.js';

interface Occasion {
  readonly rules: RuleSet;
  readonly asOf: string;
}

interface Order {
  readonly day: string;
  readonly values: Record<string, ExampleValue>;
}

/** More than so many orders are not tried. */
const MOST = 60;

/**
 * Orders that may give the measures over orders their values; undefined when none do. What is counted comes first,
 * and the money is put on what is there. Whether they do is for the rules themselves to say.
 */
export function ordersWith(
  way: readonly Amount[],
  { rules, asOf }: Occasion,
): readonly ExampleRecord[] | undefined {
  const asked = way.flatMap(({ basis, value }) =>
    basis.order === undefined ? [] : [{ aggregate: basis.aggregate, order: basis.order, value }],
  );
  const orders: Order[] = [];
  const isCount = (aggregate: string) => Number(aggregate.startsWith('count'));
  for (const one of asked.toSorted((a, b) => isCount(b.aggregate) - isCount(a.aggregate)))
    if (!put(orders, one, { rules, asOf })) return undefined;
  const [first] = rules.orders?.exports ?? [];
  return orders.map(({ day, values }) => ({
    order: first?.order ?? 0,
    values: { ordered_at: day, ...delivered(day, first?.columns ?? {}), ...values },
  }));
}

function delivered(day: string, columns: object): Order['values'] {
  if ('delivered_at' in columns) return { delivered_at: day };
  return 'status' in columns ? { status: 'delivered' } : {};
}

interface Asked {
  readonly aggregate: string;
  readonly order: OrderBasis;
  readonly value: string;
}

function put(orders: Order[], { aggregate, order, value }: Asked, { rules, asOf }: Occasion): boolean {
  const day = order.window === undefined ? asOf : windowDays(order.window, asOf)?.to;
  const fixed = order.condition === undefined ? {} : valuesOf(order.condition);
  const wanted = Number(value);
  if (day === undefined || fixed === undefined || wanted < 0) return false;
  const fits = (one: Order) =>
    one.day === day && Object.entries(fixed).every(([field, text]) => one.values[field] === text);
  const add = (values: Order['values']) => {
    orders.push({ day, values: { amount: Number(rules.orders?.policy.least ?? 0), ...fixed, ...values } });
  };
  const own = orders.filter(fits);
  if (aggregate.startsWith('count')) {
    if (wanted > MOST) return false;
    const different = (at: number) =>
      order.field === undefined ? {} : { [order.field]: `${order.field} ${at + 1}` };
    for (let at = 0; at < wanted; at += 1) {
      const there = own[at];
      if (there === undefined) add(different(at));
      else Object.assign(there.values, different(at));
    }
    return true;
  }
  if (order.field?.endsWith('_at')) return dated(orders, value, fixed);
  const field = order.field ?? 'amount';
  const there = own.reduce((sum, { values }) => sum + Number(values[field] ?? 0), 0);
  const missing = aggregate === 'sum' ? Math.round((wanted - there) * 100) / 100 : wanted;
  const [first] = own;
  if (missing < 0) return false;
  if (first === undefined || aggregate !== 'sum') {
    if (wanted > 0 || aggregate !== 'sum') add({ [field]: wanted });
    return true;
  }
  first.values[field] = Number(first.values[field] ?? 0) + missing;
  return true;
}

function dated(orders: Order[], value: string, fixed: Order['values']): boolean {
  orders.push({ day: value.slice(0, 10), values: { amount: 1, ...fixed } });
  return true;
}

/** What an order says that satisfies a condition of equalities; undefined for any other condition. */
function valuesOf(condition: Expression): Order['values'] | undefined {
  if (condition.kind === 'and') {
    const parts = condition.of.map(valuesOf);
    return parts.includes(undefined) ? undefined : Object.assign({}, ...parts);
  }
  if (condition.kind !== 'compare' || condition.operator !== '=') return undefined;
  const [name, text] = condition.of;
  if (name.kind !== 'name' || text.kind !== 'text') return undefined;
  const field = name.path.join('.');
  return field === 'export' || field === 'source' ? undefined : { [field]: text.value };
}
