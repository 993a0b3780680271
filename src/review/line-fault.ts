import type { GivenLine } from './given-lines.js';
import type { ReadColumn } from './header-row.js';
import { type Looked, leftKey, rightKey } from './looked.js';
import type { ReviewFault } from './review-faults.js';

interface LineContext {
  readonly sources: readonly string[];
  /** Who decided where the line does not say it. */
  readonly by: string | undefined;
  /** Whether somebody has decided about the same rows before. */
  readonly wasDecided: boolean;
}

type Why = Pick<ReviewFault, 'message' | 'hint'> & {
  readonly column: ReadColumn;
  readonly code?: ReviewFault['code'];
};

/** Why a line cannot be taken, whatever the others say; undefined where it can. */
export function lineFault(looked: Looked<GivenLine>, context: LineContext): ReviewFault | undefined {
  const why = rowFault(looked, context) ?? decisionFault(looked, context);
  if (why === undefined) return undefined;
  const { column, code = 'usage', message, hint } = why;
  return { place: looked.line.placeOf(column), code, message, hint };
}

function rowFault(looked: Looked<GivenLine>, { sources }: LineContext): Why | undefined {
  const { line, found } = looked;
  const isPair = line.decision !== 'alone' || line.source_r !== '' || found.id_r !== '';
  const columns = isPair ? (['source_l', 'source_r'] as const) : (['source_l'] as const);
  const strange = columns.find((column) => !sources.includes(line[column]));
  if (strange !== undefined) {
    return {
      column: strange,
      message: 'there is no such source',
      hint: `sources of the config: ${sources.join(', ')}`,
    };
  }
  if (!found.hasLeft) return { column: 'id_l', ...NO_ROW };
  if (isPair && (!found.hasRight || found.id_r === '')) return { column: 'id_r', ...NO_ROW };
  if (leftKey(looked) !== rightKey(looked)) return undefined;
  return { column: 'id_r', message: 'this is the same row as the other', hint: 'a pair needs two rows' };
}

function decisionFault({ line, found }: Looked<GivenLine>, { by, wasDecided }: LineContext): Why | undefined {
  if (!found.isAsked && !wasDecided) return { column: 'decision', ...NOT_ASKED };
  if (found.isChanged) return { column: 'rows_hash', code: 'stale', ...CHANGED };
  if (line.by !== '' || by !== undefined) return undefined;
  return { column: 'decision', message: 'nobody has signed this decision', hint: 'add --by NAME' };
}

const NO_ROW = {
  message: 'the plan has no accepted row of this id',
  hint: 'a spreadsheet may have changed the id: set the column to text, or export the pairs again',
};

const NOT_ASKED = {
  message: 'the plan does not ask about this pair',
  hint: 'name the plan that was exported with --plan; any other pair is written into the file of decisions by hand',
};

const CHANGED = {
  message: 'a row has changed since this was exported',
  hint: 'export the pairs of this plan, and look at this one again',
};
