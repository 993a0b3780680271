import type { ColumnProfile, FileProfile } from '../profile/profile.js';
import { columnLine } from './column-line.js';
import type { Decisions, SourceDecisions } from './decisions.js';
import { fileLines } from './file-lines.js';
import { inNameOrder } from './name-order.js';
import { presetLine, sectionsBesidePreset } from './preset-lines.js';
import type { SourceDraft } from './source-draft.js';
import { testTexts } from './test-accounts.js';
import type { ValueList } from './value-words.js';
import type { InitWords } from './words.js';
import { type Line, scalar, written } from './yaml-text.js';

/** The text of tier-merge.yaml: each decision at its line, with what speaks for it. */
export function configText(decisions: Decisions, words: InitWords): string {
  const { project, country, zone, maxRejected, maxEmptied, lang, sources } = decisions;
  const lines: readonly Line[] = [
    { text: `# ${words.configTitle}` },
    { text: `# ${words.marks}` },
    { text: 'version: 1' },
    { text: `project: ${scalar(project)}` },
    { text: `time_zone: ${zone.value}`, ...zone },
    { text: 'sources:' },
    ...sources.flatMap((source) => sourceLines(inNameOrder(source, country.value), words)),
    { text: `identity: { preset: loyalty, country: ${country.value} }`, ...country },
    { text: 'rules: rules.yaml' },
    { text: 'limits:' },
    { text: `  max_rejected: ${maxRejected.value}`, ...maxRejected },
    { text: `  max_emptied: ${maxEmptied.value}`, ...maxEmptied },
    { text: '  min_rows_vs_last: 80%' },
    { text: '  max_changed: 30%' },
    { text: '  max_downgraded: 0%' },
    { text: '  max_cluster: 8' },
    { text: 'target: { client: better-sqlite3, connection: { filename: members.sqlite } }' },
    { text: 'output: { dir: runs, format: csv }' },
    { text: `report: { formats: [html, json], lang: ${lang}, mask: true }` },
  ];
  return lines.map(written).join('');
}

function sourceLines(source: SourceDecisions, words: InitWords): readonly Line[] {
  const { name, draft, onePerPerson, settled } = source;
  return [
    { text: `  ${name}:` },
    ...presetLine(draft, words),
    ...fileLines(source, words),
    ...layoutLines(source, words),
    ...(onePerPerson.value || onePerPerson.guess !== undefined
      ? [{ text: `    one_row_per_person: ${onePerPerson.value}`, ...onePerPerson }]
      : []),
    ...(draft.preset === undefined
      ? [
          { text: '    columns:' },
          ...draft.columns.map((column) => columnLine(column, { ...draft, settled }, words)),
        ]
      : sectionsBesidePreset(draft.preset, { draft, words }, (column) =>
          columnLine(column, { ...draft, settled }, words),
        )),
    ...unusedLines(draft.unused, words),
    ...draft.formats.map(({ field, formats }, at) => ({
      text: `${at === 0 ? '    formats:\n' : ''}      ${field}: [${formats.map(scalar).join(', ')}]`,
    })),
    ...valueLines(source, words),
    ...excludeLines(source, words),
  ];
}

function layoutLines({ draft, trial, header, others }: SourceDecisions, words: InitWords): readonly Line[] {
  const { profile } = draft;
  const { kind, sheet, delimiter, headerRow, headerRows } = profile;
  const isText = kind === 'csv';
  const isShared = others.every((list) => list.draft.profile.delimiter === delimiter);
  return [
    ...(isText ? [encodingLine(profile, others, words)] : []),
    ...(isText && isShared && delimiter !== ','
      ? [{ text: `    delimiter: ${JSON.stringify(delimiter)}` }]
      : []),
    ...(sheet === null ? [] : [{ text: `    sheet: ${scalar(sheet)}`, ...lossOf(profile, words) }]),
    ...(headerRow > 1
      ? [
          {
            text: `    header_row: ${headerRow}`,
            evidence: words.layout({ title: headerRow - 1, headerRows }),
          },
        ]
      : []),
    ...(headerRows > 1 ? [{ text: `    header_rows: ${headerRows}` }] : []),
    ...(header === 'every_file' ? [] : [{ text: '    header: first_file' }]),
    ...markLine(draft, others),
    ...(isText && trial.hasDecimalComma ? [{ text: '    decimal: ","' }] : []),
    ...(profile.totalRows.length > 0
      ? [
          {
            text: `    drop_rows: [{ name: ${scalar(words.totals)}, first: ${JSON.stringify(profile.totalRows.join('|'))} }]`,
          },
        ]
      : []),
  ];
}

/** What the system of another list puts before its numbers is taken off in the whole source. */
function markLine({ preset }: SourceDraft, others: SourceDecisions['others']): readonly Line[] {
  const marks = others.flatMap((list) => list.draft.preset?.preset.source.text_mark ?? []);
  const [mark] = preset?.preset.source.text_mark === undefined ? marks : [];
  return mark === undefined ? [] : [{ text: `    text_mark: ${JSON.stringify(mark)}` }];
}

/** Nobody can put the digits back; whoever exports the column as text has them. */
function lossOf({ cells }: FileProfile, words: InitWords): Pick<Line, 'guess'> {
  if (cells === null || cells.longNumbers === 0) return {};
  return { guess: words.longNumbers({ cells: cells.longNumbers }) };
}

/** What the lists of a source do not share is found in each file. */
function encodingLine(
  { encoding, encodingEvidence }: FileProfile,
  others: SourceDecisions['others'],
  words: InitWords,
): Line {
  const evidence = words.encoding({ evidence: encodingEvidence });
  const isShared = others.every((list) => list.draft.profile.encoding === encoding);
  return isShared ? { text: `    encoding: ${encoding}`, evidence } : { text: '    encoding: auto' };
}

const MOST_UNUSED = 40;

function unusedLines(columns: readonly ColumnProfile[], words: InitWords): readonly Line[] {
  if (columns.length === 0) return [];
  const named = columns
    .slice(0, MOST_UNUSED)
    .map((column) => ({ text: '      #', evidence: words.unused(column) }));
  const rest = columns.length - named.length;
  return [
    { text: `      # ${words.unusedColumns}` },
    ...named.map(({ evidence }) => ({
      text: `      #   ${evidence.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')}`,
    })),
    ...(rest > 0 ? [{ text: `      #   + ${rest}` }] : []),
  ];
}

function valueLines({ draft }: SourceDecisions, words: InitWords): readonly Line[] {
  return draft.values.map(({ field, list }, at) => {
    const meanings = list.meanings.map(({ text, meaning }) => `${key(text)}: ${meaning}`).join(', ');
    return {
      text: `${at === 0 ? '    values:\n' : ''}      ${field}: { ${meanings} }`,
      evidence: list.meanings.map(({ text, count }) => `${text} ${count}`).join(', '),
      ...unknownOf(list, words),
    };
  });
}

const MOST_UNKNOWN = 5;

/** The texts themselves, since a line to add cannot be written without them. */
function unknownOf({ unknown }: ValueList, words: InitWords): Pick<Line, 'guess'> {
  if (unknown.length === 0) return {};
  const texts = unknown.slice(0, MOST_UNKNOWN).map(({ text, count }) => `${text} ${count}`);
  const rest = unknown.length - texts.length;
  return { guess: words.unknownTexts({ texts: texts.join(', '), rest }) };
}

/** A key of one letter is no truth value in YAML 1.2, which this program reads. */
function key(text: string): string {
  return /^[YN]$/.test(text) ? text : scalar(text);
}

function excludeLines({ excludesTests, draft }: SourceDecisions, words: InitWords): readonly Line[] {
  if (excludesTests === undefined || !excludesTests.value) return [];
  // No made id says that it is a test.
  const fields = draft.columns.filter(({ composed }) => composed?.how !== 'from').map(({ field }) => field);
  const when = testTexts(fields)
    .map(({ field, pattern }) => `${field} like '${pattern}'`)
    .join(' or ');
  return [
    { text: '    exclude:' },
    {
      text: `      - { name: ${scalar(words.testAccounts)}, when: ${JSON.stringify(when)} }`,
      ...excludesTests,
    },
  ];
}
