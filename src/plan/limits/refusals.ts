import { Failure } from '../../failure.js';
import { planCommand } from '../../report/command.js';
import type { SavedPlan } from '../files/plan-file.js';
import { type Allowed, judge } from './limits.js';

/** No limit is raised for these: a person corrects the lines. */
export function refuseContradictions({ plan }: SavedPlan): void {
  const { path = '', contradictions } = plan.decisions ?? {};
  if (contradictions === undefined || contradictions.total === 0) return;
  const named = contradictions.shown.slice(0, NAMED).map(({ line, reason }) => `${path}:${line} (${reason})`);
  const more = contradictions.total > NAMED ? `, and ${contradictions.total - NAMED} more` : '';
  throw new Failure(
    'decision',
    `decisions of people contradict what may be one member: ${named.join(', ')}${more}`,
    'correct these lines and make the plan again: no --allow lets them pass',
  );
}

const NAMED = 5;

/** A plan remembers the limits it did not keep; each must be allowed by name, to the command that is typed. */
export function refuseBrokenLimits(
  { plan, directory }: SavedPlan,
  allowed: Allowed,
  command: 'apply' | 'approve',
): void {
  for (const limit of plan.limits) {
    if (limit.passed) continue;
    const raised = allowed.get(limit.name);
    const [again] =
      raised === undefined
        ? []
        : judge({ [limit.name]: raised } as never, [{ ...limit, name: limit.name as never }], allowed);
    if (again?.passed === true) continue;
    const of = limit.of === null ? '' : ` of ${limit.of}`;
    throw new Failure(
      limit.kind === 'input' ? 'input' : 'decision',
      `${limit.name}${limit.scope === null ? '' : ` (${limit.scope})`}: ${limit.value}${of} is beyond ${raised ?? limit.limit}`,
      `look at the report; to let it pass once: ${planCommand(command, directory, plan.limits)}`,
    );
  }
}
