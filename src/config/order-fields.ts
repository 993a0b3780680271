import type { FieldKind } from './field-kind.js';

/** What a column of an order export can mean. A member id or an order that is refunded may be missing. */
export const ORDER_FIELDS = {
  order_no: 'key',
  member_id: 'text',
  channel: 'label',
  store: 'text',
  ordered_at: 'date',
  delivered_at: 'date',
  refunded_at: 'date',
  amount: 'amount',
  shipping: 'amount',
  discount: 'amount',
  points_used: 'amount',
  items: 'amount',
  brand: 'label',
  status: 'order_status',
  refund_of: 'text',
} as const satisfies Record<string, FieldKind>;

/** What a column of an export of points in lots can mean. */
export const LOT_FIELDS = {
  lot_no: 'key',
  member_id: 'text',
  bucket: 'label',
  amount: 'amount',
  earned_at: 'date',
  expires_at: 'date',
} as const satisfies Record<string, FieldKind>;

export type OrderField = keyof typeof ORDER_FIELDS;

export const ORDER_FIELD_NAMES = Object.keys(ORDER_FIELDS) as readonly OrderField[];

export const LOT_FIELD_NAMES = Object.keys(LOT_FIELDS) as readonly (keyof typeof LOT_FIELDS)[];

/** Columns that the program makes of orders, beside which an extra of the same name could not be told apart. */
export const RESERVED_IN_ORDERS: readonly string[] = [
  'counted',
  'counted_at',
  'elsewhere',
  'export',
  'found',
  'handed_over',
  'is_delivered',
  'is_refund',
  'is_status_unread',
  'net_amount',
  'numbers',
  'reason',
  'refunded',
  'refunds_elsewhere',
];
