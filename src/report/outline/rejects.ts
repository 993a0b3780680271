import { totalOf } from '../balance.js';
import { wordsFor } from '../messages.js';
import { count, share, text } from './cell.js';
import type { Draft } from './draft.js';
import type { OutlineTable } from './section.js';

/** Records that could not be read, by reason. */
export function rejectTable({ model, words }: Draft): OutlineTable {
  const { rejects, inputs, codes } = words;
  const rejected = totalOf(model.inputs, (input) => input.rejected);
  const rows = model.inputs.flatMap(({ source, reject_reasons: reasons }) =>
    reasons.map((reason) => [
      text(wordsFor(codes.rejectReasons, reason.name)),
      text(source),
      count(reason.count),
      share(reason.count, rejected),
    ]),
  );
  return {
    caption: rejects.reasonsCaption,
    heads: [rejects.reason, inputs.source, inputs.records, rejects.ofRejected],
    rows,
    foot: [text(words.total), null, count(rejected), null],
  };
}

/** Values that became empty, by field and reason. */
export function emptiedTable({ model, words }: Draft): OutlineTable {
  const { emptied, inputs, codes } = words;
  const file = model.files?.emptied;
  return {
    caption: file === undefined ? emptied.caption : emptied.captionIn({ file }),
    heads: [inputs.source, emptied.field, emptied.reason, emptied.count],
    rows: model.emptied.map((one) => [
      text(one.source),
      text(one.field),
      text(wordsFor(codes.emptiedReasons, one.reason)),
      count(one.count),
    ]),
    foot: [text(words.total), null, null, count(totalOf(model.emptied, (one) => one.count))],
  };
}
