/** A value before anybody writes it: a spreadsheet keeps it as a number or a day, a text gives it its form. */
export type Cell =
  | { readonly kind: 'text'; readonly text: string }
  /** An identifier as the plan's files write it: text that is inert already. */
  | { readonly kind: 'key'; readonly text: string }
  | { readonly kind: 'count'; readonly value: number }
  | { readonly kind: 'difference'; readonly value: number }
  /** Written beside its part, so that no percentage hides what it is of. */
  | { readonly kind: 'share'; readonly part: number; readonly of: number }
  /** Decimal text, exact. */
  | { readonly kind: 'amount'; readonly decimal: string }
  /** `YYYY-MM-DD`. */
  | { readonly kind: 'day'; readonly day: string }
  /** A weight in thousandths of a bit. */
  | { readonly kind: 'bits'; readonly thousandths: number }
  | null;

/** Text as it is; nothing where there is none. */
export function text(value: string | null): Cell {
  return value === null || value === '' ? null : { kind: 'text', text: value };
}

export function count(value: number): Cell {
  return { kind: 'count', value };
}

export function amount(decimal: string): Cell {
  return { kind: 'amount', decimal };
}

export function share(part: number, of: number): Cell {
  return { kind: 'share', part, of };
}

/** A day where the text is one, such as no masked date; else the text. */
export function day(value: string | null): Cell {
  return value !== null && isDay(value) ? { kind: 'day', day: value } : text(value);
}

/** Of each of so many columns, whether it has numbers: their headings stand above their last digit. */
export function numberColumns(columns: number, rows: readonly (readonly Cell[])[]): readonly boolean[] {
  return Array.from({ length: columns }, (_, at) =>
    rows.some((row) => row[at] != null && row[at].kind !== 'text' && row[at].kind !== 'key'),
  );
}

function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}
