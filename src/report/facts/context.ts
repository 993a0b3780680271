import type { Config } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import type { Weighed } from '../../match/weighed.js';
import type { SourceReading } from '../../read/source.js';
import type { Masters } from '../../rules/masters.js';
import type { Finding, RuleSet } from '../../rules/ruleset.js';
import type { ScopeReport } from '../model/scope.js';
import type { ReportModel } from '../model.js';

/** What the facts of a report are gathered from: the tables of a finished plan, and how they came about. */
export interface FactContext {
  readonly engine: Engine;
  readonly config: Config;
  readonly rules: RuleSet;
  /** What the proofs say of them. */
  readonly findings: readonly Finding[];
  readonly readings: ReadonlyMap<string, SourceReading>;
  /** The day of the plan, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Whether the target had no members before: grades are then compared with the best source grade. */
  readonly isFirstRun: boolean;
  /** What the target is master of on that day. */
  readonly masters: Masters;
  /** Where the plan is for some persons alone. */
  readonly scope?: ScopeReport;
  /** The faulty run whose grades need not be kept. */
  readonly superseded?: NonNullable<ReportModel['superseding']>;
  /** How the pairs were weighed, and every agreement that occurred. */
  readonly matched: Weighed;
}

/** Rows that a table of the report shows at most. */
export const MOST_SHOWN = 50;
