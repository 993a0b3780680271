import type { LimitReport } from './model/limits.js';
import type { ReportModel } from './model.js';
import { isContradicted } from './outcome.js';

/** The command that the verdict asks for, ready to be typed into a POSIX shell; `null` when there is none. */
export function nextCommand(model: ReportModel): string | null {
  if (model.verdict.status === 'nothing_to_do' || model.verdict.status === 'applied') return null;
  if (isContradicted(model)) return null;
  return planCommand(model.needs_approval === true ? 'approve' : 'apply', model.plan_path, model.limits);
}

/** The command that applies or approves a plan, with the limits that it does not keep. */
export function planCommand(
  command: 'apply' | 'approve',
  path: string,
  limits: readonly LimitReport[],
): string {
  const allowances = allowancesFor(limits.filter((limit) => !limit.passed));
  const by = command === 'approve' ? ['--by NAME'] : [];
  return [`tier-merge ${command}`, quoted(path), ...by, ...allowances].join(' ');
}

/** The command that makes a plan again and shows what differs from this one. */
export function againstCommand(path: string): string {
  return `tier-merge plan --against ${quoted(path)}`;
}

/** The command that reads back a file in which somebody has decided. */
export function importCommand(file: string, plan?: string): string {
  const against = plan === undefined ? [] : [`--plan ${quoted(plan)}`];
  return [`tier-merge review import ${quoted(file)} --by NAME`, ...against].join(' ');
}

/** One `--allow` a limit: a limit measured on several sources must give way to the worst of them. */
function allowancesFor(broken: readonly LimitReport[]): readonly string[] {
  const names = [...new Set(broken.map((limit) => limit.name))];
  return names.map((name) => {
    const values = broken.filter((limit) => limit.name === name).map(neededValue);
    const worst = isMinimum(name) ? Math.min(...values) : Math.max(...values);
    const unit = broken.find((limit) => limit.name === name)?.limit.endsWith('%') === true ? '%' : '';
    return `--allow ${quoted(`${name}=${worst}${unit}`)}`;
  });
}

/** The tightest setting that would hold, in hundredths of a percent or in whole numbers. */
function neededValue({ name, limit, value, of }: LimitReport): number {
  if (!limit.endsWith('%')) return value;
  if (of === null || of === 0) return isMinimum(name) ? 0 : 100;
  const hundredths = (value * 10_000) / of;
  return (isMinimum(name) ? Math.floor(hundredths) : Math.ceil(hundredths)) / 100;
}

/** Whether a limit is broken by too few rather than by too many. */
export function isMinimum(name: string): boolean {
  return name.startsWith('min_');
}

/** A word as it is typed into a POSIX shell. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
