/** The ladder, then grades of the target that it has no more, by name, then none: all that a sum is made of. */
export function gradesIn(
  ladder: readonly string[],
  rows: readonly { readonly grade: string | null }[],
): readonly (string | null)[] {
  const others = rows.flatMap(({ grade }) => (grade === null || ladder.includes(grade) ? [] : [grade]));
  return [...ladder, ...[...new Set(others)].sort(), null];
}
