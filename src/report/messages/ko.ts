import { numbersIn } from '../numbers.js';
import type { Messages } from './en.js';
import { against } from './ko/against.js';
import { approval } from './ko/approval.js';
import { arrival } from './ko/arrival.js';
import { flow, gradePoints, largest, losses, thresholds } from './ko/changes.js';
import { limits, matching } from './ko/checks.js';
import { koCodes } from './ko/codes.js';
import { comparison } from './ko/comparison.js';
import { cli } from './ko/console.js';
import { forget } from './ko/forget.js';
import { page, verdict } from './ko/frame.js';
import { emptied, inputs, origin, rejects } from './ko/inputs.js';
import { member } from './ko/member.js';
import { costs, lots, orders } from './ko/orders.js';
import { decisions, grades, matrix, members, points } from './ko/outcome.js';

import { profile } from './ko/profile.js';
import { pruned } from './ko/pruned.js';
import { takenBack } from './ko/revert.js';
import { review } from './ko/review.js';
import { ruleWords } from './ko/rules.js';
import { scoring } from './ko/scoring.js';
import { tables } from './ko/tables.js';
import { weights } from './ko/weights.js';
import { workbook } from './ko/workbook.js';

const { exact, percent, signed, whole } = numbersIn('ko');

/** Korean. Worded so that no particle follows a value, whose last sound nobody knows. */
export const ko: Messages = {
  codes: koCodes,

  number: ({ value }) => whole(value),
  difference: ({ value }) => signed(value),
  amount: ({ decimal }) => exact(decimal),
  share: ({ part, of }) => `${whole(of)} 중 ${whole(part)} (${percent(part, of)})`,
  percentOf: ({ part, of }) => `${whole(of)} 중 ${percent(part, of)}`,
  total: '합계',
  allSources: '모든 원본',
  doesNotAddUp: '숫자가 서로 맞지 않습니다. 프로그램의 결함이니 알려 주세요.',

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
