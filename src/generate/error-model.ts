/**
 * What goes wrong in the exports and how often: each rate is the chance per row (or per person, where it says so)
 * at the levels low, usual and high. `docs/generate.md` explains every line of this table.
 */
const ERROR_MODEL = {
  // how an offline phone is written; what is left over is half `01012345678`, half `010-1234-5678`
  phoneSpaced: [0.02, 0.05, 0.08],
  phoneInternational: [0.01, 0.03, 0.06],
  phoneLostZero: [0.01, 0.04, 0.08],
  phoneDotted: [0.01, 0.03, 0.06],
  phoneParenthesised: [0.005, 0.02, 0.04],
  phoneCountryDigits: [0.005, 0.01, 0.03],
  // whose phone it is
  phoneChanged: [0.02, 0.037, 0.09],
  phoneReissued: [0.002, 0.005, 0.015],
  oldPrefix: [0.02, 0.05, 0.08],
  familyPhone: [0.3, 0.5, 0.7],
  spousePhone: [0.005, 0.02, 0.04],
  shopPhone: [0.01, 0.05, 0.1],
  junkPhone: [0.0003, 0.001, 0.004],
  phoneMissing: [0.004, 0.009, 0.03],
  phoneWrongDigit: [0.003, 0.01, 0.025],
  onlinePhoneMissing: [0.001, 0.003, 0.01],
  // names
  nameSpaced: [0.005, 0.015, 0.03],
  nameHonorific: [0.005, 0.015, 0.03],
  nameMasked: [0.02, 0.065, 0.12],
  nameTypo: [0.015, 0.05, 0.09],
  onlineNameTypo: [0.001, 0.004, 0.01],
  nameMissing: [0.003, 0.01, 0.02],
  // birth dates
  birthTwoDigitYear: [0.15, 0.3, 0.5],
  birthMissing: [0.1, 0.27, 0.4],
  onlineBirthMissing: [0.01, 0.03, 0.06],
  birthSwapped: [0.001, 0.005, 0.015],
  birthWrongDigit: [0.003, 0.01, 0.025],
  birthJunk: [0.0005, 0.002, 0.006],
  // e-mail
  emailMissing: [0.6, 0.75, 0.85],
  onlineEmailMissing: [0.03, 0.08, 0.12],
  emailOther: [0.03, 0.08, 0.15],
  emailTypo: [0.003, 0.01, 0.03],
  emailUpperCase: [0.01, 0.04, 0.08],
  // identifiers
  ciMissing: [0.75, 0.85, 0.93],
  onlineCiMissing: [0.06, 0.12, 0.2],
  guardianCi: [0.0001, 0.0003, 0.002],
  cardMissing: [0.05, 0.1, 0.2],
  onlineCardMissing: [0.6, 0.75, 0.85],
  borrowedCard: [0.0001, 0.0003, 0.002],
  // rows
  phoneOnly: [0.003, 0.009, 0.025],
  secondCard: [0.01, 0.026, 0.05],
  withdrawn: [0.005, 0.01, 0.02],
  rejoined: [0.002, 0.005, 0.01],
  dormant: [0.06, 0.09, 0.12],
  consentMissing: [0.003, 0.01, 0.03],
} as const;

export type ErrorKind = keyof typeof ERROR_MODEL;
export type ErrorLevel = 'low' | 'usual' | 'high';
export type ErrorRates = Readonly<Record<ErrorKind, number>>;

const LEVELS: readonly ErrorLevel[] = ['low', 'usual', 'high'];

/** All kinds, in the order of the table. */
export const ERROR_KINDS = Object.keys(ERROR_MODEL) as readonly ErrorKind[];

/** The chance of every kind at a level. */
export function errorRates(level: ErrorLevel): ErrorRates {
  const column = LEVELS.indexOf(level);
  return Object.fromEntries(ERROR_KINDS.map((kind) => [kind, ERROR_MODEL[kind][column]])) as ErrorRates;
}

/** Who the people are: shares that do not depend on the error level. */
export const POPULATION = {
  /** of persons; the rest is in both sources */
  onlineOnly: 0.045,
  offlineOnly: 0.025,
  /** of households of four: a couple with two children; otherwise four who live alone */
  family: 0.5,
  /** of families: the children are twins; or share a generation syllable, as siblings often do */
  twins: 0.003,
  generationSyllable: 0.25,
  /** of those who live alone */
  foreign: 0.03,
  /** of changed numbers: the store still has the old one; otherwise the mall has it */
  staleOffline: 0.75,
  /** of stores: staff type the store's own number when a customer gives none */
  carelessStores: 0.1,
  peoplePerStore: 2000,
} as const;
