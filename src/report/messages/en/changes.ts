import { numbersIn } from '../../numbers.js';

const { exact, whole } = numbersIn('en');

/** Where the grades of each source go. */
export const flow = {
  title: 'From each source to one grade',
  note: 'Each band is as wide as the members who have the grade on its left in a source and get the grade on its right. A member with rows in several sources is in one band of each, so a bar on the right is as high as its bands, and the number beside it is that of the members. A band is coloured by the grade in that source, which may not be the member’s best one.',
  pictureTitle: 'Members from the grades of each source to the unified grades',
  pictureDescription: ({ sources }: { sources: string }) =>
    `${sources}. Every band stands as a number in the tables below.`,
  source: ({ source, members }: { source: string; members: number }) => `${source}: ${whole(members)}`,
  unified: ({ members }: { members: number }) => `Unified: ${whole(members)}`,
  caption: ({ source, members }: { source: string; members: number }) =>
    `${source}: ${whole(members)} members by their grade there (rows) and their unified grade (columns)`,
  gradeIn: ({ source }: { source: string }) => `In ${source}`,
  nobody: ({ source }: { source: string }) => `No member has a row in ${source}.`,
  kinds: {
    up: 'higher than there',
    same: 'the same',
    down: 'lower than there',
    left: 'no grade any more',
    new: 'no grade there',
  },
};

/** Who loses a grade, and who is gone. */
export const losses = {
  downTitle: 'Downgrades',
  leftTitle: 'Left and gone',
  leftHeading: 'Left the programme',
  goneHeading: 'Gone',
  nobodyDown: 'Nobody gets a lower grade than before.',
  nobodyLeft: 'Nobody who had a grade is without one now.',
  nobodyGone: 'Nobody is gone who was a member at the last run.',
  firstRun: 'This is a first run: nobody was a member before, so nobody can be gone.',
  down: ({ part, of }: { part: number; of: number }) =>
    `Members with a lower grade than before: ${whole(part)} of ${whole(of)}.`,
  left: ({ part, of }: { part: number; of: number }) =>
    `Members who had a grade and have none now: ${whole(part)} of ${whole(of)}.`,
  gone: ({ gone }: { gone: number }) =>
    `Members who are in no export any more: ${whole(gone)}. They keep their id and their points, and come back with them.`,
  goneCaption: 'Gone members by the grade they had',
  goneRows: 'Rows they had',
  gonePoints: ({ balance, bucket }: { balance: string; bucket: string }) =>
    `What they hold of ${bucket}: ${exact(balance)}.`,
  stepsCaption: ({ who }: { who: string }) => `${who}: from which grade to which`,
  steps: 'Grades down',
  byRuleCaption: ({ who }: { who: string }) => `${who}: by the rule that decided`,
  examples: ({ who, shown, total, file }: { who: string; shown: number; total: number; file: string }) =>
    `${who}: ${whole(shown)} shown of ${whole(total)}, the deepest falls first; all of them are in ${file}`,
  goneExamples: ({ shown, total, file }: { shown: number; total: number; file: string }) =>
    `Gone: ${whole(shown)} shown of ${whole(total)}, the highest grades first; all of them are in ${file}`,
  reason: 'Why',
  line: ({ before, after, members }: { before: string; after: string; members: number }) =>
    `${before} → ${after}: ${whole(members)}`,
  allIn: ({ shown, steps, file }: { shown: number; steps: number; file: string }) =>
    `${whole(shown)} of ${whole(steps)} such steps; all members are in ${file}`,
};

/** What the members of each grade hold. */
export const gradePoints = {
  caption: ({ bucket }: { bucket: string }) => `${bucket} held by the members of each grade`,
  members: 'Members',
  before: 'Before',
  after: 'After',
  difference: 'Difference',
  note: 'Before: what the target holds for members who are not gone, under the grade they had. After: what this plan gives, under the grade they get.',
  firstNote: 'This is a first run: the target holds nothing before it.',
};

/** The members with most rows. */
export const largest = {
  caption: ({ shown, total, file }: { shown: number; total: number; file: string }) =>
    `The members with most rows: ${whole(shown)} shown of ${whole(total)} with several; all of them are in ${file}`,
  joinedBy: 'Joined by',
  part: ({ name, count }: { name: string; count: number }) => `${name} ${whole(count)}`,
};

/** What would link from another weight on. */
export const thresholds = {
  caption: 'Pairs that would link from each weight on, pair by pair, before clusters, ties and limits',
  inForce: 'in force',
  difference: 'Against now',
};
