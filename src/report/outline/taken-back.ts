import { wordsFor } from '../messages.js';
import type { TakenBackReport } from '../model/taken-back.js';
import { amount, count, text } from './cell.js';
import type { Draft } from './draft.js';
import type { OutlineTable } from './section.js';

/** What a revert does to member ids and balances, as numbers; the verdict tells it in sentences. */
export function takenBackTables({ words }: Draft, { ids, points }: TakenBackReport): readonly OutlineTable[] {
  const { tables, workbook, grades, members } = words;
  const { takenBack } = tables;
  return [
    {
      caption: takenBack.idsCaption,
      heads: [takenBack.becomes, members.count],
      rows: ids.map((one) => [text(wordsFor(takenBack.ids, one.name)), count(one.count)]),
    },
    {
      caption: takenBack.pointsCaption,
      heads: [workbook.bucket, grades.before, grades.after],
      rows: points.map(({ bucket, before, after }) => [text(bucket), amount(before), amount(after)]),
    },
  ];
}
