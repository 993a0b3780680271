import type { Field } from '../fields.js';

/** A column as the config writes it: a header, or what its value is made of. */
export type PresetColumn =
  | string
  | { readonly join: readonly string[] }
  | { readonly first: readonly string[] }
  | { readonly from: readonly string[] };

/** Where a column list was found. */
export interface PresetOrigin {
  /** An address, or a repository and a path in it. */
  readonly at: string;
  readonly what: string;
  /** The day on which it was looked at, YYYY-MM-DD. */
  readonly seen: string;
}

/** The export of a known system, as a config describes it. */
export interface SourcePreset {
  /** As `preset:` names it. */
  readonly name: string;
  /** The system, and which of its exports. */
  readonly title: string;
  readonly origin: readonly PresetOrigin[];
  /** What is not certain, what is not covered, and where a grade comes from. */
  readonly notes: readonly string[];
  /** In the syntax of a source. */
  readonly source: {
    readonly columns: Readonly<Partial<Record<Field, PresetColumn>>>;
    readonly extra?: Readonly<Record<string, PresetColumn>>;
    readonly formats?: Readonly<Partial<Record<Field, readonly string[]>>>;
    readonly values?: Readonly<Partial<Record<Field, Readonly<Record<string, string | boolean>>>>>;
  };
}

/** The headers that a column is made of, in the order written. */
export function headersOf(column: PresetColumn): readonly string[] {
  return typeof column === 'string' ? [column] : Object.values(column).flat();
}
