import { numbersIn } from '../../numbers.js';

const { whole } = numbersIn('en');

export const review = {
  /** Headings above the columns that a person reads; `l` and `r` are the two rows. */
  headings: {
    why: 'Why it is doubtful',
    score: 'Weight (bits)',
    decision: 'Decision',
    note: 'Note',
    rows_hash: '(not to be changed)',
  },
  sides: {
    l: ({ field }: { field: string }) => `${field} (left)`,
    r: ({ field }: { field: string }) => `${field} (right)`,
  },
  source: 'Source',
  id: 'Member id there',
  fields: {
    name: 'Name',
    phone: 'Phone',
    email: 'E-mail',
    birth_date: 'Birth date',
    gender: 'Gender',
    card_no: 'Card',
    address: 'Address',
    postal_code: 'Postal code',
    status: 'Status',
    grade: 'Grade',
    points: 'Points',
    joined_at: 'Joined',
    last_activity_at: 'Last active',
    store: 'Store',
  },
  /** What is to be looked at, and what the rows have in common. */
  because: ({ reason, agreement }: { reason: string; agreement: string }) => `${reason}: ${agreement}`,
  contradicted: ({ reason }: { reason: string }) => `a decision cannot be followed: ${reason}`,
  exported: ({ file, pairs }: { file: string; pairs: number }) =>
    `${file}: ${whole(pairs)} pairs to be decided. Write link, no_link or alone into the column decision, save the file, then type:`,
  outside: ({ pairs }: { pairs: number }) =>
    `Left out, since a row is outside the scope of the plan and is not what it saw: ${whole(pairs)} pairs.`,
  nothingDoubtful: ({ plan }: { plan: string }) => `${plan} has no doubtful pairs.`,
  unmasked: 'The personal data in it is in clear.',
  imported: ({ file, link, no_link, alone }: Decided) =>
    `${file}: ${whole(link)} link, ${whole(no_link)} no_link, ${whole(alone)} alone are new.`,
  nothingNew: ({ file }: { file: string }) => `${file} has all of these decisions already; it is as it was.`,
  besides: ({ known, replaced, undecided }: Besides) =>
    `Known already: ${whole(known)}. In place of an older decision: ${whole(replaced)}. Not decided yet: ${whole(undecided)}.`,
  checkedAgainst: ({ plan }: { plan: string }) => `Checked against ${plan}.`,
  next: 'The next plan obeys them:',
  name: 'The config does not name this file yet. Add to it:',
};

interface Decided {
  readonly file: string;
  readonly link: number;
  readonly no_link: number;
  readonly alone: number;
}

interface Besides {
  readonly known: number;
  readonly replaced: number;
  readonly undecided: number;
}
