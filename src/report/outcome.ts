import type { Messages } from './messages.js';
import type { LimitReport } from './model/limits.js';
import type { VerdictStatus } from './model/verdict.js';
import type { ReportModel } from './model.js';

/** How much a reader has to worry; the words always say it too. */
type Mood = 'good' | 'calm' | 'warn' | 'bad';

const MOODS: Readonly<Record<VerdictStatus, Mood>> = {
  nothing_to_do: 'calm',
  ready: 'good',
  input_refused: 'bad',
  needs_decision: 'warn',
  applied: 'good',
};

export function moodOf(status: VerdictStatus): Mood {
  return MOODS[status];
}

/** Whether decisions of people stop the plan; no limit can be raised for them. */
export function isContradicted({ matching }: Pick<ReportModel, 'matching'>): boolean {
  return (matching.decisions?.contradictions.total ?? 0) > 0;
}

/** What the verdict is called, what it asks for, and what stands before the command. */
export function verdictWords(words: Messages, model: ReportModel): Messages['verdict']['ready'] {
  const { status } = model.verdict;
  return status === 'needs_decision' && isContradicted(model)
    ? words.verdict.contradicted
    : words.verdict[status];
}

/** What stands before the command that is to be typed. */
export function nextWords(words: Messages, { verdict, needs_approval }: ReportModel): string {
  if (needs_approval !== true) return words.verdict[verdict.status].next;
  return verdict.status === 'ready' ? words.approval.next : words.approval.nextAllowing;
}

/** Limits that stop the plan, in the order of the config. */
export function brokenLimits(limits: readonly LimitReport[]): readonly LimitReport[] {
  return limits.filter((limit) => !limit.passed);
}
