/**
 * What two rule files make of the same exports, as one frozen value. Every rendering reads this and nothing else.
 * Personal data in it is already masked when `masked` is set. Adding an optional field is free; any other change
 * raises `schema`.
 */
export interface RuleComparison {
  readonly schema: 1;
  readonly tool: string;
  readonly project: string;
  /** `YYYY-MM-DD`, in `time_zone`. */
  readonly as_of: string;
  readonly time_zone: string;
  readonly masked: boolean;
  readonly config_hash: string;
  readonly a: ComparedRules;
  readonly b: ComparedRules;
  readonly members: number;
  readonly movement: Movement;
  /** By the ladder of A, then of B; only cells with members, which add up to `members`. */
  readonly matrix: readonly MatrixCell[];
  readonly pairs: RulePairs;
  /** In the order of A's buckets, then those that B alone has. */
  readonly points: readonly BucketComparison[];
  /** `null` where neither file names costs. */
  readonly costs: CostComparison | null;
  readonly fields: readonly FieldComparison[];
  /** `a` and `b` count those who said yes. */
  readonly consents: readonly FieldComparison[];
  readonly refusals: readonly RefusalComparison[];
}

export interface ComparedRules {
  /** As a user would type it. */
  readonly path: string;
  readonly name: string;
  readonly hash: string;
  /** Lowest first. */
  readonly grades: readonly string[];
}

export const MOVEMENTS = ['up', 'same', 'down', 'left', 'entered', 'incomparable'] as const;

/** From the grade under A to the grade under B; all of them add up to the members. */
export interface Movement {
  readonly up: number;
  /** The same grade, or none under both. */
  readonly same: number;
  readonly down: number;
  /** A grade under A, none under B. */
  readonly left: number;
  /** None under A, a grade under B. */
  readonly entered: number;
  /** Two grades that stand on no ladder together. */
  readonly incomparable: number;
}

export interface MatrixCell {
  readonly a: string | null;
  readonly b: string | null;
  readonly members: number;
}

/** The pairs with most members that move come first; `rest` counts those that are not shown. */
export interface RulePairs {
  readonly total: number;
  readonly shown: readonly RulePair[];
  readonly rest: Moved | null;
}

export interface Moved extends Movement {
  readonly members: number;
}

export interface RulePair extends Moved {
  readonly a: DecidedBy;
  readonly b: DecidedBy;
  /** A few members that move, those that lose first. */
  readonly examples: readonly MemberExample[];
}

export interface DecidedBy {
  readonly rule: string;
  readonly adjusted_by: string | null;
}

export interface MemberExample {
  readonly name: string | null;
  readonly rows: readonly {
    readonly source: string;
    readonly source_member_id: string;
    /** Grade, status and amounts, where the row has them. */
    readonly values: readonly { readonly field: string; readonly value: string }[];
  }[];
  readonly a: string | null;
  readonly b: string | null;
}

/** Sums of balances in whole units; `null` where the file has no such bucket. */
export interface BucketComparison {
  readonly bucket: string;
  readonly a: string | null;
  readonly b: string | null;
  /** Members whose balance under B is greater, smaller, the same; they add up to the members. */
  readonly more: number;
  readonly less: number;
  readonly same: number;
}

/** A year, in the unit of the amounts; `null` where the file names no costs. */
export interface CostComparison {
  readonly a: string | null;
  readonly b: string | null;
  /** The ladder of A, then the grades that B alone has, then no grade. */
  readonly by_grade: readonly GradeCost[];
}

export interface GradeCost {
  readonly grade: string | null;
  readonly members_a: number;
  readonly members_b: number;
  readonly a: string | null;
  readonly b: string | null;
}

export interface FieldComparison {
  readonly field: string;
  /** Members that have a value. */
  readonly a: number;
  readonly b: number;
  /** Members whose values differ. */
  readonly different: number;
}

export interface RefusalComparison {
  readonly because: string;
  /** Whether a plan would stop for it. */
  readonly stops: boolean;
  readonly a: number;
  readonly b: number;
}
