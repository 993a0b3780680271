import { numbersIn } from '../../numbers.js';

const { whole } = numbersIn('en');

export const against = {
  title: ({ plan }: { plan: string }) => `Against ${plan}`,
  none: 'Nothing would end differently.',
  members: ({ members }: { members: number }) => `Members that would end differently: ${whole(members)}`,
  madeFrom: {
    rules: 'The rules are not the same.',
    config: 'The config is not the same.',
    exports: 'The exports are not the same.',
    decisions: 'The decisions of people are not the same.',
    as_of: 'The day is not the same.',
    target: 'Runs have been applied in between.',
    scope: 'The scope is not the same.',
  },
  kinds: {
    grade: 'another grade',
    points: 'other points',
    links: 'rows that belong elsewhere',
    fields: 'other fields',
    only_approved: 'only in the earlier plan',
    only_now: 'only in this plan',
    other_id: 'new in both, under another id',
  },
  columns: { kind: 'what', member: 'member', field: 'field', approved: 'approved', now: 'now' },
  shown: ({ shown, total }: { shown: number; total: number }) => `${whole(shown)} shown of ${whole(total)}`,
  shownIn: ({ shown, total, file }: { shown: number; total: number; file: string }) =>
    `${whole(shown)} shown of ${whole(total)}; all of them are in ${file}`,
  meanwhile: ({ members }: { members: number }) =>
    `${whole(members)} more differ in what neither plan writes: runs in between changed it, or it is outside a scope.`,
};
