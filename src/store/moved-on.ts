import type { Delta } from './delta.js';

/** So many of the rows that moved on are named. */
export const NAMED = 5;

/** What to do about a plan that the target has moved away from. */
export function hintOf({ again }: Delta): string {
  return `make the plan again: ${again ?? 'tier-merge plan'}`;
}
