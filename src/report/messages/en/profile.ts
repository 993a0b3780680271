import type { Shape } from '../../../profile/profile.js';
import { numbersIn } from '../../numbers.js';

const { whole } = numbersIn('en');

/** What `profile` says of a file. */
interface LooksLike {
  readonly share: string;
  readonly filled: number;
  readonly shape: Shape;
  readonly isUnique: boolean;
}

const LIKE: Readonly<Record<Shape, string>> = {
  empty: 'nothing',
  id: 'an identifier',
  name: 'a name',
  phone: 'a phone number',
  email: 'an e-mail address',
  date: 'a date',
  moment: 'a date with time',
  ci: 'an identity code',
  card: 'a card number',
  money: 'an amount',
  integer: 'a whole number',
  flag: 'yes or no',
  gender: 'a gender',
  label: 'a label',
  text: 'text',
};

export const profile = {
  heading: 'What is in these files',
  intro: 'Every value is looked at. Examples are masked.',
  file: 'The file',
  fact: 'What',
  found: 'Found',
  format: 'Format',
  formats: {
    csv: ({ delimiter }: { delimiter: string }) => `text, values apart by ${delimiter}`,
    html: 'web page with a table',
    xlsx: ({ sheet, sheets }: { sheet: string; sheets: string }) =>
      `workbook, sheet ${sheet} (of: ${sheets})`,
  },
  tab: 'a tab',
  encoding: 'Encoding',
  header: 'Header',
  headerAt: ({ lines }: { lines: string }) => `line ${lines}`,
  headerBelow: ({ lines, titles }: { lines: string; titles: number }) =>
    `line ${lines}, below ${whole(titles)} lines of title`,
  dropped: 'Lines of totals',
  droppedLines: ({ lines, patterns }: { lines: number; patterns: string }) => `${whole(lines)}: ${patterns}`,
  records: 'Records',
  recordsOf: ({ records, rejected, lines }: { records: number; rejected: number; lines: number }) =>
    `${whole(records)} in ${whole(lines)} lines${rejected > 0 ? `; ${whole(rejected)} are refused` : ''}`,
  longNumbers: 'Numbers of more than 15 digits',
  longNumbersFound: ({ cells }: { cells: number }) =>
    `${whole(cells)}: Excel has made zeros of their last digits`,
  errorCells: 'Cells with an error',
  key: 'Key',
  keyFound: ({ column, distinct, repeats }: { column: string; distinct: number; repeats: number }) =>
    `${column}: ${whole(distinct)} different${repeats > 0 ? `, ${whole(repeats)} repeated` : ', none repeated'}`,
  noKey: 'no column identifies a member',
  columns: 'The columns',
  column: 'Column',
  filled: 'Filled',
  distinct: 'Different',
  shape: 'Looks like',
  examples: 'Examples',
  guess: 'Probably',
  guesses: 'What the columns probably mean',
  evidence: 'Because',
  composed: {
    join: ({ columns }: { columns: string }) => `these columns joined: ${columns}`,
    first: ({ columns }: { columns: string }) => `the first of these that is not empty: ${columns}`,
  },
  values: 'Values',
  valuesCaption: 'Columns with few values',
  shapes: {
    empty: 'nothing',
    id: 'identifier',
    name: 'name',
    phone: 'phone',
    email: 'e-mail',
    date: 'date',
    moment: 'date and time',
    ci: 'identity code',
    card: 'card number',
    money: 'amount',
    integer: 'whole number',
    flag: 'yes or no',
    gender: 'gender',
    label: 'label',
    text: 'text',
  },
  headerSays: ({ header, word }: { header: string; word: string | null }) =>
    `header "${header}"${word === null ? '' : ` holds "${word}"`}`,
  isEmpty: 'the column is empty',
  looksLike: ({ share, filled, shape, isUnique }: LooksLike) =>
    `${share} of ${whole(filled)} values look like ${LIKE[shape]}${isUnique ? ', all different' : ''}`,
  encodingEvidence: ({ evidence }: { evidence: string }) => `${evidence}`,
  written: ({ file }: { file: string }) => `Written: ${file}`,
};
