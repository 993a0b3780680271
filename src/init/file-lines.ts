import { columnLine } from './column-line.js';
import type { ListDecisions, SourceDecisions } from './decisions.js';
import { presetExtras } from './preset-lines.js';
import type { SourceDraft } from './source-draft.js';
import type { InitWords } from './words.js';
import { type Line, scalar } from './yaml-text.js';

/** The files of a source; a list that is laid out in its own way names its columns. */
export function fileLines(source: SourceDecisions, words: InitWords): readonly Line[] {
  const { records, lines } = source.draft.profile;
  const evidence = words.size({ records, lines });
  const [file] = source.files;
  if (source.others.length === 0 && source.files.length === 1 && file !== undefined)
    return [{ text: `    files: ${scalar(file)}`, evidence }];
  return [
    { text: '    files:', evidence },
    ...source.files.map((path) =>
      source.status === undefined
        ? { text: `      - ${scalar(path)}` }
        : { text: `      - { path: ${scalar(path)}, ${constantOf(source)} }`, ...source.status },
    ),
    ...source.others.flatMap((list) =>
      list.files.flatMap((path) => listLines(path, { ...list, preset: source.draft.preset }, words)),
    ),
  ];
}

interface Listed extends ListDecisions {
  /** Of the source. */
  readonly preset: SourceDraft['preset'];
}

function listLines(path: string, list: Listed, words: InitWords): readonly Line[] {
  const { columns, profile } = list.draft;
  return [
    { text: `      - path: ${scalar(path)}`, evidence: words.size(profile) },
    { text: '        columns:' },
    ...columns
      .map((column) => columnLine(column, { profile, settled: [] }, words))
      .map((line) => ({ ...line, text: `    ${line.text}` })),
    ...(list.preset === undefined ? [] : presetExtras(list.preset, profile)).map(({ text }) => ({
      text: `        ${text}`,
    })),
    ...(list.status === undefined ? [] : [{ text: `        ${constantOf(list)}`, ...list.status }]),
  ];
}

function constantOf({ status }: ListDecisions): string {
  return `constant: { status: ${status?.value} }`;
}
