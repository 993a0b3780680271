import { type Holds, kindOf } from '../../config/fields.js';
import { ORDER_FIELD_NAMES } from '../../config/order-fields.js';
import { name, sql } from '../../engine/sql.js';
import { Misread } from '../expression/expression.js';
import { type Scope, unknownName } from '../expression/scope.js';
import type { ValueType } from '../expression/value-type.js';

/** The type of a field of one order. */
export function orderType(field: string): ValueType {
  if (!ORDER_FIELD_NAMES.some((own) => own === field)) return 'extra';
  return recordType(field, 'orders');
}

/** The type of a field of one record that is no member's. */
export function recordType(field: string, holds: Holds): ValueType {
  const kind = kindOf(field, holds);
  if (kind === 'amount') return 'number';
  return kind === 'date' ? 'date' : 'text';
}

/** The fields of one record of an export that holds no members, as its exclusions name them. */
export function recordScope(fields: readonly string[], holds: Holds): Scope {
  return {
    named: ({ path, at }) => {
      const field = path.join('.');
      if (path.length > 1)
        throw new Misread(
          `${field} is not a field of one record`,
          at,
          'write the field alone, such as amount',
        );
      if (!fields.includes(field)) throw unknownName(field, at, fields);
      return { sql: sql`${name(field)}`, type: recordType(field, holds) };
    },
  };
}
