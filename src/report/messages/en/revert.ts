import { numbersIn } from '../../numbers.js';

const { exact, whole } = numbersIn('en');

export const takenBack = {
  title: 'Taken back',
  run: ({ run, asOf }: { run: string; asOf: string }) =>
    `This plan takes back run ${run} of ${asOf}, from what the target kept of it. No export was read.`,
  member: ({ member, members }: { member: string; members: string }) =>
    `Only what that run did to member ${member}: ${members}.`,
  written: ({ members, links, points, source_rows }: RowsWritten) =>
    `Rows written: ${whole(members)} of members, ${whole(links)} of links, ${whole(points)} of points, ${whole(source_rows)} of source rows.`,
  id: ({ name, count }: { name: string; count: number }) =>
    `Member ids ${ids[name] ?? name}: ${whole(count)}`,
  idsIn: 'All of them are in member_ids.csv.',
  points: ({ bucket, before, after }: { bucket: string; before: string; after: string }) =>
    `${bucket}: ${exact(before)} before, ${exact(after)} after`,
  keptRows: ({ rows }: { rows: number }) =>
    `Source rows that a later night read anew and that stay so: ${whole(rows)}.`,
  belowZero: ({ balances }: { balances: number }) =>
    `Balances below zero, because more was spent than is left: ${whole(balances)}.`,
  decisions: ({ pairs, file }: { pairs: number; file: string | null }) =>
    `The next night would merge them again: put the ${whole(pairs)} lines of decisions.csv of this plan into ${file ?? 'a file, and name it under identity.decisions'}.`,
};

const ids: Readonly<Record<string, string>> = {
  removed: 'removed, because the run had made them',
  restored: 'that are there again',
  merged: 'merged again',
  unmerged: 'that are members of their own again',
  gone: 'gone again',
  returned: 'no longer gone',
};

interface RowsWritten {
  readonly members: number;
  readonly links: number;
  readonly points: number;
  readonly source_rows: number;
}
