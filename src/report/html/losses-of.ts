import type { Losers, LossReport } from '../model/losses.js';
import type { ReportModel } from '../model.js';
import { movementOf, rankOf } from '../rank.js';

/** Who loses; of a report that does not hold it, as much as the rules' counts and examples tell. */
export function lossesOf(model: ReportModel): Pick<LossReport, 'down' | 'left'> & Partial<LossReport> {
  return model.losses ?? { down: toldBy(model, 'down'), left: toldBy(model, 'left') };
}

function toldBy({ decisions, grades, files }: ReportModel, movement: 'down' | 'left'): Losers {
  const shown = decisions.flatMap(({ rule, adjusted_by, examples }) =>
    examples
      .filter(({ before, after }) => movementOf(grades.ladder, before, after) === 'loses')
      .filter(({ after }) => (after === null) === (movement === 'left'))
      .map((one) => {
        const steps = rankOf(grades.ladder, one.before) - rankOf(grades.ladder, one.after);
        return { ...one, steps, rule, adjusted_by };
      }),
  );
  return {
    steps: [],
    by_rule: decisions
      .filter((one) => one[movement] > 0)
      .map((one) => ({ rule: one.rule, adjusted_by: one.adjusted_by, members: one[movement] })),
    examples: { total: grades[movement], shown, file: files?.changes ?? 'changes.csv' },
  };
}
