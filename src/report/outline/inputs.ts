import { hasDropped, linesSign, type RecordCounts, recordsSign, totalCounts } from '../balance.js';
import { count, share, text } from './cell.js';
import type { Draft } from './draft.js';
import type { OutlineTable } from './section.js';

/** Where every record and every line went, and what was excluded. */
export function inputTables(draft: Draft): readonly OutlineTable[] {
  const { inputs } = draft.words;
  const records = sums(draft, inputs.recordsCaption, {
    [inputs.records]: 'records',
    [inputs.accepted]: 'accepted',
    [inputs.repeated]: 'repeated',
    [inputs.excluded]: 'excluded',
    [inputs.rejected]: 'rejected',
  });
  const some = hasDropped(draft.model.inputs);
  const lines = sums(draft, some ? inputs.linesCaptionDropped : inputs.linesCaption, {
    [inputs.lines]: 'lines',
    [inputs.header]: 'header',
    [inputs.blank]: 'blank',
    ...(some ? { [inputs.dropped]: 'dropped' as const } : {}),
    [inputs.linesOfRecords]: 'lines_of_records',
  });
  const all = [...draft.model.inputs, totalCounts(draft.model.inputs)];
  return [
    { ...records, addsUp: all.every((one) => recordsSign(one) === '=') },
    { ...lines, addsUp: all.every((one) => linesSign(one) === '=') },
    exclusions(draft),
  ];
}

function sums(
  { model, words }: Draft,
  caption: string,
  columns: Readonly<Record<string, keyof RecordCounts>>,
): OutlineTable {
  const fields = Object.values(columns);
  const line = (name: string, counts: RecordCounts) => [
    text(name),
    ...fields.map((field) => count(counts[field] ?? 0)),
  ];
  return {
    caption,
    heads: [words.inputs.source, ...Object.keys(columns)],
    rows: model.inputs.map((input) => line(input.source, input)),
    foot: line(words.allSources, totalCounts(model.inputs)),
  };
}

function exclusions({ model, words }: Draft): OutlineTable {
  return {
    caption: words.inputs.exclusionsCaption,
    heads: [words.inputs.exclusion, words.inputs.source, words.inputs.records, words.inputs.ofRecords],
    rows: model.inputs.flatMap(({ source, exclusions: excluded, records }) =>
      excluded.map((one) => [text(one.name), text(source), count(one.count), share(one.count, records)]),
    ),
  };
}
