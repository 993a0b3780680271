import { numbersIn } from '../../numbers.js';

const { whole } = numbersIn('en');

export const orders = {
  title: 'Orders',
  acceptedCaption: 'accepted = counted + not counted',
  export: 'Export',
  of: 'Members of',
  accepted: 'Accepted',
  counted: 'Counted',
  uncounted: 'Not counted',
  amountCaption: 'Of the orders that count: amount = refunded + taken off + what counts',
  amount: 'Amount',
  refunded: 'Refunded',
  takenOff: 'Taken off',
  net: 'What counts',
  reasonsCaption: 'Orders that do not count, by reason',
  reason: 'Reason',
  count: 'Orders',
  byDate: {
    ordered: 'An order counts on the day on which it was ordered.',
    delivered: 'An order counts on the day on which it was delivered.',
  },
  elsewhere: ({ refunds }: { refunds: number }) =>
    `Refunds that were brought to another export than the one that sold: ${whole(refunds)}.`,
  file: ({ file }: { file: string }) => `Every order, with its member, stands in ${file}.`,
};

export const lots = {
  title: 'Points by expiry',
  caption: 'all = carried + expired + of nobody + without an amount',
  lot: 'Lots of',
  all: 'All',
  carried: 'Carried',
  expired: 'Expired',
  orphan: 'Of nobody',
  noAmount: 'Without an amount',
  countCaption: 'The same as a number of lots',
  expiringCaption: ({ days }: { days: number }) =>
    `Of what is carried: what expires within ${whole(days)} days, and the first day on which something does`,
  expiring: 'Expires soon',
  lotsExpiring: 'Lots',
  earliest: 'First expiry',
  never: 'never',
  unconverted: ({ buckets }: { buckets: string }) => `No line of the rules converts: ${buckets}.`,
  file: ({ file }: { file: string }) => `Every lot, with its member, stands in ${file}.`,
};

export const costs = {
  title: 'What the grades cost',
  byGradeCaption: 'A year, by grade, before and after',
  bySourcesCaption: 'By the sources that a member has rows in',
  byStoreCaption: 'By store, as far as it is known',
  grade: 'Grade',
  sources: 'Sources',
  store: 'Store',
  members: 'Members',
  membersBefore: 'Members before',
  before: 'Before',
  after: 'After',
  difference: 'Difference',
  noStore: 'store not known',
  otherStores: ({ stores }: { stores: number }) => `${whole(stores)} other stores`,
};
