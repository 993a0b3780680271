/** The place of a grade on the ladder, from 0; -1 for none, and above all others for one that the ladder has no more. */
export function rankOf(ladder: readonly string[], grade: string | null): number {
  if (grade === null) return -1;
  const place = ladder.indexOf(grade);
  return place < 0 ? ladder.length : place;
}

/** What happened to one member, as the reader of a list of examples sorts it. */
export type Movement = 'loses' | 'gains' | 'stays';

/** The movement from one grade to another; a first grade is no gain, since there is nothing to compare it with. */
export function movementOf(ladder: readonly string[], before: string | null, after: string | null): Movement {
  if (before === null) return 'stays';
  const steps = rankOf(ladder, after) - rankOf(ladder, before);
  if (steps === 0) return 'stays';
  return steps < 0 ? 'loses' : 'gains';
}
