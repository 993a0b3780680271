import { numbersIn } from '../../numbers.js';

const { whole } = numbersIn('en');

/** The rules in force and their proofs. */
export const ruleWords = {
  title: 'Rules and proofs',
  changesTitle: 'Changes by rule',
  inForce: 'The rules in words',
  inForceNote: ({ path, hash }: { path: string; hash: string }) =>
    `What follows is told from ${path}, whose hash begins with ${hash}.`,
  proofsTitle: 'Proofs',
  proofsCaption: 'What was proved about the rules over all cases, and what was found',
  proof: 'Proof',
  code: 'Kind',
  found: 'Found',
  accepted: 'Of these accepted',
  open: 'Not accepted',
  because: 'Accepted because',
  notAccepted: 'not accepted',
  acceptIn: ({ path }: { path: string }) => `A finding that is meant is accepted with its reason in ${path}.`,
  kinds: {
    gap: 'Every case gets a grade from a rule',
    'unreachable rule': 'Every rule can decide',
    'unreachable grade': 'Every grade can be got',
    'ambiguous table': 'Lines of a table exclude each other',
    'not monotone': 'More is never worse',
    'worse off': 'Nobody falls below the best source grade',
    'map order': 'A better label never means a lower grade',
    'collapsed labels': 'Each label keeps a grade of its own',
    'points not conserved': 'Points are conserved',
    'consent widens': 'Consent never widens',
    'not proven': 'Too many cases to be proved',
    'accepted for nothing': 'Accepted, but not found',
  },
  counts: ({ members, up, same, down, left, incomparable }: RuleCounts) =>
    `Members: ${whole(members)}. Up ${whole(up)}, same ${whole(same)}, down ${whole(down)}, left ${whole(left)}, no comparison ${whole(incomparable)}.`,
  examples: ({ shown }: { shown: number }) =>
    `Examples: ${whole(shown)}, losses first, then the largest gains`,
};

interface RuleCounts {
  readonly members: number;
  readonly up: number;
  readonly same: number;
  readonly down: number;
  readonly left: number;
  readonly incomparable: number;
}
