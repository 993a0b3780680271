/** Pairs of rows: of one true person, of one member, and of both. */
export interface PairCounts {
  readonly known: number;
  readonly found: number;
  readonly right: number;
}

/** Each between 0 and 1; null where there is nothing to take a share of. */
export interface Ratios {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

/** Precision is right of found, recall right of known, F1 their harmonic mean, 2·right / (found + known). */
export function ratios({ known, found, right }: PairCounts): Ratios {
  return {
    precision: share(right, found),
    recall: share(right, known),
    f1: share(2 * right, found + known),
  };
}

export function share(part: number, of: number): number | null {
  return of === 0 ? null : part / of;
}
