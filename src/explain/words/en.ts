import type { Comparison } from '../../rules/expression/expression.js';
import type { ComparedAs, Fields, OrderFields } from '../words.js';

/** English fields, as they stand alone. In a clause each has its article. */
const fields: Fields = {
  member_id: 'member number',
  name: 'name',
  phone: 'phone number',
  email: 'e-mail address',
  birth_date: 'date of birth',
  gender: 'gender',
  ci: 'identity code (CI)',
  di: 'identity code (DI)',
  card_no: 'card number',
  address: 'address',
  postal_code: 'postal code',
  grade: 'grade',
  grade_valid_until: 'last day of the grade',
  grade_origin: 'origin of the grade',
  points: 'points',
  stamps: 'stamps',
  cashback: 'cashback',
  spend: 'amount spent',
  orders: 'number of orders',
  joined_at: 'joining date',
  last_activity_at: 'day of the last activity',
  updated_at: 'day of the last change',
  consent_sms: 'consent to text messages',
  consent_email: 'consent to e-mails',
  consent_push: 'consent to app messages',
  consent_post: 'consent to letters',
  consent_night: 'consent to messages at night',
  consent_sms_at: 'day of the answer about text messages',
  consent_email_at: 'day of the answer about e-mails',
  consent_push_at: 'day of the answer about app messages',
  consent_post_at: 'day of the answer about letters',
  consent_night_at: 'day of the answer about messages at night',
  store: 'store',
  status: 'account status',
};

const orderFields: OrderFields = {
  order_no: 'order number',
  member_id: 'member number',
  channel: 'channel',
  store: 'store',
  ordered_at: 'day of the order',
  delivered_at: 'day of delivery',
  refunded_at: 'day of the refund',
  amount: 'order amount',
  shipping: 'shipping',
  discount: 'discount',
  points_used: 'points used',
  items: 'number of items',
  brand: 'brand',
  status: 'order status',
  refund_of: 'order that is refunded',
};

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];

const COMPARED: Readonly<Record<ComparedAs, Readonly<Record<Comparison, (value: string) => string>>>> = {
  amount: {
    '=': (value) => `is ${value}`,
    '<>': (value) => `is known and is not ${value}`,
    '<': (value) => `is less than ${value}`,
    '<=': (value) => `is at most ${value}`,
    '>': (value) => `is more than ${value}`,
    '>=': (value) => `is at least ${value}`,
  },
  date: {
    '=': (value) => `is ${value}`,
    '<>': (value) => `is known and is not ${value}`,
    '<': (value) => `is before ${value}`,
    '<=': (value) => `is ${value} or earlier`,
    '>': (value) => `is after ${value}`,
    '>=': (value) => `is ${value} or later`,
  },
  grade: {
    '=': (value) => `is ${value}`,
    '<>': (value) => `is known and is not ${value}`,
    '<': (value) => `is below ${value}`,
    '<=': (value) => `is ${value} or lower`,
    '>': (value) => `is above ${value}`,
    '>=': (value) => `is ${value} or higher`,
  },
};

const orList = new Intl.ListFormat('en-GB', { type: 'disjunction' });
const andList = new Intl.ListFormat('en-GB', { type: 'conjunction' });

const aggregates: Readonly<Record<string, (of: string) => string>> = {
  sum: (of) => `the sum of ${of}`,
  max: (of) => `the greatest of ${of}`,
  min: (of) => `the least of ${of}`,
  latest: (of) => `the most recent of ${of}`,
  count: (of) => `the number of entries of ${of}`,
  count_distinct: (of) => `the number of different values of ${of}`,
};

const functions: Readonly<Record<string, (of: readonly string[]) => string>> = {
  lower: ([text]) => `${text} in small letters`,
  upper: ([text]) => `${text} in capital letters`,
  trim: ([text]) => `${text}`,
  length: ([text]) => `the length of ${text}`,
  abs: ([number]) => `${number} without its sign`,
  coalesce: (of) => `the first of these that is known: ${of.join(', ')}`,
  greatest: (of) => `the greatest of ${andList.format(of)}`,
  least: (of) => `the least of ${andList.format(of)}`,
  as_date: ([day]) => `${day}`,
  year: ([day]) => `the year of ${day}`,
  month: ([day]) => `the month of ${day}`,
  day: ([day]) => `the day of the month of ${day}`,
  add_months: ([day, count]) => `${day} moved by ${count} months`,
  add_days: ([day, count]) => `${day} moved by ${count} days`,
};

const policies: Readonly<Record<string, string>> = {
  latest: 'the most recent',
  earliest: 'the oldest',
  minimum: 'the smallest',
  maximum: 'the greatest',
  longest: 'the longest',
  most_frequent: 'the one found most often',
  most_complete: 'the one of the account with the most details',
  even_empty: 'an empty one may win',
  all: 'all different ones are kept',
};

export const en = {
  titles: {
    ladder: 'Grades',
    maps: 'Grades carried over',
    measures: 'What is counted',
    bands: 'Grades by what is counted',
    tables: 'Tables',
    decide: 'How the grade is decided',
    adjust: 'What is changed afterwards',
    points: 'Points',
    refuse: 'Requests that are refused',
    fields: 'Personal details',
    consents: 'Consents',
    masters: 'While the old systems live on',
  },

  fields,
  values: {
    active: 'active',
    dormant: 'dormant',
    withdrawn: 'withdrawn',
    male: 'male',
    female: 'female',
    ordered: 'ordered',
    delivered: 'delivered',
    cancelled: 'cancelled',
    refunded: 'refunded',
    true: 'yes',
    false: 'no',
  } as Readonly<Record<string, string>>,
  ofField: (field: string) => `the ${field}`,
  quoted: (text: string) => `“${text}”`,
  named: (name: string) => name,
  day: (year: number, month: number, day: number) => `${day} ${MONTHS[month - 1]} ${year}`,
  moment: (day: string, time: string) => `${day}, ${time}`,

  asOf: 'the day of the calculation',
  source: 'the kind of account',
  sourceCount: 'the number of kinds of account',
  newGrade: 'the new grade',
  refused: 'a request was refused',
  notRefused: 'no request was refused',
  known: {
    previous: 'the previous grade',
    best_source: 'the best grade carried over',
    announced: 'the grade last announced',
  } as Readonly<Record<string, string>>,
  gradeOf: (source: string) => `the grade carried over from ${source}`,

  ladder: (grades: readonly string[]) => `From the lowest to the highest: ${grades.join(', ')}.`,
  kept: (source: string, grades: readonly string[]) =>
    `${source}: ${andList.format(grades)} ${grades.length === 1 ? 'stays as it is' : 'stay as they are'}.`,
  becomes: (label: string, grade: string) => `${label} becomes ${grade}`,
  becoming: (source: string, changes: readonly string[]) => `${source}: ${changes.join(', ')}.`,
  gradeCounts: (condition: string) => `A grade is carried over only from an account for which ${condition}.`,

  allAccounts: 'all accounts',
  accountsOf: (source: string) => `the ${source} accounts`,
  aggregates,
  dateAggregates: {
    max: (of: string) => `the latest of ${of}`,
    min: (of: string) => `the earliest of ${of}`,
  } as Readonly<Record<string, (of: string) => string>>,
  over: (value: string, accounts: string) => `${value} in ${accounts}`,
  counted: (accounts: string) => `the number of ${accounts.replace(/^the /, '')}`,
  only: (value: string, condition: string) => `${value}, only where ${condition}`,
  orderFields,
  orderSource: 'the kind of account of the order',
  orderCount: 'the number of orders',
  allOrders: 'all orders that count',
  window: (text: string) => (/\d/u.test(text) ? `the ${text}` : text),
  within: (value: string, window: string) => `${value}, ${window} only`,
  orderDay: {
    ordered: 'An order counts on the day on which it was placed.',
    delivered: 'An order counts on the day on which it was delivered.',
  },
  deliveredOnly: 'Only orders that were delivered count.',
  refunds: { net: 'What was refunded is taken off.', ignore: 'Refunds are not taken off.' },
  without: (fields: readonly string[]) => `Not counted of an order: ${fields.join(', ')}.`,
  leastOrder: (least: string) => `An order of less than ${least} does not count.`,
  lots: 'the balances listed with their own expiry',
  zeroIfUnknown: (value: string) => `${value} (0 when unknown)`,
  tableValue: (table: string) => `what the table ${table} gives`,
  functions,
  when: (condition: string, value: string) => `${value} if ${condition}`,
  otherwise: (value: string) => `otherwise ${value}`,
  choice: (arms: readonly string[]) => arms.join(', '),
  defined: (name: string, value: string) => `${name}: ${value}.`,
  score: (name: string, parts: readonly string[]) => `${name}, a sum of: ${parts.join('; ')}.`,
  weighted: (measure: string, weight: string) => `${measure} × ${weight}`,
  stepped: (measure: string, steps: readonly string[]) => `for ${measure} ${steps.join(', ')}`,
  step: (gives: string, from: string) => `${gives} from ${from}`,
  atMost: (part: string, most: string) => `${part}, ${most} at most`,
  band: (grade: string, from: string) => `${grade} from ${from}`,
  bands: (measure: string, bands: readonly string[]) => `By ${measure}: ${bands.join(', ')}.`,
  belowBands: (from: string) => `Below ${from} it gives no grade.`,

  and: ' and ',
  or: ' or ',
  /** A clause with commas or a reach of its own, beside others. */
  part: (clause: string) => `(${clause})`,
  /** Between two sentences of one line. */
  next: '; ',
  compared: (subject: string, operator: Comparison, value: string, as: ComparedAs) =>
    `${subject} ${COMPARED[as][operator](value)}`,
  orUnknown: (clause: string) => `${clause} (also when it is unknown)`,
  notEqual: (subject: string, value: string) => `${subject} is not ${value}`,
  among: (subject: string, values: readonly string[]) => `${subject} is ${orList.format(values)}`,
  notAmong: (subject: string, values: readonly string[]) =>
    `${subject} is known and is none of ${andList.format(values)}`,
  noneOf: (subject: string, values: readonly string[]) => `${subject} is none of ${andList.format(values)}`,
  between: (subject: string, from: string, to: string) => `${subject} is from ${from} to ${to}`,
  notBetween: (subject: string, from: string, to: string) => `${subject} is outside ${from} to ${to}`,
  like: (subject: string, pattern: string) => `${subject} has the form ${pattern} (% is any text)`,
  notLike: (subject: string, pattern: string) =>
    `${subject} is known and has not the form ${pattern} (% is any text)`,
  noGradeYet: (subject: string) => `there is no ${subject.replace(/^the /, '')}`,
  missing: (subject: string) => `${subject} is unknown`,
  present: (subject: string) => `${subject} is known`,
  not: (clause: string) => `it is not so that ${clause}`,
  isTrue: (subject: string) => `${subject} is yes`,
  startsWith: (subject: string, text: string) => `${subject} begins with ${text}`,
  contains: (subject: string, text: string) => `${subject} contains ${text}`,
  every: (clause: string) => `for every account, ${clause}`,
  notEvery: (clause: string) => `not for every account ${clause}`,
  any: (clause: string) => `for at least one account, ${clause}`,
  notAny: (clause: string) => `for no account ${clause}`,
  someOf: (source: string, clause: string) => `for one of the ${source} accounts, ${clause}`,
  noneOfSource: (source: string, clause: string) => `for none of the ${source} accounts ${clause}`,
  top: (share: string, value: string) => `the member is among the top ${share}% by ${value}`,
  topAmong: (share: string, value: string, condition: string) =>
    `the member is among the top ${share}% by ${value} of all those for whom ${condition}`,
  qualifies: (rule: string) => `the condition of the rule ${rule} holds`,
  always: 'always',

  leaves: 'the member leaves the programme',
  carriedOver: (sources: readonly string[]) => `the grades carried over from ${andList.format(sources)}`,
  latestGrade: (sources: readonly string[]) =>
    `the grade carried over from the most recent account (${sources.join(', ')})`,
  preferred: (sources: readonly string[]) =>
    `the highest grade carried over from ${sources.join(', or if there is none from ')}`,
  highest: (of: readonly string[]) =>
    of.length === 1 ? `the highest of ${of[0]}` : `the highest of: ${of.join('; ')}`,
  lowest: (of: readonly string[]) =>
    of.length === 1 ? `the lowest of ${of[0]}` : `the lowest of: ${of.join('; ')}`,
  both: (of: readonly string[]) => `the lowest of: ${of.join('; ')}; only if there is each of them`,
  byMeasure: (measure: string) => `the grade by ${measure}`,
  fromTable: (table: string) => `the grade from the table ${table}`,

  matrix: (name: string, rows: string, columns: string) =>
    `The table ${name} has a grade for each pair: first ${rows}, then ${columns} → the grade.`,
  noGrade: 'no grade',
  matrixLine: (row: string, cells: readonly string[]) => `${row}: ${cells.join(', ')}`,
  matrixCell: (column: string, grade: string) => `${column} → ${grade}`,
  out: 'out of the programme',
  table: (name: string) => `The table ${name}.`,
  hits: {
    unique: 'At most one line applies.',
    first: 'The first line that applies counts.',
    highest: 'Of several lines that apply the one that gives most counts.',
  },
  tableLine: (condition: string, results: readonly string[]) => `if ${condition}: ${results.join(', ')}`,
  result: (column: string, value: string) => `${column} ${value}`,
  anyone: 'nothing else applies',

  decideIntro: 'The first of these rules that gives a grade counts.',
  decision: (name: string, grade: string) => `${name}: ${grade}.`,
  decisionIf: (name: string, condition: string, grade: string) => `${name}: if ${condition}, then ${grade}.`,
  undecided: 'A member to whom none of them gives a grade has no grade.',

  adjustIntro: 'In this order. Members who leave the programme are not adjusted.',
  adjustment: (name: string, what: string) => `${name}: ${what}.`,
  adjustmentIf: (name: string, condition: string, what: string) => `${name}: if ${condition}, ${what}.`,
  neverBelow: (grade: string) => `the grade is never below ${grade}`,
  atMostDown: (steps: string, grade: string) =>
    `the grade is at most ${steps} ${steps === '1' ? 'step' : 'steps'} below ${grade}`,
  untilDay: (what: string, day: string) => `until ${day}, that day included, ${what}`,
  whileValid: (what: string) => `as long as the old grade would have held, ${what}`,
  exceptions: (count: string) =>
    `for ${count} ${count === '1' ? 'member' : 'members'} the grade is set by hand`,
  exceptionsUntil: (day: string) => `the last of these ends on ${day}`,

  bucket: (name: string) => `What becomes ${name}:`,
  amount: (field: string, accounts: string) => `${field} of ${accounts}`,
  greatestOnly: (amount: string) => `${amount}, of several only the greatest`,
  remaining: (amount: string) => `what is left of ${amount}`,
  bonus: (bonus: string) => `${bonus} for each member, once`,
  oneForOne: 'one for one',
  nothing: 'nothing',
  rate: (rate: string, of: string, gives: string) => `${rate} for each (${of} become ${gives})`,
  rateIf: (rate: string, condition: string) => `${rate} if ${condition}`,
  converted: (amount: string, rate: string) => `${capital(amount)}: ${rate}.`,
  onlyIf: (sentence: string, condition: string) => `${sentence} Only if ${condition}.`,
  rounding: {
    floor: (from: string, to: string) =>
      `Everything is added first and rounded down once: ${from} becomes ${to}.`,
    half_up: (from: string, to: string) =>
      `Everything is added first and rounded once, halves up: ${from} becomes ${to}.`,
    half_even: (from: string, to: string) =>
      `Everything is added first and rounded once, halves to the even number: ${from} becomes ${to}.`,
  },
  negative: {
    keep: undefined,
    zero: 'A balance below 0 becomes 0.',
    refuse: 'A balance below 0 is not accepted; it is cleared up before anything is converted.',
  } as Readonly<Record<string, string | undefined>>,
  expiresKeep: 'They expire when they would have expired before.',
  expiresOn: (day: string) => `They expire on ${day}.`,
  left: 'Nothing else is converted.',

  refusal: (condition: string, because: string) => `If ${condition}: ${because}.`,

  survives: (names: readonly string[], policy: string) => `${capital(names.join(', '))}: ${policy}.`,
  policies,
  earliestDate: 'the earliest',
  fromSource: (source: string) => `the one of the ${source} account`,
  goesWith: (field: string) => `goes with the ${field}`,
  inTurn: (policies: readonly string[]) => policies.join(', then '),
  fieldsIntro: 'When accounts differ, this one is kept:',
  channels: {
    consent_sms: 'text messages',
    consent_email: 'e-mails',
    consent_push: 'app messages',
    consent_post: 'letters',
    consent_night: 'messages at night',
  } as Readonly<Record<string, string>>,
  strictest: 'yes only if every account that was asked says yes; no answer is a no',
  latestAct: 'what was said last counts; a no without a date counts as the last, and no answer is a no',
  expiresAfter: (months: string) => `a yes older than ${months} months no longer counts`,
  consentsIntro: 'A consent holds only for the channel for which it was given.',
  consentFor: (channel: string) => `consent to ${channel}`,
  masters: {
    bucket: (names: readonly string[], after: string | undefined) =>
      `${capital(names.join(', '))}: ${sinceWhen(after)}the balance of the unified programme counts. What the old programmes add or take away is added or taken away there; what was spent stays spent.`,
    field: (names: readonly string[], after: string | undefined) =>
      `${capital(names.join(', '))}: ${sinceWhen(after)}what the unified programme has counts, once a member is there.`,
    consent: (names: readonly string[], after: string | undefined) =>
      `${capital(names.join(', '))}: ${sinceWhen(after)}what was said to the unified programme counts; a no in any account takes a yes back.`,
  },
};

function sinceWhen(after: string | undefined): string {
  return after === undefined ? '' : `after ${after} `;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
