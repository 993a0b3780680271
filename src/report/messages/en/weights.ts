import { numbersIn } from '../../numbers.js';

const { whole } = numbersIn('en');

/** What pairs weigh, and the model that says so. Weights are in bits. */
export const weights = {
  comparison: 'Comparison',
  level: 'Level',
  part: 'Part of the weight',
  weight: 'Bits',
  strangers: 'Against strangers',
  household: 'Against one household',
  m: 'Of one person',
  u: 'Of strangers',
  ofHousehold: 'Of one household',
  prior: 'before anything is compared',
  frequency: 'how rare the value is',
  total: 'total',
  totalAgainst: {
    strangers: 'total, against strangers',
    household: 'total, against one household',
  },

  pictureTitle: 'How the weight came about',
  pictureDescription:
    'Each bar adds to the weight what one comparison says for or against one person, in bits.',
  reviewFrom: 'review',
  linkFrom: 'link',
  linkOf: ({ rows, how }: { rows: string; how: string }) => `${rows}: ${how}`,
  notByScore: 'This decides, whatever the weights say.',
  pictureWritten: ({ file }: { file: string }) => `${file}: the weights as a picture`,

  model: ({ name }: { name: string }) => `Model ${name}`,
  readyMade: 'ready-made or written by hand',
  trainedOn: ({ asOf, rows, pairs, program }: TrainedOn) =>
    `trained as of ${asOf} on ${whole(rows)} rows and ${whole(pairs)} candidate pairs by ${program}`,
  written: ({ file }: { file: string }) => `${file}: name it under identity.model to use it as it stands`,
  sampled: ({ pairs }: { pairs: number }) => `Random pairs: ${whole(pairs)}`,
  unestimated: ({ name }: { name: string }) =>
    `${name}: no blocking rule says how often it agrees for one person; taken from the start`,
  rare: ({ name, level, seen }: { name: string; level: string; seen: number }) =>
    `${name}, ${level}: random pairs that showed it: ${whole(seen)}`,
  a: 'First',
  b: 'Second',
  difference: 'Difference',
  onlyIn: ({ file, name }: { file: string; name: string }) => `Only in ${file}: ${name}`,
  same: 'The two models weigh the same.',
};

interface TrainedOn {
  readonly asOf: string;
  readonly rows: number;
  readonly pairs: number;
  readonly program: string;
}
