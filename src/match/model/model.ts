/**
 * A Fellegi-Sunter model: for each level of each comparison, how often it is seen among rows of one person (m),
 * among strangers (u), and among members of one household. I. Fellegi and A. Sunter, A Theory for Record
 * Linkage, JASA 64 (1969).
 */
export interface Model {
  readonly version: 1;
  /** Chance that two rows, drawn at random from those that may be paired, are one person. */
  readonly prior: number;
  readonly comparisons: readonly ModelComparison[];
}

export interface ModelComparison {
  readonly name: string;
  /** In the order of the comparator's levels, `differs` first. */
  readonly levels: readonly LevelChances[];
}

/** Chances in (0, 1), given that both rows have a value; each column adds up to 1 over the levels. */
export interface LevelChances {
  readonly level: string;
  readonly m: number;
  readonly u: number;
  /** Among two members of one household that share contact data; null where it is not told apart from u. */
  readonly household: number | null;
}

/** How often a pattern of levels was counted. `null`: one of the two rows has no value. */
export interface PatternCount {
  /** One entry a comparison, in the order of the model. */
  readonly levels: readonly (number | null)[];
  readonly count: number;
}
