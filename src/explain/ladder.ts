import type { ScorePart } from '../rules/person/score.js';
import { tellCondition } from './condition.js';
import { gradeAt, plain, spoken, type Teller } from './teller.js';
import { tellValue } from './value.js';

/** How each source's labels map. */
export function tellMaps(teller: Teller): readonly string[] {
  const { rules, words } = teller;
  const lines = [...rules.map].flatMap(([source, labels]) => {
    const pairs = [...labels].map(([label, rank]) => [label, gradeAt(rank, teller)] as const);
    const kept = pairs.filter(([label, grade]) => label === grade).map(([label]) => label);
    const changes = pairs.filter(([label, grade]) => label !== grade);
    return [
      ...(kept.length === 0 ? [] : [words.kept(plain(source), kept)]),
      ...(changes.length === 0
        ? []
        : [
            words.becoming(
              plain(source),
              changes.map(([label, grade]) => words.becomes(label, grade)),
            ),
          ]),
    ];
  });
  const { gradeCounts } = rules;
  if (gradeCounts === undefined) return lines;
  return [...lines, words.gradeCounts(tellCondition(gradeCounts, { ...teller, about: 'account' }))];
}

/** What the measures and scores are made of. */
export function tellMeasures(teller: Teller): readonly string[] {
  const { rules, words } = teller;
  return [...rules.measures].map(([name, measure]) => {
    if (measure.kind === 'score')
      return words.score(
        spoken(name, teller),
        measure.parts.map((part) => tellPart(part, teller)),
      );
    return words.defined(spoken(name, teller), tellValue(measure.expression, teller));
  });
}

function tellPart({ measure, weight, steps, most }: ScorePart, teller: Teller): string {
  const { words, numbers } = teller;
  const name = spoken(measure, teller);
  const told =
    steps === undefined
      ? name
      : words.stepped(
          name,
          steps.map(({ gives, from }) => words.step(numbers.exact(gives), numbers.exact(from))),
        );
  const weighted = weight === '1' ? told : words.weighted(told, numbers.exact(weight));
  return most === undefined ? weighted : words.atMost(weighted, numbers.exact(most));
}

/** From which amount on each grade is had. */
export function tellBands(teller: Teller): readonly string[] {
  const { rules, words, numbers } = teller;
  return [...rules.bands].map(([measure, bands]) => {
    const told = bands.map(({ rank, from }) => words.band(gradeAt(rank, teller), numbers.exact(from)));
    const [lowest] = bands;
    const below =
      lowest === undefined || Number(lowest.from) <= 0 ? [] : [words.belowBands(numbers.exact(lowest.from))];
    return [words.bands(spoken(measure, teller), told), ...below].join(' ');
  });
}
