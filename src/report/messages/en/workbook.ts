import { numbersIn } from '../../numbers.js';

const { whole } = numbersIn('en');

/** What only the workbook and the Markdown say. */
export const workbook = {
  masked: 'Personal data in this report is masked.',
  notMasked: 'This report shows personal data in clear. Keep it where only those who need it can read it.',
  captionOf: ({ title, caption }: { title: string; caption: string }) => `${title}: ${caption}`,
  unified: 'Unified grade',
  columnOf: ({ source, grade }: { source: string; grade: string }) => `${source}: ${grade}`,
  pointsCaption: 'converted = rounded off + out',
  bucket: 'Bucket',
  roundedOff: 'Rounded off',
  out: 'Out',
  matchingCaption: 'Rows and pairs',
  count: 'Count',
  meaning: 'Meaning',
  setting: 'Name in the config',
  fact: 'This plan',

  sheets: {
    summary: 'Summary',
    matrix: 'Matrix',
    changes: 'Changes',
    downgrades: 'Downgrades',
    gone: 'Gone',
    review: 'Review',
    ambiguous: 'Ambiguous',
    ids: 'Member ids',
    rejects: 'Rejects',
  },
  listed: ({ shown, total, file }: Listed) =>
    `${whole(shown)} of ${whole(total)} rows are on this sheet; all of them are in ${file}.`,
  firstRun:
    'A first run changes no member; these are the members whose grade is not the best one they have in a source.',
  decide: ({ command }: { command: string }) =>
    `Decision: link (one person), no_link (two persons), alone (the left row is nobody else), or empty (not decided yet). Once it is filled in and saved, type: ${command}`,
  decisionWords: ['link', 'no_link', 'alone'] as readonly string[],
  badDecision: 'Only link, no_link, alone, or nothing.',
  columns: {
    decision: 'Decision',
    note: 'Note',
    score: 'Bits',
    member_id: 'Member',
    change: 'Change',
    field: 'Field',
    before: 'Before',
    after: 'After',
    steps: 'Steps',
    gradesIn: ({ source }: { source: string }) => `Grade in ${source}`,
    left: ({ field }: { field: string }) => `${field}, left row`,
    right: ({ field }: { field: string }) => `${field}, right row`,
  },
  fields: {
    source: 'Source',
    id: 'Member id',
    name: 'Name',
    phone: 'Phone',
    email: 'E-mail',
    birth_date: 'Birth date',
    gender: 'Gender',
    card_no: 'Card number',
    address: 'Address',
    postal_code: 'Postal code',
    status: 'Status',
    grade: 'Grade',
    store: 'Store',
    joined_at: 'Joined',
    last_activity_at: 'Last activity',
    consent_sms: 'Consent, SMS',
    consent_email: 'Consent, e-mail',
    consent_push: 'Consent, push',
    consent_post: 'Consent, post',
    consent_night: 'Consent, at night',
    rule: 'Rule',
    gone_since: 'Gone since',
    merged_into: 'Merged into',
  },
  changes: {
    left: 'grade lost',
    down: 'lower grade',
    gone: 'gone',
    merged: 'merged into another member',
    less: 'fewer points',
    up: 'higher grade',
    entered: 'first grade',
    more: 'more points',
    expiry: 'points expire on another day',
    returned: 'returned',
    link: 'row of another member now',
    field: 'other value',
  },
};

interface Listed {
  readonly shown: number;
  readonly total: number;
  readonly file: string;
}
