import type { Sql } from '../../engine/sql.js';

/**
 * How two values of one kind are compared: in ordered levels, from `differs` to `equal`. A value is one text
 * (or date) of a row, never NULL here: where one of two rows has none, nothing is compared and the weight is 0.
 */
export interface Comparator {
  /**
   * Codes of the levels, weakest first: the first is `differs`, the last `equal`; at most seven. They stand in
   * models and files; reports put them into words.
   */
  readonly levels: readonly string[];
  /**
   * What is made of a value once for every distinct value, each a named column over the ones before it:
   * `value` is the value itself.
   */
  readonly forms: readonly Form[];
  /**
   * The level of two unequal values as an integer from 0, from their forms `a.<form>` and `b.<form>` (and
   * `a.value`, `b.value`). Symmetric: a and b may stand in any order. NULL where the two say
   * too little to compare.
   */
  readonly level: Sql;
  /** Whether a value shows only a part of what it stands for, so that two equal ones need not be equal. */
  readonly partial?: (value: Sql) => Sql;
  /** The same level from the two values alone, where that is cheaper for each pair than to look it up. */
  readonly inline?: (a: Sql, b: Sql) => Sql;
}

export interface Form {
  readonly name: string;
  readonly of: Sql;
}
