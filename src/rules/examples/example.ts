import type { Place } from '../../config/yaml.js';

export type ExampleValue = string | number | boolean | null;

/** One person, and what the rules are to make of it. */
export interface Example {
  readonly name: string;
  readonly place: Place;
  /** The day of the plan, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly person: ExamplePerson;
  /** Who else there is, for rules that compare a person with all others. */
  readonly others: readonly (ExamplePerson & { readonly times: number })[];
  readonly expect: Expectation;
}

export interface ExamplePerson {
  readonly rows: readonly {
    readonly source: string;
    readonly values: Readonly<Record<string, ExampleValue>>;
  }[];
  /** The grade last applied, and the one that the person was last told. */
  readonly previous?: string;
  readonly announced?: string;
  /** Where the config has orders or lots: those of the person, each with the number of its export. */
  readonly orders?: readonly ExampleRecord[];
  readonly lots?: readonly ExampleRecord[];
}

export interface ExampleRecord {
  /** Its place among the exports of the config. */
  readonly order: number;
  readonly values: Readonly<Record<string, ExampleValue>>;
}

/** What an example expects; what it does not name may be anything. */
export interface Expectation {
  /** `none` when the person leaves the programme or nothing applies. */
  readonly grade?: string;
  readonly rule?: string;
  /** bucket -> balance */
  readonly points?: Readonly<Record<string, number>>;
  /** The reason of the refusal; `none` when nothing is refused. */
  readonly refused?: string;
  /** field -> value that survives; null for none */
  readonly fields: Readonly<Record<string, ExampleValue>>;
}
