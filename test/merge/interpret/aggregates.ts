import type { Expression } from '../../../src/rules/expression/expression.js';
import { type Asked, holds } from './expressions.js';
import { aggregateOrders } from './orders.js';
import { as, extreme, fieldOf, newestFirst, number, type Row, type Value } from './values.js';

/** What an aggregate makes of the rows of a person; undefined for any other function. */
export function aggregate(
  call: Expression & { readonly kind: 'call' },
  asked: Asked,
): { readonly value: Value } | undefined {
  return aggregateOrders(call, asked) ?? aggregateRows(call, asked);
}

function aggregateRows(
  { name, of }: Expression & { readonly kind: 'call' },
  { world, person }: Asked,
): { readonly value: Value } | undefined {
  if (!['sum', 'max', 'min', 'latest', 'count', 'count_distinct'].includes(name) || person === undefined)
    return undefined;
  const [written, condition] = of;
  const isDate = written?.kind === 'call';
  const operand = isDate ? written.of[0] : written;
  const path = operand?.kind === 'name' ? operand.path : [];
  const isSource = world.sources.some((source) => source.name === path[0]);
  const field = isSource ? path[1] : path[0];
  const rows = person.rows
    .filter((row) => !isSource || row.source === path[0])
    .filter((row) => condition === undefined || holds(condition, { world, row }));
  if (field === undefined) return { value: number(rows.length) };
  return { value: over(rows, { name, field, isDate }) };
}

function over(
  rows: readonly Row[],
  { name, field, isDate }: { readonly name: string; readonly field: string; readonly isDate: boolean },
): Value {
  const present = rows.map((row) => fieldOf(row, field)).filter((value) => value !== undefined);
  if (name === 'count') return number(present.length);
  if (name === 'count_distinct') return number(new Set(present.map(({ of }) => of)).size);
  const amount = (row: Row) => {
    const value = fieldOf(row, field);
    return as(isDate ? 'date' : 'number', value, []);
  };
  const values = rows.map(amount).filter((value) => value !== undefined);
  if (values.length === 0) return undefined;
  if (name === 'sum') return number(values.reduce((sum, { of }) => sum + Number(of), 0));
  if (name === 'latest')
    return newestFirst(rows)
      .map(amount)
      .find((value) => value !== undefined);
  return extreme(values, name === 'max' ? 'greatest' : 'least');
}
