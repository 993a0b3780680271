import { compareModels, type ModelDifference } from '../../match/model/difference.js';
import type { NamedModel } from '../../match/model/model-file.js';
import type { TrainedModel } from '../../match/model/train.js';
import { weightsOf } from '../../match/model/weights.js';
import { escapeTerminal } from '../../report/escape.js';
import { type Language, type Messages, messagesIn, wordsFor } from '../../report/messages.js';
import { bits } from '../../report/numbers.js';
import { textTable } from '../text-table.js';

/** A model as a table: what each level of each comparison is worth, and the chances that make it so. */
export function modelText(model: NamedModel, lang: Language): string {
  const { weights: words, codes } = messagesIn(lang);
  const weighed = weightsOf(model);
  const rows = model.comparisons.flatMap(({ name, levels }, at) =>
    levels.map(({ level, m, u, household }, place) => {
      const weight = weighed.comparisons[at]?.levels[place];
      return [
        escapeTerminal(wordsFor(codes.comparisons, name)),
        escapeTerminal(wordsFor(codes.levels, level)),
        bits(weight?.stranger ?? 0),
        household === null ? '' : bits(weight?.household ?? 0),
        chance(m),
        chance(u),
        household === null ? '' : chance(household),
      ];
    }),
  );
  return [
    `${escapeTerminal(words.model({ name: model.name }))}\n`,
    `  ${origin(model, words)}\n`,
    `  ${words.prior}: ${bits(weighed.prior)}\n\n`,
    textTable(
      [words.comparison, words.level, words.strangers, words.household, words.m, words.u, words.ofHousehold],
      rows,
    ),
  ].join('');
}

/** What the training could not say for sure. */
export function trainingText(model: NamedModel, training: TrainedModel, lang: Language): string {
  const { weights: words, codes } = messagesIn(lang);
  const named = (name: string) => escapeTerminal(wordsFor(codes.comparisons, name));
  const rare = training.rare.map(({ comparison, level, seen }) => {
    const { name = '', levels = [] } = model.comparisons[comparison] ?? {};
    const code = levels[level]?.level ?? '';
    return words.rare({ name: named(name), level: wordsFor(codes.levels, code), seen });
  });
  const lines = [
    words.sampled({ pairs: training.samplePairs }),
    ...training.unestimated.map((name) => words.unestimated({ name: named(name) })),
    ...rare,
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** What two models say of the same thing; both are named as they were typed. */
export function differenceText(
  [a, b]: readonly [NamedModel, NamedModel],
  files: readonly [string, string],
  lang: Language,
): string {
  const { weights: words, codes } = messagesIn(lang);
  const { prior, rows, onlyInA, onlyInB } = compareModels(a, b);
  const changed = rows.filter(({ difference }) => difference !== 0);
  const table = textTable(
    [words.comparison, words.level, words.a, words.b, words.difference],
    [
      ...(prior.difference === 0 ? [] : [[words.prior, '', ...cells(prior)]]),
      ...changed.map((row) => [
        escapeTerminal(wordsFor(codes.comparisons, row.comparison)),
        escapeTerminal(wordsFor(codes.levels, row.level)),
        ...cells(row),
      ]),
    ],
  );
  const only = [...onlyLines(words, files[0], onlyInA), ...onlyLines(words, files[1], onlyInB)];
  if (only.length === 0 && changed.length === 0 && prior.difference === 0) return `${words.same}\n`;
  return [table, ...only.map((line) => `${escapeTerminal(line)}\n`)].join('');
}

type Difference = Pick<ModelDifference['rows'][number], 'a' | 'b' | 'difference'>;

function cells({ a, b, difference }: Difference): readonly string[] {
  return [a, b, difference].map((weight) => (weight === null ? '' : bits(weight)));
}

function onlyLines(words: Messages['weights'], file: string, names: readonly string[]): readonly string[] {
  return names.map((name) => words.onlyIn({ file, name }));
}

function origin({ trained }: NamedModel, words: Messages['weights']): string {
  return trained === null ? words.readyMade : escapeTerminal(words.trainedOn(trained));
}

/** As many figures as two models differ by. */
function chance(value: number): string {
  return String(Number(value.toPrecision(4)));
}
