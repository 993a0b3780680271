import { numbersIn } from '../numbers.js';
import { enCodes } from './en-codes.js';

const { exact, percent, signed, whole } = numbersIn('en');

export interface MembersFormula {
  readonly total: number;
  readonly sign: string;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

export interface GradesFormula {
  readonly total: number;
  readonly sign: string;
  readonly up: number;
  readonly same: number;
  readonly down: number;
  readonly left: number;
  readonly incomparable: number;
}

export interface LimitOnScope {
  readonly name: string;
  readonly scope: string;
  readonly measured: string;
  readonly setting: string;
}

export interface PointsFormula {
  readonly converted: string;
  readonly roundedOff: string;
  readonly sign: string;
  readonly out: string;
}

export interface AppliedCounts {
  readonly run_id: string;
  readonly members_new: number;
  readonly members_changed: number;
  readonly members_gone: number;
}

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

  page: {
    title: ({ project, asOf }: { project: string; asOf: string }) => `${project}: membership merge, ${asOf}`,
    heading: 'Membership merge',
    asOf: 'As of',
    runId: 'Run',
    masked: 'Personal data on this page is masked.',
    notMasked: 'This page shows personal data in clear. Keep it where only those who need it can read it.',
    contents: 'Contents',
    scrollable: ({ table }: { table: string }) => `${table} (scrolls sideways)`,
    summary: 'At a glance',
    report: 'Report',
    plan: 'Plan',
  },

  verdict: {
    nothing_to_do: {
      name: 'Nothing to do',
      sentence: 'The target already holds exactly this. Nobody has to do anything.',
      next: '',
    },
    ready: {
      name: 'Ready to apply',
      sentence:
        'Every limit is kept. Whoever answers for the programme reads this report and agrees or objects.',
      next: 'Once it is agreed, the operator applies exactly this plan with:',
    },
    input_refused: {
      name: 'Input refused',
      sentence:
        'The exports are outside the limits. The data engineer corrects the exports or the config and plans again.',
      next: 'Only if the exports are right as they are, the operator raises the limits for this one plan with:',
    },
    needs_decision: {
      name: 'Decision needed',
      sentence:
        'The changes are outside the limits. Whoever answers for the programme decides whether they are intended.',
      next: 'Only if they are intended, the operator raises the limits for this one plan with:',
    },
    applied: {
      name: 'Applied',
      sentence: 'The plan was written to the target. Nobody has to do anything.',
      next: '',
    },
    limitsBroken: 'Limits not kept',
  },

  inputs: {
    emptied: ({ values }: { values: number }) =>
      `Values that could not be read and are empty now: ${whole(values)}. All of them are in emptied.csv.`,
    title: 'What was read',
    recordsCaption: 'records = accepted + repeated + excluded + rejected',
    linesCaption: 'lines = header + blank + lines of records',
    source: 'Source',
    records: 'Records',
    accepted: 'Accepted',
    repeated: 'Repeated',
    excluded: 'Excluded',
    rejected: 'Rejected',
    lines: 'Lines',
    header: 'Header',
    blank: 'Blank',
    linesOfRecords: 'Lines of records',
    exclusionsCaption: 'Records excluded, by exclusion',
    exclusion: 'Exclusion',
    ofRecords: 'Of the records of the source',
  },

  members: {
    title: 'Members',
    caption: 'Members by what the plan does with them',
    formula: ({ total, sign, added, changed, unchanged }: MembersFormula) =>
      `${whole(total)} members ${sign} ${whole(added)} new + ${whole(changed)} changed + ${whole(unchanged)} unchanged`,
    total: 'Members',
    new: 'New',
    changed: 'Changed',
    unchanged: 'Unchanged',
    gone: 'Gone',
    goneNote: ({ gone }: { gone: number }) =>
      `Gone: ${whole(gone)}. They are in no export any more and are not part of the total.`,
    share: 'Share',
    kind: 'Kind',
    count: 'Members',
  },

  grades: {
    title: 'Grades',
    movementCaption: 'members = up + same + down + left + no comparison',
    comparedWithPrevious: 'Each grade is compared with the grade last applied to the member.',
    comparedWithBestSource:
      'This is a first run: each grade is compared with the best grade the member has in a source.',
    formula: ({ total, sign, up, same, down, left, incomparable }: GradesFormula) =>
      `${whole(total)} members ${sign} ${whole(up)} up + ${whole(same)} same + ${whole(down)} down + ${whole(left)} left + ${whole(incomparable)} no comparison`,
    up: 'Up',
    down: 'Down',
    same: 'Same',
    left: 'Left',
    withoutBaseline: 'No comparison',
    upLong: 'Up: a higher grade than before',
    sameLong: 'Same: the same grade as before',
    downLong: 'Down: a lower grade than before',
    leftLong: 'Left: no grade any more',
    withoutBaselineLong: 'No comparison: a grade now, none before',
    movementBar: 'Members by movement of their grade',
    countsCaption: 'Members by grade, before and after',
    grade: 'Grade',
    before: 'Before',
    after: 'After',
    difference: 'Difference',
    noGrade: 'no grade',
    bar: 'Chart',
    barDescription: ({ grade, before, after }: { grade: string; before: number; after: number }) =>
      `${grade}: before ${whole(before)}, after ${whole(after)}`,
  },

  matrix: {
    title: 'From two ladders to one',
    caption: ({ row, column }: { row: string; column: string }) =>
      `Members by grade in ${row} (rows) and in ${column} (columns)`,
    note: 'Large: members in the cell. Small: the unified grades they get, most frequent first.',
    lower: 'lower than one of the two source grades',
    lowerMark: ({ mark }: { mark: string }) =>
      `${mark} marks a unified grade lower than one of the two source grades.`,
    noRow: 'no row',
    noGrade: 'no grade',
    shade: ({ most }: { most: number }) =>
      `The stronger the colour, the more members: from 1 to ${whole(most)}, in logarithmic steps.`,
    corner: ({ row, column }: { row: string; column: string }) => `${row} \\ ${column}`,
    cell: ({ grade, members }: { grade: string; members: number }) => `${grade} ${whole(members)}`,
    consoleCaption: 'The most frequent unified grade of each cell and how many get it.',
    tooWide: 'The grade matrix is wider than this window; the report shows it.',
  },

  decisions: {
    title: 'Gains and losses',
    lossesTitle: 'Who loses',
    gainsTitle: 'Who gains',
    othersTitle: 'Other examples',
    rulesTitle: 'By rule',
    rule: 'Rule',
    adjustedBy: 'Adjustment',
    members: 'Members',
    rulesCaption: 'Members by the rule that decided and the adjustment after it',
    member: 'Member',
    name: 'Name',
    sourceGrades: 'Grades in the sources',
    change: 'Before → after',
    examples: ({ shown, total }: { shown: number; total: number }) =>
      `${whole(shown)} shown of ${whole(total)}`,
    examplesIn: ({ shown, total, file }: { shown: number; total: number; file: string }) =>
      `${whole(shown)} shown of ${whole(total)}; all of them are in ${file}`,
    nobodyLoses: 'Nobody gets a lower grade, and nobody leaves.',
    nobodyGains: 'Nobody gets a higher grade.',
  },

  points: {
    title: 'Points',
    caption: ({ bucket, rounding }: { bucket: string; rounding: string }) => `${bucket}, ${rounding}`,
    from: 'From',
    in: 'In',
    rate: 'Rate',
    converted: 'Converted',
    convertedTotal: 'Converted in all',
    formula: ({ converted, roundedOff, sign, out }: PointsFormula) =>
      `${exact(converted)} converted − ${exact(roundedOff)} rounded off ${sign} ${exact(out)} out`,
    none: 'No points are carried over.',
  },

  matching: {
    title: 'Matching',
    links: 'Links',
    linksNote: 'Rows joined to another row of the same member.',
    clusters: 'Members with several rows',
    largest: 'Rows of the largest member',
    review: 'Pairs for review',
    reviewNote: 'A person decides; until then they stay apart.',
    ambiguous: 'Ambiguous rows',
    ambiguousNote: 'Fit two members equally well; they stay apart.',
    byRuleCaption: 'Links by the rule that made them',
    rule: 'Rule',
    ofLinks: 'Of all links',
    bySourcesCaption: 'Members by the sources they have rows in',
    sources: 'Sources',
    ofMembers: 'Of all members',
    sizesCaption: 'Members by number of rows',
    rows: 'Rows',
  },

  limits: {
    title: 'Limits',
    caption: 'Each limit, what was measured, and what the config allows',
    limit: 'Limit',
    scope: 'Measured on',
    measured: 'Measured',
    setting: 'Setting',
    atMost: ({ limit }: { limit: string }) => `at most ${limit}`,
    atLeast: ({ limit }: { limit: string }) => `at least ${limit}`,
    line: ({ name, measured, setting }: { name: string; measured: string; setting: string }) =>
      `${name}: ${measured}, ${setting}`,
    lineOn: ({ name, scope, measured, setting }: LimitOnScope) =>
      `${name}, ${scope}: ${measured}, ${setting}`,
    outcome: 'Outcome',
    kept: 'kept',
    notKept: 'not kept',
    allowed: ({ setting, allowed }: { setting: string; allowed: string }) =>
      `${setting}, for this plan ${allowed}`,
    keptOf: ({ kept, all }: { kept: number; all: number }) =>
      `${whole(kept)} of ${whole(all)} limits are kept`,
  },

  rejects: {
    title: 'Rejected records',
    reasonsCaption: 'Rejected records by reason',
    reason: 'Reason',
    ofRejected: 'Of all rejected',
    listCaption: ({ shown, total, file }: { shown: number; total: number; file: string }) =>
      `${whole(shown)} shown of ${whole(total)} rejected records; all of them are in ${file}`,
    file: 'File',
    line: 'Line',
    column: 'Column',
    none: 'No record was rejected.',
  },

  emptied: {
    title: 'Emptied values',
    caption: 'Values that could not be read and became empty',
    captionIn: ({ file }: { file: string }) =>
      `Values that could not be read and became empty; each with its raw text in ${file}`,
    field: 'Field',
    reason: 'Reason',
    count: 'Values',
    none: 'No value was emptied.',
  },

  origin: {
    title: 'Where this comes from',
    filesCaption: 'Files read',
    path: 'File',
    bytes: 'Bytes',
    encoding: 'Encoding',
    sha256: 'SHA-256',
    rulesCaption: 'Rules, config and content',
    name: 'Name',
    value: 'Value',
    rules: 'Rules',
    rulesFile: 'Rule file',
    rulesHash: 'Hash of the rules',
    configHash: 'Hash of the config',
    contentHash: 'Hash of the content',
    tool: 'Made by',
    findingsCaption: 'Findings about the rules that were accepted',
    finding: 'Finding',
    line: 'Line',
    noFindings: 'The rules were proved without findings.',
  },

  cli: {
    applied: ({ members_new, members_changed, members_gone, run_id }: AppliedCounts) =>
      `Applied as run ${run_id}: ${whole(members_new)} new, ${whole(members_changed)} changed, ${whole(members_gone)} gone members.`,
    checked: ({ config, rules, examples }: { config: string; rules: string; examples: number }) =>
      `${config} and ${rules} are sound; examples passed: ${whole(examples)}.`,
    targetIsEmpty: ({ target }: { target: string }) => `${target} holds no run yet.`,
    targetIsAt: ({ target, run }: { target: string; run: string }) => `${target} is at run ${run}.`,
    generated: ({ people, online, offline }: { people: number; online: number; offline: number }) =>
      `${whole(people)} people: ${whole(online)} online rows, ${whole(offline)} offline rows.`,
    reportNotMarked: ({ directory, why }: { directory: string; why: string }) =>
      `The plan is applied, but its report in ${directory} could not say so: ${why}`,
    runColumns: {
      run: 'run',
      kind: 'kind',
      asOf: 'as of',
      total: 'members',
      added: 'new',
      changed: 'changed',
      gone: 'gone',
      changes: 'changes',
      finished: 'finished',
    },
    fieldColumns: ['field', 'value'],
    rowColumns: ['source', 'member id there', 'joined by', 'score'],
    pointColumns: ['bucket', 'balance', 'expires'],
    changeColumns: ['field', 'before', 'after'],
  },
};

/**
 * Everything the program says to a person. A message is a whole sentence or label, or a function of named
 * strings and numbers that gives one: a translator never has to assemble a sentence from pieces.
 */
export type Messages = typeof en;
