import type { Messages } from '../../report/messages.js';
import { cell, number, type Shown, type ShownTable, text } from '../../report/shown.js';
import type { FieldComparison, RuleComparison } from '../model.js';

/** Fields and consents that differ, and how many members have one. */
export function fieldsShown({ fields, consents, members }: RuleComparison, words: Messages): Shown {
  const said = words.comparison;
  const table = (caption: string, head: string, counted: readonly FieldComparison[]): ShownTable => ({
    caption,
    columns: [text(head), ...[said.a, said.b, said.difference, said.different, said.share].map(number)],
    rows: counted.map(({ field, a, b, different }) => [
      field,
      cell({ words }, a),
      cell({ words }, b),
      words.difference({ value: b - a }),
      cell({ words }, different),
      words.percentOf({ part: different, of: members }),
    ]),
  });
  return {
    id: 'fields',
    title: said.fieldsTitle,
    tables: [
      table(said.fieldsCaption({ members }), said.field, fields),
      table(said.consentsCaption({ members }), said.consent, consents),
    ],
    notes: [],
    addsUp: true,
  };
}

/** Who is refused something, and for which balances a plan would stop. */
export function refusalsShown({ refusals }: RuleComparison, words: Messages): Shown {
  const said = words.comparison;
  return {
    id: 'refusals',
    title: said.refusalsTitle,
    tables: [
      {
        caption: said.refusalsCaption,
        columns: [text(said.because), ...[said.a, said.b, said.difference].map(number)],
        rows: refusals.map(({ because, stops, a, b }) => [
          stops ? said.stops({ because }) : because,
          cell({ words }, a),
          cell({ words }, b),
          words.difference({ value: b - a }),
        ]),
      },
    ],
    notes: [],
    addsUp: true,
  };
}
