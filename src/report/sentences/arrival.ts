import type { Messages } from '../messages.js';
import { wordsFor } from '../messages.js';
import type { InputReport } from '../model/inputs.js';

/** What is to be said of each export's age, of what the last run read, and of files that look cut off. */
export function arrivalTexts(words: Messages, inputs: readonly InputReport[]): readonly string[] {
  return inputs.flatMap(({ source, records, arrival }) => {
    if (arrival === undefined) return [];
    const { age_hours: hours, last, cut } = arrival;
    return [
      ...cut.map(({ path, sign }) => words.arrival.cut({ path, sign: wordsFor(words.codes.cutSigns, sign) })),
      ...(hours === undefined ? [] : [words.arrival.age({ source, hours })]),
      ...(last === undefined ? [] : [comparedText(words, { source, records, last })]),
    ];
  });
}

function comparedText(
  { arrival }: Messages,
  {
    source,
    records,
    last,
  }: {
    readonly source: string;
    readonly records: number;
    readonly last: NonNullable<NonNullable<InputReport['arrival']>['last']>;
  },
): string {
  const { as_of: asOf, records: before, same } = last;
  return same ? arrival.same({ source, asOf }) : arrival.change({ source, records, before, asOf });
}
