import { phrase } from '../match/wording.js';
import type { Ending } from '../plan/member/ended.js';
import type { LinkedRow, MemberView } from '../plan/member/view.js';
import type { Explained } from '../trace/explain-member.js';
import type { Grade, Trace } from '../trace/trace.js';
import { type Messages, wordsFor } from './messages.js';

/** One table about a member, as every rendering shows it. All cells are text, of which some came with the rows. */
export interface MemberTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What is said of a member beside its tables. */
export interface MemberStory {
  readonly notes: readonly string[];
  readonly member: readonly MemberTable[];
  readonly links: MemberTable;
  readonly trace: readonly MemberTable[];
  readonly changes: MemberTable;
}

export interface StoryOptions {
  readonly view: MemberView;
  readonly explained: Pick<Explained, 'trace'> & {
    readonly untraced: keyof Messages['member']['untraced'] | null;
  };
  readonly configChanged: boolean;
  /** Where the member is none of the plan's any more. */
  readonly ending?: Ending;
  readonly words: Messages;
}

/** Everything there is to say of one member, in the order in which it came about. */
export function memberStory({ view, explained, configChanged, ending, words }: StoryOptions): MemberStory {
  const { cli, member } = words;
  const { trace, untraced } = explained;
  const differs = trace !== null && trace.differences.length > 0;
  return {
    notes: [
      ...(ending === undefined ? [] : [endingText(ending, words)]),
      ...(untraced === null ? [] : [member.untraced[untraced]]),
      ...(differs ? [member.differs] : []),
      ...(differs && configChanged ? [member.configChanged] : []),
      ...(trace === null || trace.mastered.length === 0
        ? []
        : [member.mastered({ names: trace.mastered.join(', ') })]),
      ...(trace?.refused == null ? [] : [member.refused({ because: trace.refused })]),
    ],
    member: [
      tableOf(
        ending === undefined ? member.fields : member.fieldsInTarget,
        cli.fieldColumns,
        Object.entries(view.member),
      ),
    ],
    links: tableOf(
      member.links,
      cli.rowColumns,
      view.rows.map((row) => linkCells(row, words)),
    ),
    trace: trace === null ? [pointsOf(view, words)] : traceTables(trace, words),
    changes: tableOf(
      member.changes,
      cli.changeColumns,
      view.changes.map(({ field, before, after }) => [field, before, after]),
    ),
  };
}

function endingText({ change, other }: Ending, { member }: Messages): string {
  return change === 'merged' ? member.endings.merged({ other: other ?? '-' }) : member.endings[change];
}

type Cells = readonly (readonly (string | null | undefined)[])[];

function tableOf(title: string, columns: readonly string[], rows: Cells): MemberTable {
  return { title, columns, rows: rows.map((row) => row.map((cell) => cell ?? '-')) };
}

function linkCells(row: LinkedRow, { codes }: Messages): readonly string[] {
  const because = row.weights === null ? (row.reason ?? '') : phrase(row.weights.agreement, codes);
  const score = row.how === 'alone' ? '' : (Number(row.score) / 1000).toFixed(3);
  return [row.source, row.source_member_id, wordsFor(codes.how, row.how), score, because];
}

function pointsOf(view: MemberView, { cli, member }: Messages): MemberTable {
  const rows = view.points.map(({ bucket, balance, expires_at }) => [bucket, balance, expires_at]);
  return tableOf(member.points, cli.pointColumns, rows);
}

function traceTables(trace: Trace, words: Messages): readonly MemberTable[] {
  const { member } = words;
  const tables = [
    tableOf(
      member.differences,
      member.differenceColumns,
      trace.differences.map(({ what, plan, recomputed }) => [what, plan, recomputed]),
    ),
    rowsTable(trace, words),
    tableOf(
      member.measures,
      member.measureColumns,
      trace.measures.map(({ name, value }) => [name, value]),
    ),
    ...gradeTables(trace, words),
    ...pointTables(trace, words),
    tableOf(
      member.survivors,
      member.survivorColumns,
      trace.fields.map(({ field, value, words: policy, origins }) => [
        ...[field, value],
        origins.map(({ source, source_member_id }) => `${source} ${source_member_id}`).join(', ') || null,
        policy,
      ]),
    ),
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}

/** A column a row; fields that no row has are left out. */
function rowsTable({ rows }: Trace, { member }: Messages): MemberTable {
  const fields = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))];
  return tableOf(
    member.rows,
    [member.field, ...rows.map(({ source, source_member_id }) => `${source} ${source_member_id}`)],
    [
      ...fields.map((field) => [field, ...rows.map(({ values }) => values[field])]),
      [member.ladder, ...rows.map(({ mapped }) => mapped)],
    ],
  );
}

function gradeTables(trace: Trace, { member }: Messages): readonly MemberTable[] {
  const shown = (grade: Grade) => (grade === 'none' ? member.none : (grade ?? member.unknown));
  const known = [
    [member.bestSource, shown(trace.best_source)],
    [member.previous, shown(trace.previous)],
  ];
  return [
    tableOf(member.candidates, member.candidateColumns, [
      ...trace.candidates
        .filter(({ code }) => code !== 'previous' && code !== 'best_source')
        .map(({ words, grade }) => [words, shown(grade)]),
      ...known,
    ]),
    tableOf(
      member.rules,
      member.ruleColumns,
      trace.rules.map(({ name, holds, grade, decides }) => [
        ...[name, holds ? member.yes : member.no, shown(grade)],
        decides ? member.yes : '',
      ]),
    ),
    tableOf(
      member.adjustments,
      member.adjustmentColumns,
      trace.adjustments.map(({ name, before, after }) => [name, shown(before), shown(after)]),
    ),
  ];
}

function pointTables({ buckets, held }: Trace, { member, codes }: Messages): readonly MemberTable[] {
  const lines = buckets.flatMap(({ bucket, lines: own }) =>
    own.map(({ from, amount, rate, gives }) => [bucket, from, amount, rate, gives]),
  );
  return [
    tableOf(member.points, member.lineColumns, lines),
    tableOf(
      member.balances,
      member.balanceColumns,
      buckets.map(({ bucket, sum, rounding, balance, expires_at }) => [
        ...[bucket, sum, wordsFor(codes.rounding, rounding), balance, expires_at],
      ]),
    ),
    tableOf(
      member.held,
      member.heldColumns,
      held.map(({ bucket, before, moved, after }) => [bucket, before, moved, after]),
    ),
  ];
}
