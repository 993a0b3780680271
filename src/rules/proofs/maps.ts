import { SOME_DAY } from '../examples/read.js';
import type { RuleSet } from '../ruleset.js';
import type { Draft } from './draft.js';
import type { Claim } from './witness.js';

type Labels = readonly (readonly [label: string, rank: number])[];

/** A better label of a source never means a lower grade; labels that mean one grade are listed. */
export function proveMaps(rules: RuleSet): readonly Draft[] {
  return [...rules.map].flatMap(([source, map]) => {
    const labels = [...map];
    return [...orderOf(source, labels, rules), ...collapsed(source, labels, rules)];
  });
}

/** The order of the labels is that of the ladder for those it knows, else that in which they are written. */
function orderOf(source: string, labels: Labels, rules: RuleSet): readonly Draft[] {
  const named = labels
    .filter(([label]) => rules.grades.includes(label))
    .toSorted(([a], [b]) => rules.grades.indexOf(a) - rules.grades.indexOf(b));
  const byName = firstFall(named);
  // Written highest first is an order as well.
  const written = firstFall(labels.toReversed()) === undefined ? undefined : firstFall(labels);
  const fall = byName ?? written;
  if (fall === undefined) return [];
  const [[better, low], [worse, high]] = [fall.higher, fall.lower];
  const why = byName === undefined ? `stands behind ${worse}` : `is above ${worse} on the ladder`;
  const grade = (rank: number) => rules.grades[rank - 1];
  const message = `the map of ${source} turns two grades round: ${better} ${why}, but becomes ${grade(low)} and ${worse} ${grade(high)}`;
  const claim = claimOf(source, [worse, better]);
  return [{ kind: 'map order', place: rules.where(['map', source, better]), claim, say: () => message }];
}

/** A person for each label. */
function claimOf(source: string, labels: readonly string[]): Claim {
  const persons = labels.map((grade) => ({ rows: [{ source, values: { grade } }] }));
  return { asOf: SOME_DAY, trials: [persons], shows: () => true };
}

function firstFall(labels: Labels) {
  for (const [index, higher] of labels.entries()) {
    const lower = labels[index - 1];
    if (lower !== undefined && higher[1] < lower[1]) return { lower, higher };
  }
  return undefined;
}

function collapsed(source: string, labels: Labels, rules: RuleSet): readonly Draft[] {
  return rules.grades.flatMap((grade, index): readonly Draft[] => {
    const own = labels.filter(([, rank]) => rank === index + 1).map(([label]) => label);
    const [, second] = own;
    if (second === undefined) return [];
    const message = `${own.slice(0, -1).join(', ')} and ${own.at(-1)} of ${source} all become ${grade}`;
    return [
      {
        kind: 'collapsed labels',
        place: rules.where(['map', source, second]),
        claim: claimOf(source, own),
        say: () => message.replace(' all ', own.length === 2 ? ' both ' : ' all '),
      },
    ];
  });
}
