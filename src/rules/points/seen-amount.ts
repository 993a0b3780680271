/** The column of `seen_amounts` with a field as it was when it last counted for a bucket. No field has a space. */
export function seenAmount(bucket: string, field: string): string {
  return `seen ${bucket} ${field}`;
}

/** The column that says whether the row counted for a bucket before. */
export function hasCounted(bucket: string): string {
  return `counted ${bucket}`;
}
