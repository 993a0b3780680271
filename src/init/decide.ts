import type { CountryCode } from 'libphonenumber-js/max';
import { guessCountry } from './country.js';
import type { Conversion, Decided, Decisions, MapDecision, SourceDecisions } from './decisions.js';
import { hasField } from './has-field.js';
import { orderLabels, proposeLadder, type SourceLadder } from './ladder.js';
import { mostEmptied } from './most-emptied.js';
import type { InitWords } from './words.js';

interface Given {
  readonly lang: 'en' | 'ko';
  /** The language of the headers, from which the country is expected. */
  readonly headers: 'en' | 'ko';
  readonly project: string;
  readonly sources: readonly Omit<SourceDecisions, 'settled' | 'excludesTests' | 'onePerPerson'>[];
}

/** Everything the two files will say, from what the exports hold. */
export function decide({ lang, headers, project, sources }: Given, words: InitWords): Decisions {
  const ladders = sources
    .filter(({ trial }) => trial.labels.length > 0)
    .map(({ name, trial }) => orderLabels(name, trial.labels));
  return {
    ...{ lang, project },
    sources: sources.map((source) => ({
      ...source,
      settled: [],
      onePerPerson: onePerPerson(source.trial.alike, words),
      ...(source.trial.tests === 0
        ? {}
        : {
            excludesTests: {
              value: true,
              evidence: words.tests({ rows: source.trial.tests }),
              guess: words.testsGuess,
            },
          }),
    })),
    ...whereFrom(
      sources.flatMap(({ trial }) => trial.phones),
      headers,
      words,
    ),
    maxRejected: mostRejected(sources, words),
    maxEmptied: mostEmptied(sources, words),
    ...grading(ladders, words),
    conversions: conversions(sources, words),
  };
}

/** Without rows that are alike it makes no difference. */
function onePerPerson(rows: number, words: InitWords): Decided<boolean> {
  if (rows === 0) return { value: false };
  return { value: false, evidence: words.alike({ rows }), guess: words.alikeGuess };
}

function whereFrom(
  phones: readonly string[],
  lang: Decisions['lang'],
  words: InitWords,
): Pick<Decisions, 'country' | 'zone'> {
  const preferred: CountryCode = lang === 'ko' ? 'KR' : 'US';
  const found = guessCountry(phones, preferred);
  if (found === null) {
    const guess = words.noPhones;
    return lang === 'ko'
      ? { country: { value: 'KR', evidence: guess }, zone: { value: 'Asia/Seoul', evidence: words.zone } }
      : { country: { value: preferred, guess }, zone: { value: 'UTC', guess } };
  }
  const doubt = found.isSure ? {} : { guess: words.countryGuess };
  return {
    country: { value: found.country, evidence: words.country(found), ...doubt },
    zone: {
      value: found.zone,
      evidence: words.zone,
      ...(found.hasOneZone ? doubt : { guess: words.countryGuess }),
    },
  };
}

const USUAL_LIMIT = 0.5;

/** The usual limit, or where an export is above it today the next whole percent: a first plan has to be seen. */
function mostRejected(sources: Given['sources'], words: InitWords): Decided<string> {
  const shares = sources.map(({ name, trial: { rejected, records } }) => ({
    source: name,
    ...{ rejected, records },
    percent: records === 0 ? 0 : (rejected * 100) / records,
  }));
  const [worst] = shares.sort((a, b) => b.percent - a.percent);
  if (worst === undefined || worst.percent <= USUAL_LIMIT) return { value: `${USUAL_LIMIT}%` };
  return {
    value: `${Math.min(100, Math.ceil(worst.percent))}%`,
    evidence: words.rejected(worst),
    guess: words.rejectedGuess,
  };
}

function grading(
  ladders: readonly SourceLadder[],
  words: InitWords,
): Pick<Decisions, 'ladders' | 'grades' | 'maps'> {
  const proposal = proposeLadder(ladders);
  if (proposal === null) return { ladders, grades: { value: ['MEMBER'], guess: words.noGrades }, maps: [] };
  const doubts = new Set(ladders.map(({ doubt }) => doubt));
  const guess = doubts.has('disagree')
    ? words.ladderDisagrees
    : doubts.has('unknown')
      ? words.ladderUnknown
      : undefined;
  return {
    ladders,
    grades: { value: proposal.grades, ...(guess === undefined ? {} : { guess }) },
    maps: proposal.maps.map(
      ({ source, lines, isByName }): MapDecision => ({
        source,
        lines: lines.map(({ label, grade }) => ({ text: label.text, rows: label.rows, grade })),
        ...(isByName ? {} : { guess: words.mapGuess({ from: proposal.from }) }),
      }),
    ),
  };
}

/** Points stay points; stamps become points at a rate that no export says; where there are no points they stay what they are. */
function conversions(sources: Given['sources'], words: InitWords): readonly Conversion[] {
  const has = (field: Conversion['field']) =>
    sources.filter((source) => hasField(source, field)).map(({ name }) => name);
  const points = has('points').map(
    (source): Conversion => ({ source, field: 'points', into: 'points', rate: { value: 1 } }),
  );
  const rest = (['stamps', 'cashback'] as const).flatMap((field) =>
    has(field).map((source): Conversion => {
      const becomesPoints = field === 'stamps' && points.length > 0;
      const into = becomesPoints ? 'points' : field;
      const guess = words.rateGuess({ field, into });
      return { source, field, into, rate: becomesPoints ? { value: 1, guess } : { value: 1 } };
    }),
  );
  return [...points, ...rest];
}
