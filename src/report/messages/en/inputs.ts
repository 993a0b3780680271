import { numbersIn } from '../../numbers.js';

const { whole } = numbersIn('en');

export const inputs = {
  emptied: ({ values }: { values: number }) =>
    `Values that could not be read and are empty now: ${whole(values)}. All of them are in emptied.csv.`,
  title: 'What was read',
  recordsCaption: 'records = accepted + repeated + excluded + rejected',
  linesCaption: 'lines = header + blank + lines of records',
  linesCaptionDropped: 'lines = header + blank + dropped + lines of records',
  dropped: 'Dropped',
  source: 'Source',
  records: 'Records',
  accepted: 'Accepted',
  repeated: 'Repeated',
  excluded: 'Excluded',
  rejected: 'Rejected',
  lines: 'Lines',
  header: 'Header',
  blank: 'Blank',
  linesOfRecords: 'Lines of records',
  exclusionsCaption: 'Records excluded, by exclusion',
  exclusion: 'Exclusion',
  ofRecords: 'Of the records of the source',
};

export const rejects = {
  title: 'Rejected records',
  reasonsCaption: 'Rejected records by reason',
  reason: 'Reason',
  ofRejected: 'Of all rejected',
  listCaption: ({ shown, total, file }: { shown: number; total: number; file: string }) =>
    `${whole(shown)} shown of ${whole(total)} rejected records; all of them are in ${file}`,
  file: 'File',
  line: 'Line',
  column: 'Column',
  none: 'No record was rejected.',
};

export const emptied = {
  title: 'Emptied values',
  caption: 'Values that could not be read and became empty',
  captionIn: ({ file }: { file: string }) =>
    `Values that could not be read and became empty; each with its raw text in ${file}`,
  field: 'Field',
  reason: 'Reason',
  count: 'Values',
  none: 'No value was emptied.',
};

export const origin = {
  title: 'Where this comes from',
  filesCaption: 'Files read',
  path: 'File',
  written: 'Written',
  configFile: 'Config file',
  bytes: 'Bytes',
  encoding: 'Encoding',
  sha256: 'SHA-256',
  rulesCaption: 'Rules, config and content',
  name: 'Name',
  value: 'Value',
  rules: 'Rules',
  rulesFile: 'Rule file',
  rulesHash: 'Hash of the rules',
  configHash: 'Hash of the config',
  contentHash: 'Hash of the content',
  tool: 'Made by',
  findingsCaption: 'What the proofs found about the rules',
  finding: 'Finding',
  line: 'Line',
  noFindings: 'The rules were proved without findings.',
};
