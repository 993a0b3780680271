import { numbersIn } from '../../numbers.js';

const { whole } = numbersIn('en');

export const comparison = {
  title: ({ project, asOf }: { project: string; asOf: string }) => `${project}: two rule files, ${asOf}`,
  heading: 'Two rule files on the same exports',
  rulesOf: ({ side, path, name }: { side: string; path: string; name: string }) =>
    `${side}: ${path} (${name})`,
  changed: ({ changed }: { changed: string }) => `Members whose grade differs: ${changed}.`,
  firstRun:
    'Both are applied as on a first run: nobody has a previous grade. Nothing is written to the target.',
  a: 'A',
  b: 'B',
  difference: 'B − A',
  share: 'Share',
  members: 'Members',
  grade: 'Grade',
  noGrade: 'no grade',
  otherPairs: ({ pairs }: { pairs: number }) => `${whole(pairs)} other pairs`,

  movementTitle: 'Who moves',
  movementCaption: 'members = up + same + down + left + entered + not comparable',
  movement: 'From A to B',
  movements: {
    up: 'up: a higher grade under B',
    same: 'same: the same grade under both, or none',
    down: 'down: a lower grade under B',
    left: 'left: no grade under B',
    entered: 'entered: no grade under A',
    incomparable: 'not comparable: the two grades stand on no ladder together',
  },
  ladderNote: 'Two grades are compared on the ladder of B where both stand on it, else on that of A.',

  matrixTitle: 'From grade to grade',
  matrixCaption: 'Members by grade under A (rows) and under B (columns)',
  corner: 'A \\ B',

  pairsTitle: 'By which rules',
  pairsCaption: ({ shown, total }: { shown: number; total: number }) =>
    `Members by the rule of A and the rule of B that decided them, most moves first: ${whole(shown)} of ${whole(total)} pairs`,
  ruleA: 'Rule of A',
  ruleB: 'Rule of B',
  adjusted: ({ rule, adjustment }: { rule: string; adjustment: string }) => `${rule}, then ${adjustment}`,
  up: 'Up',
  same: 'Same',
  down: 'Down',
  left: 'Left',
  entered: 'Entered',
  incomparable: 'Not comparable',
  examplesCaption: 'Members who move, at most three for a pair of rules, those who lose first',
  change: 'A → B',
  member: 'Member',
  sourceRows: 'Source rows',
  withoutName: 'without a name',

  pointsTitle: 'Points',
  pointsCaption: 'Sums of balances, and members = more + same + less',
  bucket: 'Bucket',
  more: 'More under B',
  less: 'Less under B',

  costsTitle: 'Cost of the grades, a year',
  costsCaption: 'Each file by its own costs',
  membersA: 'Members, A',
  membersB: 'Members, B',
  costA: 'Cost, A',
  costB: 'Cost, B',
  noCosts: ({ side }: { side: string }) => `${side} names no costs, so there is no difference.`,

  fieldsTitle: 'Fields and consents',
  fieldsCaption: ({ members }: { members: number }) => `Members with a value, of ${whole(members)}`,
  consentsCaption: ({ members }: { members: number }) => `Members who consented, of ${whole(members)}`,
  field: 'Field',
  consent: 'Consent',
  different: 'Different',

  refusalsTitle: 'Refused',
  refusalsCaption: 'Members by the reason of the refusal',
  because: 'Because',
  stops: ({ because }: { because: string }) => `${because} (stops a plan)`,
  written: ({ file }: { file: string }) => `Written: ${file}`,
};
