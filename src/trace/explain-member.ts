import type { Config } from '../config/config.js';
import { exportsIn } from '../config/source-fields.js';
import type { Engine } from '../engine/engine.js';
import { inertText } from '../engine/inert.js';
import { sql } from '../engine/sql.js';
import type { Plan } from '../plan/files/plan-file.js';
import { type MemberView, shownValue } from '../plan/member/view.js';
import type { RowsOfPlan } from '../plan/plan-rows.js';
import { maskValue } from '../report/mask.js';
import type { Language } from '../report/messages.js';
import { compileRules } from '../rules/compile.js';
import { loadRules } from '../rules/load.js';
import { mastersOn } from '../rules/masters.js';
import { NO_RULE } from '../rules/ruleset.js';
import { gatherHeld } from './gather-held.js';
import { loadMemberTables } from './member-tables.js';
import type { Difference, Trace } from './trace.js';
import { tracePerson } from './trace-person.js';

/** Why a member cannot be explained: the rules are others now, its rows are where nobody finds them, or no rule decided. */
type Untraced = 'rules_changed' | 'rows_missing' | 'taken_back';

export interface Explained {
  readonly trace: Trace | null;
  readonly untraced: Untraced | null;
}

interface ExplainOptions {
  readonly plan: Plan;
  readonly rows: RowsOfPlan;
  /** In clear. */
  readonly view: MemberView;
  readonly lang: Language;
}

/**
 * Decides a member of a plan once more, from its rows as the plan saw them and by the rules that it was made with, and
 * says where that differs from the plan. The values are in clear.
 */
export async function explainMember(
  engine: Engine,
  config: Config,
  { plan, rows, view, lang }: ExplainOptions,
): Promise<Explained> {
  if (plan.kind === 'revert') return { trace: null, untraced: 'taken_back' };
  const rules = await loadRules(config.rules, { engine, ...exportsIn(config) });
  if (rules.hash !== plan.rules.sha256) return { trace: null, untraced: 'rules_changed' };
  const { sources } = config;
  const asksForAll = compileRules(rules, { sources, asOf: plan.as_of }).population.list().length > 0;
  const memberId = view.member.member_id ?? '';
  const member = { plan: rows, format: plan.format, memberId, among: asksForAll ? 'all' : 'alone' } as const;
  const { tables, person } = await loadMemberTables(engine, config, { rules, member });
  const { found } = await engine.one<{ found: bigint }>(
    sql`select count(*) as found from person_rows where person_id = ${person}`,
  );
  if (Number(found) < view.rows.length) return { trace: null, untraced: 'rows_missing' };
  const context = { rules, sources, asOf: plan.as_of, tables };
  const traced = await tracePerson(engine, { context, person, lang });
  // On a first run nobody has seen the members before.
  const masters = rows.head === null ? { fields: [], buckets: [] } : mastersOn(rules, plan.as_of);
  const mastered = [...masters.fields, ...masters.buckets];
  const ofExports = [...masters.fields, ...masters.buckets.map((bucket) => `points:${bucket}`)];
  const differences = differencesOf(traced, view).filter(({ what }) => !ofExports.includes(what));
  const held = await gatherHeld(engine, { directory: rows.directory, view, buckets: masters.buckets });
  return { trace: { ...traced, held, mastered, differences }, untraced: null };
}

/** The same with what identifies a person masked. */
export function maskedTrace(trace: Trace): Trace {
  return {
    ...trace,
    rows: trace.rows.map((row) => ({
      ...row,
      values: Object.fromEntries(
        Object.entries(row.values).map(([field, value]) => [field, maskValue(field, value)]),
      ),
    })),
    fields: trace.fields.map((field) => ({ ...field, value: shownValue(field.field, field.value, true) })),
    differences: trace.differences.map(({ what, plan, recomputed }) => ({
      what,
      plan: shownValue(what, plan, true),
      recomputed: shownValue(what, recomputed, true),
    })),
  };
}

function differencesOf(
  trace: Omit<Trace, 'differences' | 'mastered' | 'held'>,
  { member, points }: MemberView,
): readonly Difference[] {
  const rule = trace.rules.find(({ decides }) => decides)?.name ?? NO_RULE;
  const balances = new Map(points.map(({ bucket, balance }) => [bucket, balance]));
  const compared: readonly Difference[] = [
    {
      what: 'grade',
      plan: member.grade ?? null,
      recomputed: trace.grade === 'none' ? null : inertOf(trace.grade),
    },
    { what: 'rule', plan: member.rule ?? null, recomputed: inertText(rule) },
    ...trace.buckets.map(({ bucket, balance }) => ({
      what: `points:${bucket}`,
      plan: balances.get(inertText(bucket)) ?? '0',
      recomputed: balance,
    })),
    ...trace.fields.map(({ field, value }) => ({
      what: field,
      plan: member[field] ?? null,
      recomputed: inertOf(value),
    })),
  ];
  return compared.filter(({ plan, recomputed }) => plan !== recomputed);
}

/** The files of a plan hold text as no spreadsheet runs it. */
function inertOf(text: string | null): string | null {
  return text === null ? null : inertText(text);
}
