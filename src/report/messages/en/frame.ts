import { numbersIn } from '../../numbers.js';

const { whole } = numbersIn('en');

export const page = {
  title: ({ project, asOf }: { project: string; asOf: string }) => `${project}: membership merge, ${asOf}`,
  heading: 'Membership merge',
  asOf: 'As of',
  runId: 'Run',
  masked: 'Personal data on this page is masked.',
  notMasked: 'This page shows personal data in clear. Keep it where only those who need it can read it.',
  contents: 'Contents',
  scrollable: ({ table }: { table: string }) => `${table} (scrolls sideways)`,
  summary: 'At a glance',
  report: 'Report',
  plan: 'Plan',
  scope: 'Scope',
  scoped: ({ persons, all, along }: { persons: number; all: number; along: number }) =>
    `This plan is for ${whole(persons)} of ${whole(all)} persons; everybody else stays as they are. ${along === 0 ? '' : `${whole(along)} of them have no row in scope and share a member with somebody who has. `}Members, grades, points and matching are of these persons, the inputs of all.`,
};

export const verdict = {
  nothing_to_do: {
    name: 'Nothing to do',
    sentence: 'The target already holds exactly this. Nobody has to do anything.',
    next: '',
  },
  ready: {
    name: 'Ready to apply',
    sentence:
      'Every limit is kept. Whoever answers for the programme reads this report and agrees or objects.',
    next: 'Once it is agreed, the operator applies exactly this plan with:',
  },
  input_refused: {
    name: 'Input refused',
    sentence:
      'The exports are outside the limits. The data engineer corrects the exports or the config and plans again.',
    next: 'Only if the exports are right as they are, the operator raises the limits for this one plan with:',
  },
  needs_decision: {
    name: 'Decision needed',
    sentence:
      'The changes are outside the limits. Whoever answers for the programme decides whether they are intended.',
    next: 'Only if they are intended, the operator raises the limits for this one plan with:',
  },
  applied: {
    name: 'Applied',
    sentence: 'The plan was written to the target. Nobody has to do anything.',
    next: '',
  },
  contradicted: {
    name: 'Decision needed',
    sentence:
      'Decisions of people contradict what may be one member. Whoever decided corrects these lines, and the plan is made again.',
    next: '',
  },
  limitsBroken: 'Limits not kept',
  contradictions: 'Contradicted decisions',
  contradiction: ({ place, reason }: { place: string; reason: string }) => `${place}: link, but ${reason}`,
  moreContradictions: ({ count, file }: { count: number; file: string }) => `${whole(count)} more in ${file}`,
};
