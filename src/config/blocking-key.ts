/** A key of a blocking rule as it is written: `phone`, `phone last 4`, `name first word`. */
export interface WrittenKey {
  readonly comparison: string;
  readonly form: KeyForm;
  /** The numbers of the form, in their order. */
  readonly numbers: readonly number[];
}

const FORMS = {
  whole: /^$/,
  first: /^first (\d+)$/,
  last: /^last (\d+)$/,
  from: /^from (\d+) to (\d+)$/,
  year: /^year$/,
  month: /^month$/,
  mailbox: /^mailbox$/,
  number: /^number$/,
  'first word': /^first word$/,
  'last word': /^last word$/,
} as const;

export type KeyForm = keyof typeof FORMS;

/** What may stand behind the name of a comparison. */
export const KEY_FORMS = 'first N, last N, from N to M, year, month, mailbox, number, first word, last word';

/** Undefined for a form that there is not. */
export function readBlockingKey(text: string): WrittenKey | undefined {
  const [comparison = '', ...words] = text.trim().split(/\s+/);
  const written = words.join(' ');
  for (const [form, shape] of Object.entries(FORMS)) {
    const found = shape.exec(written);
    if (found !== null) return { comparison, form: form as KeyForm, numbers: found.slice(1).map(Number) };
  }
  return undefined;
}
