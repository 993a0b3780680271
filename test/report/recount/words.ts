/** What the report calls what the plan's files name by a code, as far as these worlds have it. */
export const HOW: Readonly<Record<string, string>> = {
  ci: 'same CI',
  card: 'same card number',
  phone_name: 'same phone and name',
  email_name: 'same e-mail and name',
  phone_birth: 'same phone and birth date',
  email_birth: 'same e-mail and birth date',
  score: 'similar in several fields',
  decision: 'decided by a person',
};

export const REJECTED: Readonly<Record<string, string>> = {
  field_count: 'wrong number of fields',
  quote: 'stray quote inside a field',
  missing_member_id: 'member id missing',
  repeated_differs: 'number repeated with other values',
};

export const EMPTIED: Readonly<Record<string, string>> = {
  not_a_phone: 'not a phone number',
  not_an_email: 'not an e-mail address',
  not_a_date: 'not a date',
  not_a_number: 'not a number',
  unknown_value: 'value not in the list',
  junk_value: 'placeholder value',
  not_a_card: 'not a card number',
  not_an_identifier: 'not an identifier',
};

export const LIMITS: Readonly<Record<string, string>> = {
  max_rejected: 'rejected records',
  max_emptied: 'emptied values',
  min_rows_vs_last: 'records against the last run',
  max_changed: 'changed members',
  max_downgraded: 'downgraded members',
  max_unmatched: 'members with rows of one source only',
  max_review: 'pairs waiting for review',
  max_cluster: 'rows of the largest member',
};

export const UNCOUNTED: Readonly<Record<string, string>> = {
  cancelled: 'cancelled',
  refund: 'a refund, taken off its order',
  refund_without_order: 'a refund whose order is not there',
  guest: 'without a member id',
  orphan: 'of a member id that no accepted row has',
  not_delivered: 'not delivered yet',
  after_as_of: 'later than the day of the plan',
  below_least: 'less left than the least amount',
};

export const COMPARISONS: Readonly<Record<string, string>> = {
  ci: 'CI',
  card_no: 'card number',
  email: 'e-mail',
  phone: 'phone',
  name: 'name',
  birth_date: 'birth date',
  gender: 'gender',
};

export const LEVELS: Readonly<Record<string, string>> = {
  equal: 'equal',
  reordered: 'equal in another order',
  near: 'one letter apart',
  masked: 'fits the mask',
  sounds_alike: 'sounds alike',
  same_surname: 'same surname only',
  differs: 'different',
  same_line: 'equal but for the prefix',
  same_mailbox: 'same mailbox elsewhere',
  swapped: 'with day and month swapped',
  lunar: 'equal in the lunar calendar',
  same_year: 'same year only',
};
