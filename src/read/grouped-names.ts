/**
 * The names of columns under a header of two lines, `group / name`. Where cells were merged, a group stands in the
 * first of them alone: it goes on to the right as far as there are names without a group. A group without a name
 * below it is the name of one column, merged downwards.
 */
export function groupedNames(groups: readonly string[], names: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let group = '';
  for (const [at, name] of names.entries()) {
    const above = groups[at] ?? '';
    if (above !== '') group = above;
    if (name === '') group = '';
    const both = group === '' || name === '' || group === name ? [name || above] : [group, name];
    joined.push(both.join(' / '));
  }
  return [...joined, ...groups.slice(names.length)];
}
