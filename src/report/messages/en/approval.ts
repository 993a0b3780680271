export const approval = {
  next: 'Once it is agreed, whoever agreed says so under their name:',
  nextAllowing:
    'Only if it is right as it is, whoever answers for it raises the limits for this one plan under their name:',
  approved: ({ by, at, effective }: { by: string; at: string; effective: string }) =>
    `Approved by ${by} at ${at}. It may be applied from ${effective} on.`,
  withdrawn: ({ by, at }: { by: string; at: string }) =>
    `The approval was taken back by ${by} at ${at}. The plan cannot be applied.`,
  plan: 'Plan',
  asOf: 'As of',
  contentHash: 'Content',
  members: 'Members',
  memberCounts: ({ total, added, changed, gone }: Record<'total' | 'added' | 'changed' | 'gone', string>) =>
    `${total}, of them ${added} new and ${changed} changed; ${gone} gone`,
  grades: 'Grades',
  gradeCounts: ({ up, down, same, left }: Record<'up' | 'down' | 'same' | 'left', string>) =>
    `${up} up, ${down} down, ${same} same, ${left} left`,
  allowed: 'Limits raised',
  note: 'Note',
  earlier: 'Said before',
  earlierCount: ({ count }: { count: string }) => `${count}; approval.json has it`,
  apply: 'Then it is applied with:',
  applied: ({ plan }: { plan: string }) => `Applied is ${plan}, which has this content and is approved.`,
  runColumns: { by: 'approved by', at: 'approved at', effective: 'effective' },
};
