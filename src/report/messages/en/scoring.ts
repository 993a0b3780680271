import { numbersIn } from '../../numbers.js';

const { whole } = numbersIn('en');

/** A field, and the digits or letters of it that count. */
interface KeyParts {
  readonly name: string;
  /** How many characters, or from which to which. */
  readonly from: number;
  readonly to: number;
}

/** How pairs of rows were found and weighed. */
export const scoring = {
  title: 'Pairs and weights',
  compared: 'Compared pairs',
  comparedNote: 'Two rows that share the keys of some blocking rule.',
  households: 'Household pairs',
  householdsNote: ({ members }: { members: number }) =>
    `Pairs of two members that share contact data only. Members in them: ${whole(members)}.`,
  emptyRows: 'Rows too empty to link',
  emptyNote: ({ of }: { of: number }) => `Of ${whole(of)} rows.`,
  emptyCaption: 'Rows that have nothing, or one field that never links alone',
  onlyField: 'What they have',
  nothing: 'nothing',
  rows: 'Rows',
  ofRows: 'Of all rows',

  outcomes: {
    link: 'linked',
    review: 'review',
    related: 'household',
    none: 'two persons',
    veto: 'vetoed',
  },
  bandsCaption: 'Compared pairs by weight: what became of them before clusters, ties and limits',
  band: 'Bits',
  from: ({ from, to }: { from: number; to: number }) => `${whole(from)} to ${whole(to)}`,
  below: ({ to }: { to: number }) => `below ${whole(to)}`,
  above: ({ from }: { from: number }) => `from ${whole(from)}`,
  all: 'Pairs',
  bar: 'Picture',
  barDescription: ({ band, pairs }: { band: string; pairs: number }) =>
    `${band} bits, pairs: ${whole(pairs)}`,

  /** Keys of blocking rules: a field, or a part of it. */
  keys: {
    whole: ({ name }: KeyParts) => `${name}`,
    first: ({ name, from }: KeyParts) => `${name} first ${from}`,
    last: ({ name, from }: KeyParts) => `${name} last ${from}`,
    from: ({ name, from, to }: KeyParts) => `${name} from ${from} to ${to}`,
    year: ({ name }: KeyParts) => `${name} year`,
    month: ({ name }: KeyParts) => `${name} month`,
    mailbox: ({ name }: KeyParts) => `${name} mailbox`,
    number: ({ name }: KeyParts) => `${name} number`,
    'first word': ({ name }: KeyParts) => `${name} first word`,
    'last word': ({ name }: KeyParts) => `${name} last word`,
  },
  blockingCaption: 'Blocking rules, in the order in which they were asked',
  rule: 'Keys',
  atMost: 'At most',
  given: 'Given first',
  ofCompared: 'Of all pairs',
  largest: 'Largest block',
  largestRows: 'Rows in it',

  weightsCaption: ({ model }: { model: string }) =>
    `What each agreement weighs, in bits, by the model ${model}`,
  weightsNote: ({ link, review }: { link: string; review: string }) =>
    `The weights of a pair are added up: from ${link} bits it is linked, from ${review} bits a person decides. What its rows share is weighed against strangers and, where it is contact data, against one household; the lower sum counts.`,
  agreementsIn: ({ total, file }: { total: number; file: string }) =>
    `All ${whole(total)} agreements that occurred are in ${file}, with what each weighs.`,
  modelIn: ({ file }: { file: string }) =>
    `The model is in ${file}: named under identity.model, it weighs the same the next time.`,

  doubtfulTitle: 'Doubtful pairs',
  doubtfulCaption: ({ shown, total, file }: { shown: number; total: number; file: string }) =>
    `${whole(shown)} shown of ${whole(total)}, those that weigh most; all of them are in ${file}`,
  noDoubt: 'No pair waits for a person.',
  left: 'One row',
  right: 'The other',
  agreement: 'What they agree in',
  reason: 'Why a person decides',
  heaviest: ({ left, right }: { left: string; right: string }) => `${left} and ${right}`,

  reviewedTitle: 'Estimated from the reviewed sample',
  reviewedNote: ({ file, pairs, absent, changed }: ReviewedCounts) =>
    `${file}: ${whole(pairs)} decided pairs count; not counted: ${whole(absent)} with a row that is not accepted, ${whole(changed)} with a row that has changed since.`,
  estimateCaption: 'Precision and recall, with their limits in 95 of 100 samples',
  figure: 'Figure',
  precision: 'Precision',
  recall: 'Recall',
  share: 'Share',
  pairs: 'Pairs',
  low: 'From',
  high: 'To',
  about: ({ part, of }: { part: number; of: number }) => `about ${whole(part)} of ${whole(of)}`,
  thresholdsCaption: 'What would link from another weight on, pair by pair, as the sample stands for it',
  linked: 'Would link',
  rightLinks: 'Right',
  probability: 'Probability',
  line: ({ name, share, low, high }: { name: string; share: string; low: string; high: string }) =>
    `${name}: ${share} (${low} to ${high})`,
};

interface ReviewedCounts {
  readonly file: string;
  readonly pairs: number;
  readonly absent: number;
  readonly changed: number;
}
