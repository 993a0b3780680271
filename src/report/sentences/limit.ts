import { isMinimum } from '../command.js';
import { type Messages, wordsFor } from '../messages.js';
import type { LimitReport } from '../model/limits.js';
import { shareText } from './scoring.js';

/** Everything a rendering says about one limit. */
export interface LimitText {
  readonly name: string;
  /** The source or field it was measured on; empty when there is none. */
  readonly scope: string;
  readonly measured: string;
  readonly setting: string;
  readonly outcome: string;
  /** All of it but the outcome, in one line. */
  readonly line: string;
  /** A limit that only holds because it was raised is worth a second look. */
  readonly tone: 'good' | 'warn' | 'bad';
}

export function limitText(words: Messages, limit: LimitReport): LimitText {
  const name = wordsFor(words.codes.limits, limit.name);
  const scope = limit.scope ?? '';
  const measured = measuredText(words, limit);
  const setting = settingText(words, limit);
  const line =
    scope === ''
      ? words.limits.line({ name, measured, setting })
      : words.limits.lineOn({ name, scope, measured, setting });
  const outcome = limit.passed ? words.limits.kept : words.limits.notKept;
  return { name, scope, measured, setting, line, outcome, tone: toneOf(limit) };
}

function measuredText(words: Messages, { value, of, interval }: LimitReport): string {
  if (of === null) return words.amount({ decimal: String(value) });
  const share = words.share({ part: value, of });
  if (interval === undefined) return share;
  const [low, high] = [shareText(interval.low), shareText(interval.high)];
  return words.limits.estimated({ share, low, high });
}

function settingText({ limits }: Messages, { name, limit, allowed }: LimitReport): string {
  const setting = isMinimum(name) ? limits.atLeast({ limit }) : limits.atMost({ limit });
  return allowed === null ? setting : limits.allowed({ setting, allowed });
}

function toneOf({ passed, allowed }: LimitReport): LimitText['tone'] {
  if (!passed) return 'bad';
  return allowed === null ? 'good' : 'warn';
}
