import type { Shape } from '../profile/profile.js';
import { en } from './words/en.js';
import { ko } from './words/ko.js';

/** What the written files and the questions say. */
export interface InitWords {
  readonly configTitle: string;
  readonly rulesTitle: string;
  /** What the marks are, above the first line. */
  readonly marks: string;
  size(p: { records: number; lines: number }): string;
  /** Why the members of a list are taken to be dormant or gone. */
  statusOfList(p: { name: string }): string;
  filled(p: { filled: number; records: number; shape: Shape; share: number }): string;
  labels(p: { labels: number }): string;
  unsureColumn(p: { header: string; field: string }): string;
  preset(p: { title: string; present: number; total: number }): string;
  notInExport: string;
  unusedColumns: string;
  unused(p: { header: string; filled: number; shape: Shape }): string;
  madeId: string;
  /** `texts`: with the rows of each; `rest`: how many more texts there are. */
  unknownTexts(p: { texts: string; rest: number }): string;
  encoding(p: { evidence: string }): string;
  layout(p: { title: number; headerRows: number }): string;
  longNumbers(p: { cells: number }): string;
  rejected(p: { rejected: number; records: number; source: string }): string;
  rejectedGuess: string;
  emptiedGuess(p: { source: string; header: string; percent: number }): string;
  tests(p: { rows: number }): string;
  testsGuess: string;
  alike(p: { rows: number }): string;
  alikeGuess: string;
  country(p: { valid: number; sample: number }): string;
  countryGuess: string;
  noPhones: string;
  zone: string;
  byWords(p: { source: string; labels: string }): string;
  bySpend(p: { source: string; labels: string }): string;
  ladderDisagrees: string;
  ladderUnknown: string;
  noGrades: string;
  mapGuess(p: { from: string }): string;
  labelRows(p: { rows: number; spend: string | null }): string;
  rateGuess(p: { field: string; into: string }): string;
  ruleName: string;
  leftRule: string;
  gradeRule: string;
  noLoss: string;
  gapAccepted: string;
  testAccounts: string;
  totals: string;
  /** Questions, each with what `?` explains. */
  readonly ask: {
    column(p: { source: string; header: string; field: string }): string;
    columnHelp: string;
    grades: string;
    gradesHelp: string;
    map(p: { source: string; label: string; rows: number }): string;
    mapHelp: string;
    rate(p: { source: string; field: string; into: string }): string;
    rateHelp: string;
    country: string;
    countryHelp: string;
    zone: string;
    zoneHelp: string;
    tests(p: { source: string; rows: number }): string;
    testsHelp: string;
    alike(p: { source: string; rows: number }): string;
    alikeHelp: string;
    limit(p: { evidence: string }): string;
    limitHelp: string;
    hint: string;
    wrong(p: { answer: string; expected: string }): string;
  };
  readonly done: {
    written(p: { config: string; rules: string }): string;
    guesses(p: { count: number }): string;
    next: string;
    /** What `check` says of each mark. */
    finding(p: { reason: string }): string;
  };
}

/** In the language of the report. */
export function initWords(lang: 'en' | 'ko'): InitWords {
  return { en, ko }[lang];
}
