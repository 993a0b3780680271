import { numbersIn } from '../../numbers.js';

const { whole } = numbersIn('en');

export const matching = {
  title: 'Matching',
  links: 'Links',
  linksNote: 'Rows joined to another row of the same member.',
  clusters: 'Members with several rows',
  largest: 'Rows of the largest member',
  review: 'Pairs for review',
  reviewNote: 'A person decides; until then they stay apart.',
  ambiguous: 'Ambiguous rows',
  ambiguousNote: 'Fit two members equally well; they stay apart.',
  decided: 'Decisions of people in force',
  decidedNote: ({ link, noLink, alone }: { link: number; noLink: number; alone: number }) =>
    `${whole(link)} link, ${whole(noLink)} no_link, ${whole(alone)} alone.`,
  dormant: 'Dormant decisions',
  dormantNote: 'A row of theirs is not in the exports.',
  changed: 'Decisions to be made again',
  changedNote: 'A row of theirs says something else now.',
  contradicted: 'Contradicted decisions',
  contradictedNote: 'They stop the plan until somebody corrects them.',
  byRuleCaption: 'Links by the rule that made them',
  rule: 'Rule',
  ofLinks: 'Of all links',
  bySourcesCaption: 'Members by the sources they have rows in',
  sources: 'Sources',
  ofMembers: 'Of all members',
  sizesCaption: 'Members by number of rows',
  rows: 'Rows',
};

export const limits = {
  title: 'Limits',
  caption: 'Each limit, what was measured, and what the config allows',
  limit: 'Limit',
  scope: 'Measured on',
  measured: 'Measured',
  setting: 'Setting',
  atMost: ({ limit }: { limit: string }) => `at most ${limit}`,
  atLeast: ({ limit }: { limit: string }) => `at least ${limit}`,
  line: ({ name, measured, setting }: { name: string; measured: string; setting: string }) =>
    `${name}: ${measured}, ${setting}`,
  lineOn: ({ name, scope, measured, setting }: LimitOnScope) => `${name}, ${scope}: ${measured}, ${setting}`,
  estimated: ({ share, low, high }: { share: string; low: string; high: string }) =>
    `about ${share}, between ${low} and ${high}`,
  outcome: 'Outcome',
  kept: 'kept',
  notKept: 'not kept',
  allowed: ({ setting, allowed }: { setting: string; allowed: string }) =>
    `${setting}, for this plan ${allowed}`,
  keptOf: ({ kept, all }: { kept: number; all: number }) => `${whole(kept)} of ${whole(all)} limits are kept`,
};

interface LimitOnScope {
  readonly name: string;
  readonly scope: string;
  readonly measured: string;
  readonly setting: string;
}
