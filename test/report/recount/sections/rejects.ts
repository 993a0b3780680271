import { mostFirst, tally } from '../persons.js';
import type { EmptiedRow, Recount } from '../recount.js';
import { type Claims, count, joined, NONE, onBoth, onPage, onSheet, share, text, whole } from '../table.js';
import { EMPTIED, REJECTED } from '../words.js';
import type { Tables } from '../world-tables.js';

/** At most so many rejects are listed on the page. */
const SHOWN = 20;

/** Records that could not be read, by reason and one by one. */
export function rejectClaims({ tables, inputs }: Recount): Claims {
  const rejects = tables.of('rejects');
  const reasons = inputs.flatMap(({ name }) =>
    mostFirst(tally(rejects.filter(({ source }) => source === name).map(({ reason = '' }) => reason))).map(
      ([reason, n]) => [text(REJECTED[reason] ?? reason), text(name), count(n), share(n, rejects.length)],
    ),
  );
  const shown = rejects.slice(0, SHOWN);
  return joined(
    onBoth({
      section: 'Rejected records',
      caption: 'Rejected records by reason',
      heads: ['Reason', 'Source', 'Records', 'Of all rejected'],
      rows: [...reasons, [text('Total'), NONE, count(rejects.length), NONE]],
    }),
    onPage({
      section: 'Rejected records',
      caption: `${whole(shown.length)} shown of ${whole(rejects.length)} rejected records; all of them are in rejects.csv`,
      heads: ['File', 'Line', 'Column', 'Reason'],
      rows: shown.map(({ file = '', line, column = '', reason = '' }) => [
        text(file),
        count(Number(line)),
        text(column),
        text(REJECTED[reason] ?? reason),
      ]),
    }),
  );
}

/** Values that became empty by source, field and reason: most first, then in the order of the sources. */
export function emptiedOf(tables: Tables): readonly EmptiedRow[] {
  const order = [...tables.exports.keys()];
  const keys = tables.of('emptied').map(({ source, field, reason }) => [source, field, reason].join('\t'));
  return [...tally(keys)]
    .map(([key, n]): EmptiedRow => {
      const [source = '', field = '', reason = ''] = key.split('\t');
      return { source, field, reason, count: n };
    })
    .toSorted(
      (a, b) =>
        b.count - a.count ||
        order.indexOf(a.source) - order.indexOf(b.source) ||
        (`${a.field} ${a.reason}` < `${b.field} ${b.reason}` ? -1 : 1),
    );
}

export function emptiedClaims({ inputs, emptyRows, tables }: Recount): Claims {
  const table = (heads: readonly string[]) => ({
    section: 'Emptied values',
    caption: 'Values that could not be read and became empty; each with its raw text in emptied.csv',
    heads,
  });
  const words = (reason: string) => text(EMPTIED[reason] ?? reason);
  const recordsOf = (source: string) => inputs.find(({ name }) => name === source)?.records ?? 0;
  const all = count(tables.of('emptied').length);
  return joined(
    onPage({
      ...table(['Field', 'Reason', 'Source', 'Values', 'Of the records of the source']),
      rows: [
        ...emptyRows.map(({ source, field, reason, count: n }) => [
          text(field),
          words(reason),
          text(source),
          count(n),
          share(n, recordsOf(source)),
        ]),
        [text('Total'), NONE, NONE, all],
      ],
    }),
    onSheet({
      ...table(['Source', 'Field', 'Reason', 'Values']),
      rows: [
        ...emptyRows.map(({ source, field, reason, count: n }) => [
          text(source),
          text(field),
          words(reason),
          count(n),
        ]),
        [text('Total'), NONE, NONE, all],
      ],
    }),
  );
}
