/** `36h`, `36 hours`, `2 days`, `90m`. */
export const DURATION = /^(\d+(?:\.\d+)?) ?(m|minutes?|h|hours?|d|days?)$/;

/** A duration in hours; undefined for a text that is none. */
export function hoursIn(text: string): number | undefined {
  const [, number, unit = ''] = DURATION.exec(text) ?? [];
  if (number === undefined) return undefined;
  return Number(number) * (unit.startsWith('d') ? 24 : unit.startsWith('m') ? 1 / 60 : 1);
}
