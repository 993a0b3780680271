import { block, indented, type View } from './view.js';

/** The rest of them is in the report. */
const MOST_STEPS = 5;

/** From which grade to which members fall, where some do. */
export function lossLines(view: View): readonly string[] {
  const { model, words } = view;
  const { down } = model.losses ?? {};
  if (down === undefined || down.examples.total === 0) return [];
  const { total, file } = down.examples;
  const shown = down.steps.slice(0, MOST_STEPS);
  const name = (grade: string | null) => grade ?? words.grades.noGrade;
  return block(view, words.losses.downTitle, [
    ...indented(view, words.losses.down({ part: total, of: model.members.total })),
    ...shown.flatMap(({ before, after, members }) =>
      indented(view, words.losses.line({ before: name(before), after: name(after), members })),
    ),
    ...indented(view, words.losses.allIn({ steps: down.steps.length, shown: shown.length, file }), 'quiet'),
  ]);
}
