import type { LimitReport, VerdictStatus } from './model.js';

/** How much a reader has to worry; the words always say it too. */
export type Mood = 'good' | 'calm' | 'warn' | 'bad';

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

/** Limits that stop the plan, in the order of the config. */
export function brokenLimits(limits: readonly LimitReport[]): readonly LimitReport[] {
  return limits.filter((limit) => !limit.passed);
}
