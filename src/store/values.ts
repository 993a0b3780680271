import type { Column, ColumnKind } from './tables.js';

/** What may be handed to a driver; nothing else may, libsql ends the process when it is given a boolean. */
export type Bound = string | number | bigint | null;
/** What a column gives back: an integer as bigint, an amount as decimal text, a flag as boolean. */
export type Stored = string | number | bigint | boolean | null;

/** How a value of a delta is handed to the driver. Throws when the column cannot hold it as it is. */
export function encoderOf(table: string, column: Column): (value: unknown) => Bound {
  const encode = ENCODERS[column.kind];
  const required = column.kind === 'key';
  return (value) => {
    const bound = value === null || value === undefined ? null : encode(value);
    if (bound === undefined || (bound === null && required)) throw unfit(`${table}.${column.name}`, value);
    return bound;
  };
}

/** How a value from the driver is given back. */
export function decoderOf(kind: ColumnKind): (value: unknown) => Stored {
  return DECODERS[kind];
}

type Encoder = (value: unknown) => Bound | undefined;

const ENCODERS: Readonly<Record<ColumnKind, Encoder>> = {
  key: text,
  text,
  integer,
  amount,
  flag: (value) => FLAGS.get(value),
  score: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined),
};

const FLAGS = new Map<unknown, Bound>([
  [true, 1],
  [false, 0],
  [1, 1],
  [0, 0],
  [1n, 1],
  [0n, 0],
]);

const DECODERS: Readonly<Record<ColumnKind, (value: unknown) => Stored>> = {
  key: (value) => value as string,
  text: (value) => value as string | null,
  integer: (value) => (value === null ? null : BigInt(value as bigint)),
  amount: (value) => (value === null ? null : plain(String(value))),
  flag: (value) => (value === null ? null : Boolean(Number(value))),
  score: (value) => (value === null ? null : Number(value)),
};

/** A column of fixed scale fills a decimal up with zeros. */
function plain(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}

/** A number becomes its digits here: the driver would turn 5 into the text 5.0. */
function text(value: unknown): Bound | undefined {
  if (typeof value === 'string') return wholeText(value);
  return typeof value === 'object' || Number.isNaN(value) ? undefined : String(value);
}

/** The driver cuts a text at a NUL when it reads it back. */
function wholeText(value: string): string | undefined {
  return value.includes('\0') ? undefined : value;
}

const LARGEST = 2n ** 63n - 1n;
const SMALLEST = -(2n ** 63n);

function integer(value: unknown): Bound | undefined {
  if (typeof value === 'bigint') return value >= SMALLEST && value <= LARGEST ? value : undefined;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : undefined;
  return typeof value === 'string' && /^-?\d{1,19}$/.test(value) ? integer(BigInt(value)) : undefined;
}

/** A decimal with more than 15 digits would lose some in a floating number. */
function amount(value: unknown): Bound | undefined {
  const whole = integer(value);
  if (whole !== undefined) return whole;
  if (typeof value === 'number') return Number.isFinite(value) ? amount(String(value)) : undefined;
  if (typeof value !== 'string' || !/^-?\d+\.\d+$/.test(value)) return undefined;
  return value.replace(/[-.]/g, '').length <= 15 ? Number(value) : undefined;
}

/** Without the value: it may be somebody's. */
function unfit(where: string, value: unknown): Error {
  const kind = value === null ? 'null' : typeof value;
  return new TypeError(`${where} cannot hold this value (${kind}) without changing it`);
}
