import type { SourcePreset } from './preset.js';

export const square: SourcePreset = {
  name: 'square',
  title: 'Square, Customer Directory exported as CSV (export-DATE-TIME.csv)',
  origin: [
    {
      at: 'public repositories that read this export, found by the text "Blocked from online booking"',
      what: 'the 23 columns of exports of November 2025 to June 2026; one of them counted over 15,538 customers',
      seen: '2026-11-22',
    },
    {
      at: 'https://github.com/byesaw13/doveapp, CSV_IMPORT_GUIDE.md',
      what: 'a reader of this export: phones carry an apostrophe and a plus',
      seen: '2026-11-22',
    },
    {
      at: 'https://squareup.com/help/au/en/article/5498-manage-your-customer-directory-online',
      what: "Square's help: dates are YYYY-MM-DD or MM-DD-YYYY, a birthday may be MM-DD alone",
      seen: '2026-11-22',
    },
  ],
  notes: [
    'Certain: the header. An export from Canada calls the last name Surname: write `name: { join: [First Name, Surname] }`.',
    'Not certain: which date format an account exports; three are tried, with a year of four digits and the month first. A birthday without its year is emptied.',
    'Not certain: which words besides subscribed and unsubscribed the subscription status has; a bounced address counts as no consent.',
    'An export has no grade, no group and no loyalty balance. Grades come from bands over spend or orders. Square Loyalty has an export of its own.',
    'Not read: Reference ID, Nickname, Company Name, Memo, Creation Source, Instant Profile, Blocked from online booking, and custom fields.',
  ],
  source: {
    text_mark: "'",
    columns: {
      member_id: 'Square Customer ID',
      name: { join: ['First Name', 'Last Name'] },
      email: 'Email Address',
      phone: 'Phone Number',
      birth_date: 'Birthday',
      address: { join: ['Street Address 1', 'Street Address 2', 'City', 'State'] },
      postal_code: 'Postal Code',
      spend: 'Lifetime Spend',
      orders: 'Transaction Count',
      joined_at: 'First Visit',
      last_activity_at: 'Last Visit',
      consent_email: 'Email Subscription Status',
    },
    formats: {
      birth_date: ['YYYY-MM-DD', 'MM/DD/YYYY', 'MM-DD-YYYY'],
      joined_at: ['YYYY-MM-DD', 'MM/DD/YYYY', 'MM-DD-YYYY'],
      last_activity_at: ['YYYY-MM-DD', 'MM/DD/YYYY', 'MM-DD-YYYY'],
    },
    values: { consent_email: { subscribed: true, unsubscribed: false, bounced: false } },
  },
};
