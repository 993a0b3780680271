import type { ExampleRecord, ExampleValue } from '../../../src/rules/examples/example.js';
import type { Expression } from '../../../src/rules/expression/expression.js';
import { type Asked, addMonths, holds, type World } from './expressions.js';
import { as, date, extreme, number, type Value } from './values.js';

interface Counted {
  readonly day: string;
  readonly values: Readonly<Record<string, ExampleValue>>;
}

/** What an aggregate makes of the orders of a person that count; undefined when it is not about orders. */
export function aggregateOrders(
  { name, of }: Expression & { readonly kind: 'call' },
  { world, person }: Asked,
): { readonly value: Value } | undefined {
  const [operand, ...more] = of;
  if (operand?.kind !== 'name' || operand.path[0] !== 'orders' || world.rules.orders === undefined)
    return undefined;
  const window = more.find((part) => part.kind === 'window')?.text;
  const condition = more.find((part) => part.kind !== 'window');
  const orders = (person?.orders ?? [])
    .flatMap((order) => countedOf(order, world) ?? [])
    .filter(({ day }) => window === undefined || isWithin(day, window, world.asOf))
    .filter(
      ({ values }) => condition === undefined || holds(condition, { world, row: { source: '', values } }),
    );
  const field = operand.path[1];
  if (field === undefined) return { value: number(orders.length) };
  const present = orders.flatMap(({ values }) => values[field] ?? []);
  if (name === 'count_distinct') return { value: number(new Set(present).size) };
  if (name === 'count') return { value: number(present.length) };
  const isMoment = field.endsWith('_at');
  const known = present.map((value) =>
    isMoment ? date(String(value)) : as('number', { is: 'text', of: String(value) }, []),
  );
  if (name === 'sum') return { value: number(known.reduce((sum, value) => sum + Number(value?.of), 0)) };
  return { value: extreme(known, name === 'max' ? 'greatest' : 'least') };
}

/** The day on which an order counts and what is left of it; undefined for one that does not count. */
function countedOf({ values }: ExampleRecord, world: World): Counted | undefined {
  const policy = world.rules.orders?.policy;
  const columns = world.rules.orders?.exports[0]?.columns ?? {};
  const amount = numberOf(values.amount);
  if (policy === undefined || amount === undefined || isRefund(values)) return undefined;
  if (values.status === 'cancelled') return undefined;
  const delivered = 'delivered_at' in columns ? dayOf(values.delivered_at) : dayOf(values.ordered_at);
  if (policy.deliveredOnly && !isDelivered(values, columns, world.asOf)) return undefined;
  const day = policy.date === 'ordered' ? dayOf(values.ordered_at) : delivered;
  if (day === undefined || day > world.asOf) return undefined;
  const back = policy.refunds === 'ignore' ? 0 : Math.min(refundedOf(values, world), amount);
  if (amount > 0 && back >= amount) return undefined;
  const less = policy.without.reduce((sum, field) => sum + (numberOf(values[field]) ?? 0), 0);
  const left = Math.max(0, amount - back - less);
  return left < Number(policy.least ?? 0) ? undefined : { day, values: { ...values, amount: left } };
}

function isDelivered(values: Counted['values'], columns: object, asOf: string): boolean {
  if ('delivered_at' in columns) {
    const day = dayOf(values.delivered_at);
    return day === undefined ? values.status === 'delivered' : day <= asOf;
  }
  return !('status' in columns) || values.status === 'delivered' || values.status === 'refunded';
}

/** What all refunds that name the order took back by the day of the plan, whoever brought it. */
function refundedOf(values: Counted['values'], { people, asOf }: World): number {
  const refunds = people
    .flatMap(({ orders = [] }) => orders)
    .filter(({ values: other }) => other.refund_of !== undefined && other.refund_of === values.order_no)
    .filter(({ values: other }) => other.status !== 'cancelled' && numberOf(other.amount) !== undefined)
    .filter(({ values: other }) => (dayOf(other.refunded_at) ?? dayOf(other.ordered_at) ?? '') <= asOf);
  if (refunds.length > 0)
    return refunds.reduce((sum, refund) => sum + Math.abs(Number(refund.values.amount)), 0);
  const day = dayOf(values.refunded_at);
  return values.status === 'refunded' || (day !== undefined && day <= asOf) ? Number(values.amount) : 0;
}

function isRefund({ refund_of, amount }: Counted['values']): boolean {
  return (refund_of ?? null) !== null || Number(amount) < 0;
}

function isWithin(day: string, window: string, asOf: string): boolean {
  const [which, second = '', third] = window.split(' ');
  if (day > asOf) return false;
  if (third === 'months') return day > dayOf(String(addMonths(date(asOf), -Number(second))?.of), '');
  const width = second === 'month' ? 7 : 4;
  if (which === 'this') return day.slice(0, width) === asOf.slice(0, width);
  if (second === 'year') return Number(day.slice(0, 4)) === Number(asOf.slice(0, 4)) - 1;
  throw new Error(`the interpreter has no ${window}`);
}

function numberOf(value: ExampleValue | undefined): number | undefined {
  return value === undefined || value === null ? undefined : Number(value);
}

function dayOf(value: ExampleValue | undefined): string | undefined;
function dayOf(value: string, none: string): string;
function dayOf(value: ExampleValue | undefined): string | undefined {
  return value === undefined || value === null ? undefined : String(value).slice(0, 10);
}
