import { FIELD_NAMES, isField } from '../config/fields.js';
import { partsOf } from './column-draft.js';
import { alone } from './composed-drafts.js';
import type { Decisions, SourceDecisions } from './decisions.js';
import type { InitWords } from './words.js';

/** One thing that is unsure: what is asked, what Enter takes, and what an answer makes of the decisions. */
export interface Question {
  readonly text: string;
  readonly help: string;
  readonly default: string;
  /** Of an answer that fits; undefined for one that does not, of which `expected` says what would. */
  answer(text: string, decisions: Decisions): Decisions | undefined;
  readonly expected: string;
}

/** The next unsure thing, in the order of the files; undefined when everything is settled. */
export function nextQuestion(decisions: Decisions, words: InitWords): Question | undefined {
  for (const source of decisions.sources) {
    const question =
      columnQuestion(source, words) ?? alikeQuestion(source, words) ?? testsQuestion(source, words);
    if (question !== undefined) return question;
  }
  return (
    countryQuestion(decisions, words) ??
    zoneQuestion(decisions, words) ??
    limitQuestion(decisions, words) ??
    gradesQuestion(decisions, words) ??
    mapQuestion(decisions, words) ??
    rateQuestion(decisions, words)
  );
}

function columnQuestion(source: SourceDecisions, { ask }: InitWords): Question | undefined {
  const { draft, name, settled } = source;
  const unsure = draft.columns.find(({ field, isSure }) => !isSure && !settled.includes(field));
  if (unsure === undefined) return undefined;
  const { field } = unsure;
  const taken = draft.columns.map((one) => one.field);
  const put = (columns: typeof draft.columns, sure: readonly string[]) => (all: Decisions) =>
    withSource(all, { ...source, draft: { ...draft, columns }, settled: [...settled, ...sure] });
  return {
    text: ask.column({
      source: name,
      header: partsOf(unsure)
        .map(({ header }) => header)
        .join(' + '),
      field,
    }),
    help: `${ask.columnHelp} (${FIELD_NAMES.join(', ')})`,
    default: 'y',
    expected: 'y, n',
    answer: (text, all) => {
      if (isYes(text)) return put(draft.columns, [field])(all);
      // Of several columns the field stays as it is.
      if (unsure.composed !== undefined && !isNo(text)) return undefined;
      // The id cannot be left out: nothing else tells the rows apart.
      if (isNo(text)) {
        if (field === 'member_id') return undefined;
        return put(
          draft.columns.flatMap((one) => (one === unsure ? alone(one) : one)),
          [field],
        )(all);
      }
      if (!isField(text) || taken.includes(text)) return undefined;
      const renamed = draft.columns.map((one) => (one === unsure ? { ...one, field: text } : one));
      return put(renamed, [text])(all);
    },
  };
}

function alikeQuestion(source: SourceDecisions, { ask }: InitWords): Question | undefined {
  if (source.onePerPerson.guess === undefined) return undefined;
  const settle = (value: boolean) => (all: Decisions) =>
    withSource(all, { ...source, onePerPerson: { value } });
  return {
    text: ask.alike({ source: source.name, rows: source.trial.alike }),
    help: ask.alikeHelp,
    default: 'n',
    expected: 'y, n',
    answer: (text, all) => (isYes(text) ? settle(true)(all) : isNo(text) ? settle(false)(all) : undefined),
  };
}

function testsQuestion(source: SourceDecisions, { ask }: InitWords): Question | undefined {
  if (source.excludesTests?.guess === undefined) return undefined;
  const { evidence = '' } = source.excludesTests;
  const settle = (value: boolean) => (all: Decisions) =>
    withSource(all, { ...source, excludesTests: { value, evidence } });
  return {
    text: ask.tests({ source: source.name, rows: source.trial.tests }),
    help: ask.testsHelp,
    default: 'y',
    expected: 'y, n',
    answer: (text, all) => (isYes(text) ? settle(true)(all) : isNo(text) ? settle(false)(all) : undefined),
  };
}

function countryQuestion({ country }: Decisions, { ask }: InitWords): Question | undefined {
  if (country.guess === undefined) return undefined;
  return {
    text: ask.country,
    help: ask.countryHelp,
    default: country.value,
    expected: 'KR, US, DE',
    answer: (text, all) =>
      /^[a-z]{2}$/i.test(text) ? { ...all, country: { value: text.toUpperCase() } } : undefined,
  };
}

function zoneQuestion({ zone }: Decisions, { ask }: InitWords): Question | undefined {
  if (zone.guess === undefined) return undefined;
  return {
    text: ask.zone,
    help: ask.zoneHelp,
    default: zone.value,
    expected: 'Asia/Seoul, Europe/Berlin, UTC',
    answer: (text, all) => (isZone(text) ? { ...all, zone: { value: text } } : undefined),
  };
}

function limitQuestion({ maxRejected }: Decisions, { ask }: InitWords): Question | undefined {
  if (maxRejected.guess === undefined) return undefined;
  const { evidence = '' } = maxRejected;
  return {
    text: ask.limit({ evidence }),
    help: ask.limitHelp,
    default: maxRejected.value,
    expected: '0.5%',
    answer: (text, all) =>
      /^\d+(\.\d+)?%$/.test(text) ? { ...all, maxRejected: { value: text, evidence } } : undefined,
  };
}

function gradesQuestion({ grades }: Decisions, { ask }: InitWords): Question | undefined {
  if (grades.guess === undefined) return undefined;
  return {
    text: ask.grades,
    help: ask.gradesHelp,
    default: grades.value.join(', '),
    expected: grades.value.join(', '),
    answer: (text, all) => {
      const names = text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '');
      if (names.length === 0 || new Set(names).size < names.length || names.includes('none'))
        return undefined;
      const isKnown = (grade: string) => names.includes(grade);
      // A label whose grade is no more takes the lowest one, and is asked about.
      const maps = all.maps.map((map) => {
        const lines = map.lines.map((line) =>
          isKnown(line.grade) ? line : { ...line, grade: names[0] ?? '' },
        );
        const lost = map.lines.some(({ grade }) => !isKnown(grade));
        return lost ? { ...map, lines, guess: map.guess ?? grades.guess ?? '' } : { ...map, lines };
      });
      return { ...all, grades: { value: names }, maps };
    },
  };
}

/** All labels of one source, one answer: grades in the order of the labels, apart by commas. */
function mapQuestion({ maps, grades }: Decisions, { ask }: InitWords): Question | undefined {
  const map = maps.find(({ guess }) => guess !== undefined);
  if (map === undefined) return undefined;
  const { guess: _, ...settled } = map;
  const labels = map.lines.map(({ text, rows }) => ask.map({ source: map.source, label: text, rows }));
  return {
    text: labels.join('\n'),
    help: `${ask.mapHelp} (${grades.value.join(', ')})`,
    default: map.lines.map(({ grade }) => grade).join(', '),
    expected: `${map.lines.length}: ${grades.value.join(', ')}`,
    answer: (text, all) => {
      const given = text.split(',').map((part) => part.trim());
      if (given.length !== map.lines.length || given.some((grade) => !grades.value.includes(grade)))
        return undefined;
      const lines = map.lines.map((line, at) => ({ ...line, grade: given[at] ?? line.grade }));
      return { ...all, maps: all.maps.map((one) => (one === map ? { ...settled, lines } : one)) };
    },
  };
}

function rateQuestion({ conversions }: Decisions, { ask }: InitWords): Question | undefined {
  const unsure = conversions.find(({ rate }) => rate.guess !== undefined);
  if (unsure === undefined) return undefined;
  return {
    text: ask.rate(unsure),
    help: ask.rateHelp,
    default: `${unsure.rate.value}`,
    expected: '500',
    answer: (text, all) => {
      if (!/^\d{1,9}(\.\d{1,6})?$/.test(text)) return undefined;
      const rate = { value: Number(text) };
      return { ...all, conversions: all.conversions.map((one) => (one === unsure ? { ...one, rate } : one)) };
    },
  };
}

function withSource(all: Decisions, source: SourceDecisions): Decisions {
  return { ...all, sources: all.sources.map((one) => (one.name === source.name ? source : one)) };
}

function isYes(text: string): boolean {
  return /^(y|yes|예|네|ㅇ)$/i.test(text);
}

function isNo(text: string): boolean {
  return /^(n|no|아니오|아니요|ㄴ)$/i.test(text);
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
