/** Where the members of each source end up, in the order of the config. */
export type FlowReport = readonly FlowSource[];

/** A member with rows in several sources is counted once in each of them. */
export interface FlowSource {
  readonly source: string;
  /** Members with a row there: the sum of the bands. */
  readonly members: number;
  readonly bands: readonly FlowBand[];
}

export interface FlowBand {
  /** Of the ladder, carried over from the labels there; null: rows there, but without a grade. */
  readonly grade: string | null;
  /** Null: none. */
  readonly unified: string | null;
  readonly members: number;
}
