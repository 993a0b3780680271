import { numbersIn } from '../numbers.js';
import { against } from './en/against.js';
import { approval } from './en/approval.js';
import { arrival } from './en/arrival.js';
import { flow, gradePoints, largest, losses, thresholds } from './en/changes.js';
import { limits, matching } from './en/checks.js';
import { enCodes } from './en/codes.js';
import { comparison } from './en/comparison.js';
import { cli } from './en/console.js';
import { forget } from './en/forget.js';
import { page, verdict } from './en/frame.js';
import { emptied, inputs, origin, rejects } from './en/inputs.js';
import { member } from './en/member.js';
import { costs, lots, orders } from './en/orders.js';
import { decisions, grades, matrix, members, points } from './en/outcome.js';

import { profile } from './en/profile.js';
import { pruned } from './en/pruned.js';
import { takenBack } from './en/revert.js';
import { review } from './en/review.js';
import { ruleWords } from './en/rules.js';
import { scoring } from './en/scoring.js';
import { tables } from './en/tables.js';
import { weights } from './en/weights.js';
import { workbook } from './en/workbook.js';

const { exact, percent, signed, whole } = numbersIn('en');

/** English. Every other language has the type of this table, so that a missing message does not compile. */
export const en = {
  codes: enCodes,

  number: ({ value }: { value: number }) => whole(value),
  difference: ({ value }: { value: number }) => signed(value),
  amount: ({ decimal }: { decimal: string }) => exact(decimal),
  share: ({ part, of }: { part: number; of: number }) =>
    `${whole(part)} of ${whole(of)} (${percent(part, of)})`,
  /** Stands to the right of the part itself. */
  percentOf: ({ part, of }: { part: number; of: number }) => `${percent(part, of)} of ${whole(of)}`,
  total: 'Total',
  allSources: 'All sources',
  doesNotAddUp: 'These numbers do not add up. That is a fault of the program: please report it.',

  page,
  verdict,
  inputs,
  arrival,
  members,
  grades,
  matrix,
  flow,
  losses,
  decisions,
  points,
  gradePoints,
  orders,
  lots,
  costs,
  matching,
  largest,
  limits,
  rejects,
  emptied,
  origin,
  scoring,
  thresholds,
  ruleWords,
  weights,
  review,
  member,
  workbook,
  tables,
  comparison,
  takenBack,
  pruned,
  forget,
  approval,
  against,
  profile,
  cli,
};

/**
 * Everything the program says to a person. A message is a whole sentence or label, or a function of named
 * strings and numbers that gives one: a translator never has to assemble a sentence from pieces.
 */
export type Messages = typeof en;
