/** What the rules say in one language, as `rules explain` tells it. */
export interface ToldRules {
  readonly sections: readonly { readonly title: string; readonly lines: readonly string[] }[];
  /** What each decision says, by its name. */
  readonly decisions: readonly Told[];
  /** What each adjustment says, by its name. */
  readonly adjustments: readonly Told[];
}

export interface Told {
  readonly name: string;
  readonly text: string;
}
