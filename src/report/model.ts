import type { Language } from './messages.js';
import type { Capped } from './model/capped.js';
import type { CostReport } from './model/costs.js';
import type { DecisionReport } from './model/decisions.js';
import type { EmptiedReport } from './model/emptied.js';
import type { PlanFiles } from './model/files.js';
import type { FlowReport } from './model/flow.js';
import type { GradePointsReport } from './model/grade-points.js';
import type { GradeReport } from './model/grades.js';
import type { InputReport } from './model/inputs.js';
import type { LimitReport } from './model/limits.js';
import type { LossReport } from './model/losses.js';
import type { LotsReport } from './model/lots.js';
import type { MatchingReport } from './model/matching.js';
import type { GradeMatrix } from './model/matrix.js';
import type { MemberCounts } from './model/members.js';
import type { OrdersReport } from './model/orders.js';
import type { BucketReport } from './model/points.js';
import type { RejectReport } from './model/rejects.js';
import type { RulesReport } from './model/rules.js';
import type { ScopeReport } from './model/scope.js';
import type { ScoringReport } from './model/scoring.js';
import type { TakenBackReport } from './model/taken-back.js';
import type { Verdict } from './model/verdict.js';

/**
 * What a reviewer is shown, as one frozen value. Every rendering reads this and nothing else, so that the
 * console, the page and the JSON cannot disagree. Personal data in it is already masked when `masked` is set.
 * Adding an optional field is free; any other change raises `schema`.
 */
export interface ReportModel {
  readonly schema: 1;
  readonly tool: string;
  readonly run_id: string;
  readonly project: string;
  /** The day the plan was made for, `YYYY-MM-DD`, in `time_zone`. */
  readonly as_of: string;
  readonly time_zone: string;
  readonly masked: boolean;
  /** In which the renderings beside it were written. */
  readonly lang?: Language;
  /** The folder of the plan as a user would type it, for the command that applies it. */
  readonly plan_path: string;
  readonly content_hash: string;
  readonly verdict: Verdict;
  /** Where the config says that a person has to approve the plan before it is applied. */
  readonly needs_approval?: true;
  /** Where the plan is for some persons alone; members, grades, points and matching are of these. */
  readonly scope?: ScopeReport;
  readonly inputs: readonly InputReport[];
  readonly members: MemberCounts;
  readonly grades: GradeReport;
  readonly matrix: GradeMatrix | null;
  /** The grades of each source against the unified grade, one source at a time. */
  readonly flow?: FlowReport;
  /** Who loses a grade, and who is gone. */
  readonly losses?: LossReport;
  /** By the rule that decided and the adjustment after it; most persons first. */
  readonly decisions: readonly DecisionReport[];
  readonly points: readonly BucketReport[];
  /** By bucket, in the order of the rules. */
  readonly grade_points?: readonly GradePointsReport[];
  /** Where the config has transactions. */
  readonly orders?: OrdersReport;
  /** Where the config has points as lots. */
  readonly lots?: LotsReport;
  /** Where the rules say what a grade costs. */
  readonly costs?: CostReport;
  readonly matching: MatchingReport;
  readonly limits: readonly LimitReport[];
  readonly rejects: Capped<RejectReport>;
  readonly emptied: readonly EmptiedReport[];
  readonly rules: RulesReport;
  /** The files of the plan that hold what is only counted or sampled here. */
  readonly files?: PlanFiles;
  readonly scoring?: ScoringReport;
  /** The faulty run whose grades need not be kept, and the members whose grade it had changed. */
  readonly superseding?: { readonly run: string; readonly members: number };
  /** Of a plan that takes a run back; it read no exports, and has no inputs, matching and points of its own. */
  readonly taken_back?: TakenBackReport;
}
