import type { ColumnText } from '../column-schema.js';
import type { Field } from '../fields.js';

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
    readonly text_mark?: string;
    readonly columns: Readonly<Partial<Record<Field, ColumnText>>>;
    readonly extra?: Readonly<Record<string, ColumnText>>;
    readonly formats?: Readonly<Partial<Record<Field, readonly string[]>>>;
    readonly values?: Readonly<Partial<Record<Field, Readonly<Record<string, string | boolean>>>>>;
  };
}
