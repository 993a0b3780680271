import type { Place } from '../config/yaml.js';
import type { Expression } from './expression/expression.js';
import type { GradeExpression } from './grade/grade.js';
import type { Measure } from './person/measure.js';

/** A rule file that was read and passed the first checks. Ranks count the ladder from 1, the lowest grade. */
export interface RuleSet {
  readonly file: string;
  /** sha256 of the file's bytes. */
  readonly hash: string;
  readonly name: string;
  /** Lowest first. */
  readonly grades: readonly string[];
  /** source -> label -> rank */
  readonly map: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Where the labels of a source stand in the file. */
  readonly mapPlaces: ReadonlyMap<string, Place>;
  readonly measures: ReadonlyMap<string, Measure>;
  /** measure -> bands, lowest first */
  readonly bands: ReadonlyMap<string, readonly Band[]>;
  readonly decide: readonly Decision[];
  readonly adjust: readonly Adjustment[];
  readonly buckets: readonly Bucket[];
  /** Only what the file says; policiesOf gives the policies of every field. */
  readonly fields: ReadonlyMap<string, readonly Policy[]>;
  readonly examples: readonly Example[];
  readonly findings: readonly Finding[];
}

/** From this amount up to the next band, this amount included. */
export interface Band {
  /** In plain digits. */
  readonly from: string;
  readonly rank: number;
}

export interface Decision {
  readonly name: string;
  readonly place: Place;
  /** Absent: applies to everyone. */
  readonly when?: Expression;
  readonly grade: GradeExpression;
}

export interface Adjustment {
  readonly name: string;
  readonly neverBelow: 'previous' | 'best_source';
}

export type Rounding = 'floor' | 'half_up' | 'half_even';

/** The lines of one bucket are added, then rounded once. */
export interface Bucket {
  readonly name: string;
  readonly rounding: Rounding;
  readonly lines: readonly PointsLine[];
}

export interface PointsLine {
  readonly field: string;
  /** Absent: every source that has the field. */
  readonly source?: string;
  /** In plain digits. */
  readonly rate: string;
}

/** How one value of several is chosen; a later policy breaks the ties of an earlier one. */
export type Policy =
  | { readonly kind: 'prefer'; readonly source: string }
  | {
      readonly kind:
        | 'latest'
        | 'earliest'
        | 'minimum'
        | 'maximum'
        | 'longest'
        | 'most_frequent'
        | 'strictest';
    };

export type ExampleValue = string | number | boolean | null;

export interface Example {
  readonly name: string;
  readonly place: Place;
  /** The rows of one person, by source. */
  readonly rows: readonly {
    readonly source: string;
    readonly values: Readonly<Record<string, ExampleValue>>;
  }[];
  readonly previous?: string;
  readonly expect: {
    /** `none` when the person leaves the programme or nothing applies. */
    readonly grade?: string;
    readonly rule?: string;
    /** bucket -> balance */
    readonly points?: Readonly<Record<string, number>>;
    /** field -> value that survives; null for none */
    readonly fields: Readonly<Record<string, ExampleValue>>;
  };
}

/** Something that is allowed, but that whoever answers for the rules should know. */
export interface Finding extends Place {
  readonly kind: 'possible gap';
  readonly file: string;
  readonly message: string;
  /** Can be pasted under `examples`. */
  readonly example?: string;
}

/** The rule of a person to whom none applied. */
export const NO_RULE = 'no rule applied';
