import type { Field } from '../config/fields.js';
import type { LOT_FIELDS, OrderField } from '../config/order-fields.js';

/** What a canonical field means, as an editor shows it. */
export const FIELD_DESCRIPTIONS: Readonly<Record<Field, string>> = {
  member_id: 'What identifies a member in this source; required.',
  name: 'The name of the person.',
  phone: 'A telephone number.',
  email: 'An e-mail address.',
  birth_date: 'The date of birth.',
  gender: 'male or female.',
  ci: 'CI, the identity code of a person for all companies.',
  di: 'DI, the identity code of a person for one company.',
  card_no: 'The number of a membership card.',
  address: 'The postal address without its code.',
  postal_code: 'The postal code.',
  grade: "The source's own label; a rule file maps it to a grade.",
  grade_valid_until: 'The last day on which the grade holds.',
  grade_origin: 'How the grade was come by, such as earned or matched.',
  points: 'A balance of points.',
  stamps: 'A number of stamps.',
  cashback: 'A balance of money.',
  spend: 'An amount spent.',
  orders: 'A number of orders or visits.',
  joined_at: 'The day of joining.',
  last_activity_at: 'The day of the last activity.',
  updated_at: 'When the row was last changed; says which row is the most recent.',
  consent_sms: 'Consent to text messages.',
  consent_email: 'Consent to e-mails.',
  consent_push: 'Consent to messages of the app.',
  consent_post: 'Consent to letters.',
  consent_night: 'Consent to messages at night.',
  consent_sms_at: 'When consent to text messages was given or refused.',
  consent_email_at: 'When consent to e-mails was given or refused.',
  consent_push_at: 'When consent to messages of the app was given or refused.',
  consent_post_at: 'When consent to letters was given or refused.',
  consent_night_at: 'When consent to messages at night was given or refused.',
  store: 'The store that the member belongs to.',
  status: 'active, dormant or withdrawn.',
};

/** What a column of an export of orders or lots means, beside those that members have too. */
export const RECORD_DESCRIPTIONS: Readonly<
  Record<Exclude<OrderField | keyof typeof LOT_FIELDS, Field>, string>
> = {
  order_no: 'What identifies an order; required.',
  channel: 'Where it was ordered, such as app, web or shop.',
  ordered_at: 'When it was ordered.',
  delivered_at: 'When it was delivered or handed over.',
  refunded_at: 'When it was refunded.',
  amount: 'Of an order what was paid in all; of a lot its points.',
  shipping: 'The part of the amount that is shipping.',
  discount: 'The part of the amount that coupons and discounts took off.',
  points_used: 'The part of the amount that was paid with points.',
  items: 'How many things were ordered.',
  brand: 'The brand or shop that it was ordered from.',
  refund_of: 'Of a refund: the number of the order that it refunds.',
  lot_no: 'What identifies a lot; required.',
  bucket: 'The kind of points, such as points or cashback.',
  earned_at: 'When the points were earned.',
  expires_at: 'The last day on which the points can be used.',
};
