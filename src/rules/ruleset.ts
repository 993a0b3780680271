import type { Place, Yaml } from '../config/yaml.js';
import type { Adjustment } from './adjust/adjustment.js';
import type { Example } from './examples/example.js';
import type { Expression } from './expression/expression.js';
import type { Policy } from './fields/policies.js';
import type { GradeExpression } from './grade/grade.js';
import type { Matrix } from './grade/matrix.js';
import type { Master } from './masters.js';
import type { OrderRules } from './orders/policy.js';
import type { Measure } from './person/measure.js';
import type { Bucket } from './points/bucket.js';
import type { DecisionTable } from './table/table.js';

/** A rule file that was read and passed the first checks. Ranks count the ladder from 1, the lowest grade. */
export interface RuleSet {
  readonly file: string;
  /** sha256 of the file's bytes, and of the CSV files' that it names. */
  readonly hash: string;
  readonly name: string;
  /** Lowest first; empty where the rules are about points alone. */
  readonly grades: readonly string[];
  /** source -> label -> rank */
  readonly map: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Where the labels of a source stand in the file. */
  readonly mapPlaces: ReadonlyMap<string, Place>;
  /** A condition over one row: the grade of a row counts only where it holds. */
  readonly gradeCounts?: Expression;
  /** Absent where the config has no orders. */
  readonly orders?: OrderRules;
  /** Measures and scores by name. */
  readonly measures: ReadonlyMap<string, Measure>;
  /** measure -> bands, lowest first */
  readonly bands: ReadonlyMap<string, readonly Band[]>;
  readonly matrices: ReadonlyMap<string, Matrix>;
  readonly tables: ReadonlyMap<string, DecisionTable>;
  readonly decide: readonly Decision[];
  readonly adjust: readonly Adjustment[];
  readonly buckets: readonly Bucket[];
  readonly refuse: readonly Refusal[];
  /** Only what the file says; policiesOf gives the policies of every field. */
  readonly fields: ReadonlyMap<string, readonly Policy[]>;
  /** Fields and buckets whose master is the unified system, now or after a day; of all others the exports are. */
  readonly masters: ReadonlyMap<string, Master>;
  /** rank -> what a member of the grade costs a year */
  readonly costs: ReadonlyMap<number, Cost>;
  readonly accepted: readonly Acceptance[];
  readonly examples: readonly Example[];
  /** Where the value at a path of the file stands. */
  readonly where: Yaml['where'];
}

/** What the compilation of a condition or a grade rests on. */
export type RuleParts = Pick<
  RuleSet,
  'grades' | 'map' | 'gradeCounts' | 'orders' | 'measures' | 'bands' | 'matrices' | 'tables'
> & { readonly decide: readonly Pick<Decision, 'name' | 'when'>[] };

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

/** A request that is not granted. */
export interface Refusal {
  readonly place: Place;
  readonly when: Expression;
  readonly because: string;
}

/** In plain digits. */
export type Cost =
  | { readonly kind: 'amount'; readonly amount: string }
  | { readonly kind: 'share'; readonly percent: string; readonly measure: string };

/** A finding that whoever answers for the rules knows and means. */
export interface Acceptance {
  readonly place: Place;
  readonly finding: string;
  /** Absent: of every rule. */
  readonly rule?: string;
  readonly because: string;
}

/** What a proof found. */
export interface Finding extends Place {
  readonly kind: FindingKind;
  readonly file: string;
  /** The rule that it is about, where it is about one. */
  readonly rule?: string;
  readonly message: string;
  /** Lines that can be pasted under `examples`; what they expect is what happens. */
  readonly example?: string;
  /** Why it is meant, when the file accepts it. */
  readonly accepted?: string;
}

/** The words by which a file accepts a finding. */
export const FINDING_KINDS = [
  'gap',
  'unreachable rule',
  'unreachable grade',
  'ambiguous table',
  'not monotone',
  'worse off',
  'map order',
  'collapsed labels',
  'points not conserved',
  'consent widens',
  'not proven',
  'accepted for nothing',
] as const;

export type FindingKind = (typeof FINDING_KINDS)[number];

/** The rule of a person to whom none applied. */
export const NO_RULE = 'no rule applied';
