import { totalOf } from '../balance.js';
import type { FlowReport } from '../model/flow.js';
import { count, text } from './cell.js';
import type { Draft } from './draft.js';
import type { OutlineTable } from './section.js';

/** What becomes of each source's grades, a table a source. */
export function flowTables({ words }: Draft, flow: FlowReport): readonly OutlineTable[] {
  const { grades, workbook, members, tables } = words;
  return flow.map(({ source, members: total, bands }) => ({
    caption: tables.flow.caption({ source }),
    heads: [tables.flow.grade({ source }), workbook.unified, members.count],
    rows: bands.map((band) => [
      text(band.grade ?? grades.noGrade),
      text(band.unified ?? grades.noGrade),
      count(band.members),
    ]),
    foot: [text(words.total), null, count(total)],
    addsUp: totalOf(bands, (band) => band.members) === total,
  }));
}
