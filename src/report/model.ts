import type { FlowReport } from './flow-report.js';
import type { GradePointsReport } from './grade-points-report.js';
import type { LossReport } from './loss-report.js';
import type { ScoringReport } from './scoring-model.js';
import type { ToldRules } from './told-rules.js';

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

/** What a revert does. */
export interface TakenBackReport {
  readonly run: string;
  readonly as_of: string;
  /** The member whose part alone is taken back, and every member that the run connected with it. */
  readonly member: string | null;
  readonly members: readonly string[];
  /** Member ids by what becomes of them: removed, restored, merged, unmerged, gone, returned. */
  readonly ids: readonly Counted[];
  /** Rows written by table. */
  readonly rows: Readonly<Record<'members' | 'links' | 'points' | 'source_rows', number>>;
  /** All balances of a bucket together, whole units as text. */
  readonly points: readonly { readonly bucket: string; readonly before: string; readonly after: string }[];
  /** Source rows that a later night read anew and that stay so. */
  readonly kept_rows: number;
  /** Balances that more was spent from than is left. */
  readonly below_zero: number;
  /** `no_link` lines for the file of decisions, in `decisions.csv` of the plan. */
  readonly decisions: number;
  /** The file that they belong into, as far as the config names one. */
  readonly decisions_file: string | null;
}

export interface ScopeReport {
  /** As it was typed. */
  readonly condition: string;
  /** Persons in scope, those included who come along. */
  readonly persons: number;
  /** Persons without a row in scope who share a member of the target with one who has. */
  readonly along: number;
  readonly all_persons: number;
}

export interface PlanFiles {
  readonly changes?: string;
  readonly emptied?: string;
  readonly review?: string;
}

export type VerdictStatus =
  /** The target already holds exactly this. */
  | 'nothing_to_do'
  /** Every limit passed. */
  | 'ready'
  /** A limit about the input was not kept: exit 3. */
  | 'input_refused'
  /** A limit about the changes was not kept, or decisions of people contradict what may be linked: exit 4. */
  | 'needs_decision'
  /** The plan was written to the target. */
  | 'applied';

export interface Verdict {
  readonly status: VerdictStatus;
  /** Names of the limits that were not kept, in the order of `limits`. */
  readonly limits: readonly string[];
}

/** records = accepted + repeated + excluded + rejected; lines = header + blank + dropped + lines_of_records. */
export interface InputReport {
  readonly source: string;
  readonly files: readonly InputFile[];
  readonly lines: number;
  readonly header: number;
  readonly blank: number;
  /** Lines that the config says are no records; absent where there are none. */
  readonly dropped?: number;
  readonly lines_of_records: number;
  readonly records: number;
  readonly accepted: number;
  readonly repeated: number;
  readonly excluded: number;
  readonly rejected: number;
  /** Values that became empty, over all fields. */
  readonly emptied: number;
  readonly exclusions: readonly Counted[];
  readonly reject_reasons: readonly Counted[];
  /** Where a limit asks for its age, where there was a run before, and where a file looks cut off. */
  readonly arrival?: ArrivalReport;
}

/** How an export came, beside what is in it. */
export interface ArrivalReport {
  /** Where `freshness` is set: of the oldest file, or in whole days since the newest date. */
  readonly age_hours?: number;
  readonly last?: {
    readonly as_of: string;
    readonly records: number;
    /** Whether the files had the same bytes. */
    readonly same: boolean;
  };
  /** Files that end before their end, by the sign of it. */
  readonly cut: readonly { readonly path: string; readonly sign: string }[];
}

export interface InputFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly encoding: string;
  /** When the file was last written to, in `time_zone`: `YYYY-MM-DD HH:MM`. */
  readonly written?: string;
}

export interface Counted {
  readonly name: string;
  readonly count: number;
}

/** total = new + changed + unchanged; gone members are no longer in the total. */
export interface MemberCounts {
  readonly total: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly gone: number;
}

/** up + down + same + left + without_baseline = members.total. */
export interface GradeReport {
  /** Lowest first. */
  readonly ladder: readonly string[];
  /** What a grade is compared with: the grade last applied, on a first run the best source grade. */
  readonly baseline: 'previous' | 'best_source';
  readonly up: number;
  readonly down: number;
  readonly same: number;
  /** Members that had a grade and have none now: they left the programme. */
  readonly left: number;
  /** Members that have a grade now and had nothing to compare it with. */
  readonly without_baseline: number;
  /** Every grade of the ladder, lowest first, then `null` for none. */
  readonly counts: readonly GradeCount[];
}

export interface GradeCount {
  readonly grade: string | null;
  readonly before: number;
  readonly after: number;
}

/** The mapped grades of the first two sources against the unified grade. Cells add up to members.total. */
export interface GradeMatrix {
  readonly row_source: string;
  readonly column_source: string;
  readonly cells: readonly MatrixCell[];
}

export interface MatrixCell {
  /** A grade of the ladder; `null`: has rows there without a grade; `'-'`: has no row there. */
  readonly row: string | null;
  readonly column: string | null;
  readonly unified: string | null;
  readonly members: number;
}

export interface DecisionReport {
  readonly rule: string;
  readonly adjusted_by: string | null;
  readonly members: number;
  readonly up: number;
  readonly down: number;
  readonly same: number;
  readonly left: number;
  readonly without_baseline: number;
  /** A few members each, those that lose first, then those that gain most. */
  readonly examples: readonly MemberExample[];
}

export interface MemberExample {
  readonly member_id: string;
  readonly name: string | null;
  /** The label each source's row carries, in the order of the sources: `online GOLD`. */
  readonly source_grades: readonly { readonly source: string; readonly label: string | null }[];
  readonly before: string | null;
  readonly after: string | null;
}

/** Whole units of the bucket. `out` is the sum of balances in the plan, or of their differences. */
export interface BucketReport {
  readonly bucket: string;
  readonly from: readonly {
    readonly source: string;
    readonly column: string;
    /** Decimal text, exact. */
    readonly sum: string;
    readonly rate: string;
    /** sum × rate before rounding, decimal text. */
    readonly converted: string;
  }[];
  readonly rounding: string;
  /** What rounding took away (positive) or gave, over all members, decimal text. */
  readonly rounded_off: string;
  readonly out: string;
  /**
   * Only where the unified system is master: `from` and `out` are then differences to what the sources held before.
   * after = before + out + raised, whole units of all balances in the target.
   */
  readonly held?: {
    readonly before: string;
    /** What lifted balances below 0 to 0. */
    readonly raised: string;
    readonly after: string;
    /** Balances that are below 0. */
    readonly below_0: number;
  };
}

/** Records or lots, and their amounts together as decimal text. */
export interface Sum {
  readonly count: number;
  readonly amount: string;
}

export interface OrdersReport {
  /** The day on which an order counts. */
  readonly date: 'ordered' | 'delivered';
  readonly exports: readonly OrderExportReport[];
  /** Refunds brought to another export than the one that sold. */
  readonly refunds_elsewhere: number;
  readonly file: string;
}

/** accepted = counted + all of `uncounted`; of those that count, amount = refunded + taken_off + net. */
export interface OrderExportReport {
  readonly export: string;
  /** The source whose member ids it carries. */
  readonly of: string;
  readonly accepted: number;
  readonly counted: number;
  readonly amount: string;
  readonly refunded: string;
  /** Shipping, discounts and points, as the rules say. */
  readonly taken_off: string;
  readonly net: string;
  /** By reason, most first. */
  readonly uncounted: readonly (Sum & { readonly name: string })[];
}

export interface LotsReport {
  readonly expiring_within_days: number;
  readonly buckets: readonly LotReport[];
  readonly file: string;
}

/** all = carried + expired + orphan, and in count + no_amount. */
export interface LotReport {
  readonly export: string;
  readonly bucket: string;
  /** Whether a line of the rules converts it. */
  readonly converted: boolean;
  readonly all: Sum;
  readonly carried: Sum;
  /** Before the day of the plan: not carried. */
  readonly expired: Sum;
  /** Of a member id that no accepted row has. */
  readonly orphan: Sum;
  readonly no_amount: number;
  /** Of those that are carried. */
  readonly expiring: Sum;
  /** Of those that are carried; null when none expires. */
  readonly earliest_expiry: string | null;
}

/** What the grades cost a year, before and after. Each list adds up to the whole. */
export interface CostReport {
  readonly before: string;
  readonly after: string;
  readonly by_grade: readonly (Cost & { readonly grade: string; readonly members_before: number })[];
  readonly by_sources: readonly (Cost & { readonly sources: readonly string[] })[];
  /** By the store that survived, greatest cost first; the rest is in `others`. Null where no source has stores. */
  readonly by_store: readonly (Cost & { readonly store: string | null })[] | null;
  readonly other_stores: (Cost & { readonly stores: number }) | null;
}

export interface Cost {
  /** After. */
  readonly members: number;
  readonly before: string;
  readonly after: string;
}

export interface MatchingReport {
  /** Rows that were joined to another row of the same member. */
  readonly links: number;
  readonly review: number;
  readonly ambiguous: number;
  /** Members with more than one row. */
  readonly clusters: number;
  /** Rows of the largest member. */
  readonly largest: number;
  /** Members by number of rows, ascending. */
  readonly sizes: readonly { readonly rows: number; readonly members: number }[];
  /** Links by the rule that made them, most first. */
  readonly by_rule: readonly Counted[];
  /** Members with rows of one source only, per source, and of both. */
  readonly by_sources: readonly { readonly sources: readonly string[]; readonly members: number }[];
  /** Of those with more than one row, the ones with most; equally large ones by their id. */
  readonly largest_members?: Capped<LargeMember>;
  /** Where the config names a file of decisions. */
  readonly decisions?: PeopleDecisions;
}

export interface LargeMember {
  readonly member_id: string;
  readonly name: string | null;
  readonly rows: number;
  readonly sources: readonly Counted[];
  /** Rows by what joined them to another row of the member, most first. */
  readonly joined_by: readonly Counted[];
}

/** What people decided about pairs and rows, each decision counted once, in one of the counts. */
export interface PeopleDecisions {
  /** The file, as the config writes it. */
  readonly file: string;
  readonly link: number;
  readonly no_link: number;
  readonly alone: number;
  /** A row of theirs is no accepted row. */
  readonly dormant: number;
  /** A row of theirs says something else now: they are shown again. */
  readonly changed: number;
  /** Links that something forbids; they stop the plan. */
  readonly contradictions: Capped<ContradictionReport>;
}

export interface ContradictionReport {
  /** Of the file of decisions. */
  readonly line: number;
  /** The veto, `one_row_per_person:<source>`, `max_values:<field>`, `apart` or `keep_apart`. */
  readonly reason: string;
}

export interface LimitReport {
  readonly name: string;
  /** Which source or field it was measured on, when there is one. */
  readonly scope: string | null;
  readonly value: number;
  /** The whole a percentage is taken of. */
  readonly of: number | null;
  /** As written in the config: `0.5%` or `8`. */
  readonly limit: string;
  readonly kind: 'input' | 'change';
  readonly passed: boolean;
  /** Set when `--allow` raised it for this plan. */
  readonly allowed: string | null;
  /** Between which shares it lies in 95 of 100 samples, where it is estimated from one. */
  readonly interval?: { readonly low: number; readonly high: number };
}

/** At most a stated number of rows, the most consequential first, with the full count and the file of all. */
export interface Capped<T> {
  readonly total: number;
  readonly shown: readonly T[];
  readonly file: string;
}

export interface RejectReport {
  readonly source: string;
  readonly file: string;
  readonly line: number;
  readonly reason: string;
  readonly column: string | null;
}

export interface EmptiedReport {
  readonly source: string;
  readonly field: string;
  readonly reason: string;
  readonly count: number;
}

export interface RulesReport {
  readonly path: string;
  readonly name: string;
  readonly hash: string;
  /** As a user would type it. */
  readonly config_path?: string;
  readonly config_hash: string;
  readonly findings: readonly RuleFinding[];
  /** Every proof that ran, with its findings and how many of them the rule file accepts. */
  readonly proofs?: readonly { readonly kind: string; readonly found: number; readonly accepted: number }[];
  readonly told?: { readonly en: ToldRules; readonly ko: ToldRules };
}

export interface RuleFinding {
  readonly line: number;
  readonly kind?: string;
  /** The rule that it is about, where it is about one. */
  readonly rule?: string;
  readonly message: string;
  /** Why it is meant, where the rule file accepts it. */
  readonly accepted?: string;
}
