import type { FactContext } from './context.js';

/** The file of the plan with everybody whose grade changes: a new member is no change, and on a first run all are new. */
export function contentFileOf({ config, isFirstRun }: FactContext): string {
  return `${isFirstRun ? 'members' : 'changes'}.${config.output.format}`;
}
