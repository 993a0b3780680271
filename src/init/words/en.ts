import type { InitWords } from '../words.js';

export const en: InitWords = {
  configTitle: 'Written by tier-merge init. Paths are relative to this file.',
  rulesTitle: 'Written by tier-merge init: who gets which grade, and what becomes of the points.',
  marks:
    'Lines with "GUESS" are not certain: look at each, then delete its comment. `tier-merge check` lists them.',
  size: ({ records, lines }) => `${records} records, ${lines} lines`,
  statusOfList: ({ name }) => `so says the name of ${name} or of a column; no column has the status`,
  filled: ({ filled, records, shape, share }) =>
    `${filled} of ${records} filled; ${shape}${share < 1 ? ` ${percent(share)}` : ''}`,
  labels: ({ labels }) => `${labels} labels`,
  unsureColumn: ({ header, field }) => `${header} is taken for ${field}`,
  preset: ({ title, present, total }) => `${present} of ${total} columns of ${title}`,
  notInExport: 'not in this export',
  unusedColumns: 'not used:',
  unused: ({ header, filled, shape }) => `${header} (${shape}, ${filled} filled)`,
  madeId:
    'the export has no member id: it is made from these values, and who changes one of them is another row',
  unknownTexts: ({ texts, rest }) =>
    `not in the list, so they become empty: ${texts}${rest > 0 ? ` and ${rest} more` : ''}`,
  encoding: ({ evidence }) => evidence,
  layout: ({ title, headerRows }) =>
    `${title} lines above it${headerRows > 1 ? `, ${headerRows} lines of headers` : ''}`,
  longNumbers: ({ cells }) =>
    `${cells} numbers of more than 15 digits: Excel has lost their last digits, and they are left empty; export that column as text`,
  rejected: ({ rejected, records, source }) => `${source}: ${rejected} of ${records} records are rejected`,
  rejectedGuess: 'so many records of these exports cannot be read; the plan lists them in rejects.csv',
  emptiedGuess: ({ source, header }) =>
    `many values of ${header} of ${source} may be unreadable; the plan lists them in emptied.csv`,
  tests: ({ rows }) => `${rows} rows`,
  testsGuess: 'these rows look like test accounts',
  alike: ({ rows }) =>
    `${rows} rows have the name and phone, name and e-mail, or identity code of another row`,
  alikeGuess: 'true where this system guarantees one account for each person',
  country: ({ valid, sample }) => `${valid} of ${sample} phones are numbers of this country`,
  countryGuess: 'more than one country or zone is possible',
  noPhones: 'no phones say which country it is',
  zone: 'the zone of the country',
  byWords: ({ source, labels }) => `${source} by the usual order of words: ${labels}`,
  bySpend: ({ source, labels }) => `${source} by median spend: ${labels}`,
  ladderDisagrees: 'words and median spend disagree about the order; it goes by words',
  ladderUnknown: 'the words do not say the order',
  noGrades: 'no export has a grade: everybody gets this one',
  mapGuess: ({ from }) => `put beside the ladder of ${from} from the lowest up`,
  labelRows: ({ rows, spend }) => `${rows} rows${spend === null ? '' : `, median spend ${spend}`}`,
  rateGuess: ({ field, into }) => `what one of ${field} is worth in ${into} stands in no export`,
  ruleName: 'highest grade of all memberships',
  leftRule: 'left everywhere',
  gradeRule: 'highest grade of a membership',
  noLoss: 'no loss',
  gapAccepted: 'who has a grade nowhere gets none, and is counted',
  testAccounts: 'test accounts',
  totals: 'totals',
  ask: {
    column: ({ source, header, field }) =>
      `${source}: is the column ${header} the field ${field}? (y, n or a field)`,
    columnHelp: 'The fields are listed in docs/config.md. n leaves the column out.',
    grades: 'The ladder, lowest first, apart by commas',
    gradesHelp: 'The grades of the unified programme. Use the same names in another order, or type new ones.',
    map: ({ source, label, rows }) => `${source}: which grade do members with ${label} get (${rows} rows)?`,
    mapHelp: 'One of the ladder. Several labels may get the same.',
    rate: ({ source, field, into }) => `${source}: how many ${into} is one of ${field} worth?`,
    rateHelp: 'A number such as 500. It multiplies each balance; the sum is rounded once for each member.',
    country: 'Which country do phones without a country code belong to?',
    countryHelp: 'Two letters, such as KR, US or DE.',
    zone: 'In which time zone does a day begin?',
    zoneHelp: 'Such as Asia/Seoul or Europe/Berlin. It decides which day "today" is.',
    tests: ({ source, rows }) => `${source}: leave out ${rows} rows that look like test accounts? (y, n)`,
    testsHelp: 'They are counted and listed as excluded; n keeps them as members.',
    alike: ({ source, rows }) =>
      `${source}: ${rows} rows look like another row of it. Are two rows of it always two persons? (y, n)`,
    alikeHelp: 'y where the system guarantees one account for each person: such rows are then never united.',
    limit: ({ evidence }) => `${evidence}. Up to which share may a plan go on?`,
    limitHelp:
      'A percentage such as 0.5%. Above it a plan stops with exit 3 and lists the records in rejects.csv.',
    hint: 'Enter accepts, ? explains',
    wrong: ({ answer, expected }) => `"${answer}" does not fit: ${expected}`,
  },
  done: {
    written: ({ config, rules }) => `Written: ${config} and ${rules}.`,
    guesses: ({ count }) => (count === 0 ? 'Nothing in them is a guess.' : `Marked as guesses: ${count}.`),
    next: 'Next:',
    finding: ({ reason }) => `guess: ${reason}`,
  },
};

function percent(share: number): string {
  return `${Math.floor(share * 1000) / 10}%`;
}
