/** What the program says of the rules of a world, as it is meant to, written out. */
export interface ToldRules {
  /** Sentences with a number in them, by what they are about. */
  readonly lines: readonly (readonly [string, string])[];
  readonly findings: readonly Finding[];
}

export interface Finding {
  readonly line: number;
  readonly kind: string;
  readonly rule?: string;
  readonly message: string;
  readonly accepted?: string;
}

const DECIDED = 'How the grade is decided';

export const BEST_OF_BOTH: ToldRules = {
  lines: [
    [
      'Grades by what is counted',
      'By amount spent: SILVER from 200,000, GOLD from 500,000, VIP from 1,500,000, VVIP from 3,000,000. Below 200,000 it gives no grade.',
    ],
    [
      DECIDED,
      '1. left both: if for every account, the account status is withdrawn, then the member leaves the programme.',
    ],
    [
      DECIDED,
      '2. best of both: the highest of: the grades carried over from online and offline; the grade by amount spent.',
    ],
    ['What is changed afterwards', '1. no loss: the grade is never below the previous grade.'],
    ['Points', '  The stamps of the offline accounts: 500 for each (3 become 1,500).'],
    ['Points', '  Everything is added first and rounded down once: 10.5 becomes 10.'],
  ],
  findings: [
    {
      line: 14,
      kind: 'gap',
      message: 'no rule gives a grade in 12 of 1296 cases: such persons are counted as no rule applied',
      accepted: 'who has neither a grade nor enough spend is counted and asked at the counter',
    },
  ],
};

/** Without the adjustment. */
export const LATER_BEST: ToldRules = {
  lines: BEST_OF_BOTH.lines.filter(([about]) => about !== 'What is changed afterwards'),
  findings: BEST_OF_BOTH.findings.map((one) => ({
    ...one,
    message: one.message.replace('12 of 1296', '2 of 216'),
  })),
};

export const TOWN_RULES: ToldRules = {
  lines: [
    ['Grades carried over', 'app: 1 becomes BRONZE, 2 becomes SILVER, 3 becomes VIP.'],
    [
      'What is counted',
      '“ordered”: the sum of the order amount in all orders that count, the last 12 months only.',
    ],
    ['What is counted', 'An order of less than 1,000 does not count.'],
    ['Grades by what is counted', 'By “ordered”: VIP from 1,000,000. Below 1,000,000 it gives no grade.'],
    [
      DECIDED,
      '1. left: if for at least one account, the account status is withdrawn, then the member leaves the programme.',
    ],
    [DECIDED, '2. large orders: if “ordered” is at least 1,000,000, then VIP.'],
    [DECIDED, '3. from the shop in Jongno: if for at least one account, the store is “Jongno”, then BRONZE.'],
    [DECIDED, '4. best: the highest of the grades carried over from mall, till and app.'],
    ['Points', '  The stamps of the till accounts: 0.333 for each (1,234 become 410.922).'],
    ['Points', '  Everything is added first and rounded down once: 410.922 becomes 410.'],
    ['Points', '  Everything is added first and rounded down once: 10.5 becomes 10.'],
  ],
  findings: [
    {
      line: 45,
      kind: 'gap',
      message: 'no rule gives a grade in 1 of 640 cases: such persons are counted as no rule applied',
    },
    {
      line: 56,
      kind: 'worse off',
      rule: 'from the shop in Jongno',
      message:
        'from the shop in Jongno can leave a person 3 steps below the best source grade: VIP becomes BRONZE',
    },
  ],
};

/** What a rule says, without its number; nothing where no rule decided. */
export function sentenceOf({ lines }: ToldRules, rule: string): string {
  const told = lines.find(
    ([about, line]) => about === DECIDED && line.replace(/^\d+\. /, '').startsWith(`${rule}: `),
  );
  return told?.[1].replace(/^\d+\. /, '') ?? '';
}
