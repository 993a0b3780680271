import { numbersIn } from '../../numbers.js';

const { whole } = numbersIn('en');

/** Tables of the Markdown and of the first sheet of the workbook; the page has pictures in their place. */
export const tables = {
  gone: {
    title: 'Members who are gone',
    points: 'What they hold and keep',
    balance: 'Balance',
    examples: ({ shown, total, file }: { shown: number; total: number; file: string }) =>
      `${whole(shown)} shown of ${whole(total)}, the highest grade first; all of them are in ${file} as a change of gone_since`,
    rows: 'Rows that it had',
    grade: 'Grade that it had',
    rowsIn: ({ source }: { source: string }) => `Ids in ${source}`,
    balanceOf: ({ bucket }: { bucket: string }) => `Balance of ${bucket}`,
  },
  losses: {
    downByRule: 'Members with a lower grade, by rule',
    leftByRule: 'Members with no grade any more, by rule',
  },
  flow: {
    title: 'From each source into the programme',
    caption: ({ source }: { source: string }) => `Members with rows in ${source}`,
    grade: ({ source }: { source: string }) => `Grade in ${source}`,
  },
  points: {
    held: 'held after = held before + out + raised to 0',
    before: 'Held before',
    raised: 'Raised to 0',
    after: 'Held after',
    below: 'Balances below 0',
  },
  scoring: {
    caption: 'Pairs and rows',
  },
  topic: 'About',
  sentence: 'In words',
  takenBack: {
    ids: {
      removed: 'removed: the run had made it',
      gone: 'gone again',
      merged: 'merged again',
      unmerged: 'a member of its own again',
      restored: 'there again',
      returned: 'no longer gone',
    },
    idsCaption: 'Member ids by what becomes of them',
    becomes: 'What becomes of it',
    other: 'Other member',
    pointsCaption: 'All balances together',
  },
};
