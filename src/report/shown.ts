import type { Messages } from './messages.js';

/** A section of a report as texts, so that console and page cannot differ in what they say. */
export interface Shown {
  readonly id: string;
  readonly title: string;
  readonly tables: readonly ShownTable[];
  readonly notes: readonly string[];
  /** Whether everything that is written as a sum is one. */
  readonly addsUp: boolean;
}

export interface ShownTable {
  readonly caption: string;
  /** What it is called among all tables of a page, where its caption is not alone. */
  readonly label?: string;
  readonly columns: readonly { readonly head: string; readonly kind: 'text' | 'number' }[];
  readonly rows: readonly (readonly string[])[];
  readonly foot?: readonly string[];
}

export function text(head: string): ShownTable['columns'][number] {
  return { head, kind: 'text' };
}

export function number(head: string): ShownTable['columns'][number] {
  return { head, kind: 'number' };
}

/** A count or a decimal text as a reader writes it, behind its sign. */
export function cell(
  { words, sign }: { readonly words: Messages; readonly sign?: string },
  value: number | string,
): string {
  const written = typeof value === 'number' ? words.number({ value }) : words.amount({ decimal: value });
  return sign === undefined ? written : `${sign} ${written}`;
}
