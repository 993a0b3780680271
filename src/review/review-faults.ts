import { Failure } from '../failure.js';
import type { CellPlace } from './sheet.js';

/** Why a line is not taken; it holds nothing that the rows say. */
export interface ReviewFault {
  readonly place: CellPlace;
  /** The file is wrong, its rows have changed since, or something forbids what it decides. */
  readonly code: 'usage' | 'stale' | 'decision';
  readonly message: string;
  readonly hint: string;
}

/** Enough to see what is wrong; a wrong column is wrong in every line. */
const MOST_TOLD = 50;

/** All faults as one Failure, in the order of the file; what makes the file unusable decides the exit code. */
export function failureOf(faults: readonly ReviewFault[]): Failure {
  const order = (['usage', 'stale', 'decision'] as const).find((code) =>
    faults.some((one) => one.code === code),
  );
  const told = faults.toSorted(inOrder).slice(0, MOST_TOLD).map(faultText);
  const more = faults.length > MOST_TOLD ? [`and ${faults.length - MOST_TOLD} more`] : [];
  return new Failure(
    order ?? 'usage',
    [...told, ...more].join('\n'),
    'nothing was written: correct the file and import it again',
  );
}

function inOrder({ place: a }: ReviewFault, { place: b }: ReviewFault): number {
  return (a.sheet ?? '').localeCompare(b.sheet ?? '', 'en') || a.line - b.line || a.column - b.column;
}

function faultText({ place, message, hint }: ReviewFault): string {
  return `${placeText(place)}: ${message}\n  ${hint}`;
}

/** `review.csv:12:7`, and in a workbook `review.xlsx, Review!G12`, as a spreadsheet calls the cell. */
function placeText({ file, sheet, line, column }: CellPlace): string {
  return sheet === null ? `${file}:${line}:${column}` : `${file}, ${sheet}!${letters(column)}${line}`;
}

function letters(column: number): string {
  const last = String.fromCharCode(65 + ((column - 1) % 26));
  return column > 26 ? letters(Math.floor((column - 1) / 26)) + last : last;
}
