import type { Adjustment, Exceptions, Floor } from '../rules/adjust/adjustment.js';
import { candidatesOf } from '../rules/grade/candidates.js';
import type { Decision } from '../rules/ruleset.js';
import { tellCondition } from './condition.js';
import { tellGrade } from './grade.js';
import { dayIn, type Teller } from './teller.js';

/** The decisions in order. */
export function tellDecisions(teller: Teller): readonly string[] {
  const { rules, words } = teller;
  const lines = rules.decide.map((decision) => tellDecision(decision, teller));
  const isForAll = rules.decide.some(
    ({ when, grade }) => when === undefined && candidatesOf(grade).includes('always'),
  );
  const undecided = isForAll ? [] : [words.undecided];
  return lines.length === 0 ? [] : [words.decideIntro, ...numbered(lines), ...undecided];
}

/** One decision, with its name. */
export function tellDecision({ name, when, grade }: Decision, teller: Teller): string {
  const { words } = teller;
  const told = tellGrade(grade, teller);
  if (when === undefined) return words.decision(words.named(name), told);
  return words.decisionIf(words.named(name), tellCondition(when, teller), told);
}

/** What is changed after the decision, in order. */
export function tellAdjustments(teller: Teller): readonly string[] {
  const { rules, words } = teller;
  const lines = rules.adjust.map((adjustment) => tellAdjustment(adjustment, teller));
  return lines.length === 0 ? [] : [words.adjustIntro, ...numbered(lines)];
}

/** One adjustment, with its name. */
export function tellAdjustment(adjustment: Adjustment, teller: Teller): string {
  const { words } = teller;
  const { name, when } = adjustment;
  const what =
    adjustment.kind === 'floor' ? tellFloor(adjustment, teller) : tellExceptions(adjustment, teller);
  if (when === undefined) return words.adjustment(words.named(name), what);
  return words.adjustmentIf(words.named(name), tellCondition(when, teller), what);
}

function tellFloor({ floor, down, until }: Adjustment & Floor, teller: Teller): string {
  const { words, numbers } = teller;
  const grade = tellGrade(floor, teller);
  const what = down === 0 ? words.neverBelow(grade) : words.atMostDown(numbers.whole(down), grade);
  if (until === undefined) return what;
  return until === 'grade_valid_until'
    ? words.whileValid(what)
    : words.untilDay(what, dayIn(until.day, teller));
}

/** Who they are is nobody else's business. */
function tellExceptions({ members }: Exceptions, teller: Teller): string {
  const { words, numbers } = teller;
  const days = members.map(({ until }) => until);
  const last = days
    .filter((day) => day !== undefined)
    .toSorted()
    .at(-1);
  const told = words.exceptions(numbers.whole(members.length));
  if (last === undefined || days.includes(undefined)) return told;
  return `${told}${words.next}${words.exceptionsUntil(dayIn(last, teller))}`;
}

function numbered(lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => `${index + 1}. ${line}`);
}
