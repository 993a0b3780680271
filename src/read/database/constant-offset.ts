/** The offset of a zone as `+09:00`, if it has been the same since 1990 and is known to stay; undefined otherwise. */
export function constantOffset(timeZone: string): string | undefined {
  const shown = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const offsets = new Set<string>();
  for (let month = 0; month < MONTHS; month++) {
    const parts = shown.formatToParts(Date.UTC(1990, month, 15));
    offsets.add(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '');
  }
  const [only = ''] = offsets;
  return offsets.size === 1 ? only.replace('GMT', '') || '+00:00' : undefined;
}

const MONTHS = 12 * 60;
