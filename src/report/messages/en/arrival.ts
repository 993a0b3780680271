import { numbersIn } from '../../numbers.js';

const { percent, whole } = numbersIn('en');

export const arrival = {
  age: ({ source, hours }: { source: string; hours: number }) => `${source}: ${hours} hours old.`,
  change: ({ source, records, before, asOf }: RecordsThen) =>
    `${source}: ${whole(records)} records, ${percent(records, before)} of the ${whole(before)} of the last run (${asOf}).`,
  same: ({ source, asOf }: { source: string; asOf: string }) =>
    `${source}: the same bytes as in the last run (${asOf}).`,
  cut: ({ path, sign }: { path: string; sign: string }) => `${path} looks cut off: ${sign}.`,
};

interface RecordsThen {
  readonly source: string;
  readonly records: number;
  readonly before: number;
  readonly asOf: string;
}
