import type { Place } from '../../config/yaml.js';
import type { Expression } from '../expression/expression.js';

export type Rounding = 'floor' | 'half_up' | 'half_even';

/** The lines of one bucket are added, then rounded once. */
export interface Bucket {
  readonly name: string;
  readonly rounding: Rounding;
  /** A balance below 0 is kept, becomes 0, or stops the plan. */
  readonly negative: 'keep' | 'zero' | 'refuse';
  readonly expires?: Expiry;
  readonly lines: readonly PointsLine[];
}

/** When the points of a bucket end: as their export says, on one day, or on a day of each person. */
export type Expiry =
  | { readonly kind: 'keep' }
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'measure'; readonly expression: Expression };

export type PointsLine = AmountLine | BonusLine;

interface Line {
  readonly place: Place;
  /** Absent: for everyone. */
  readonly when?: Expression;
  /** The first whose condition holds; the last has none. */
  readonly rates: readonly Rate[];
}

/** An amount of the rows. It goes to the first line that takes it. */
export interface AmountLine extends Line {
  readonly kind: 'amount';
  readonly field: string;
  /** Absent: every source that has the field. */
  readonly source?: string;
  /** The field is a bucket of the lots of the person, not an amount of its rows. */
  readonly ofLots?: true;
  /** Of several rows only the greatest amount counts. */
  readonly once: boolean;
  /** The conditions of earlier lines that take the same amount. */
  readonly unless: readonly Expression[];
}

/** So many for the person, whatever its rows say. */
interface BonusLine extends Line {
  readonly kind: 'bonus';
  readonly bonus: Expression;
}

export interface Rate {
  /** In plain digits. */
  readonly rate: string;
  readonly when?: Expression;
}

/** Whether everything of the amount is converted at one rate, so that sums over rows tell what came of it. */
export function isPlain(line: PointsLine): line is AmountLine {
  return (
    line.kind === 'amount' &&
    !line.once &&
    line.when === undefined &&
    line.unless.length === 0 &&
    line.rates.length === 1
  );
}
