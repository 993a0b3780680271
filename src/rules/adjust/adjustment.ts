import type { Place } from '../../config/yaml.js';
import type { Expression } from '../expression/expression.js';
import type { GradeExpression } from '../grade/grade.js';

/** What changes a grade after it was decided. */
export type Adjustment = {
  readonly name: string;
  readonly place: Place;
  /** Absent: for everyone. */
  readonly when?: Expression;
} & (Floor | Exceptions);

/** Lifts to a grade, or to so many steps below it. */
export interface Floor {
  readonly kind: 'floor';
  readonly floor: GradeExpression;
  /** Steps below the floor that are allowed; never below the lowest grade. */
  readonly down: number;
  readonly until?: Until;
}

/** The last day on which a floor holds, or the last day of the old grade, as the exports say. */
export type Until = { readonly day: string } | 'grade_valid_until';

/** Members whose grade is set by hand. */
export interface Exceptions {
  readonly kind: 'exceptions';
  readonly file: string;
  readonly members: readonly Exception[];
}

export interface Exception {
  readonly source: string;
  readonly memberId: string;
  /** 0 is none. */
  readonly rank: number;
  /** The last day it holds; absent: for ever. */
  readonly until?: string;
  readonly reason: string;
}
