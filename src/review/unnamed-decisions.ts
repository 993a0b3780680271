import { decisionOf } from './decision-word.js';
import { unnamedRows } from './header-row.js';
import type { ReviewFault } from './review-faults.js';
import type { Sheet } from './sheet.js';

/**
 * Decisions whose columns nothing above them names, since somebody has deleted that row or sorted it down among the
 * pairs; what else the file has may be whole, and these would be lost without a word.
 */
export function unnamedDecisions(file: string, { name: sheet, rows }: Sheet): readonly ReviewFault[] {
  return unnamedRows(rows).flatMap(({ line, cells }) => {
    const column = cells.findIndex((cell) => decisionOf(cell) !== undefined);
    if (column < 0 || !cells.some((cell) => isHash(cell))) return [];
    return [{ place: { file, sheet, line, column: column + 1 }, code: 'usage', ...NO_NAMES } as const];
  });
}

/** Not sixteen digits, which are the number of a card. */
function isHash(text: string): boolean {
  return /^[0-9a-f]{16}$/.test(text) && /[a-f]/.test(text);
}

const NO_NAMES = {
  message: 'the row that names the columns is missing above this decision',
  hint: 'put that row back as the first one (decision, note, source_l, id_l, source_r, id_r, rows_hash), or fill in a new export',
};
