import type { Source } from '../../config/config.js';
import { fieldsOf } from '../../config/source-fields.js';
import type { Engine } from '../../engine/engine.js';
import { name, raw, sql } from '../../engine/sql.js';
import { addConsents } from '../../merge/consent.js';
import { perPerson } from '../../merge/per-person.js';
import { isConsent, type Policy, policiesOf } from '../fields/policies.js';
import { PersonColumns } from '../person/columns.js';
import type { RuleSet } from '../ruleset.js';
import type { Draft } from './draft.js';
import { fillRows, type ProofRow } from './proof-rows.js';

/** After so many months without renewal a consent has expired (the law of Korea asks for a renewal every two years). */
const MOST_MONTHS = 24;

/** No consent comes from anything but a yes for its own channel that no newer no, no missing answer and no age undoes. */
export async function proveConsents(
  engine: Engine,
  rules: RuleSet,
  sources: readonly Source[],
): Promise<readonly Draft[]> {
  const consents = [...policiesOf(rules.fields, sources)].filter(([field]) => isConsent(field));
  const drafts: Draft[] = [];
  for (const [consent, policies] of consents) {
    drafts.push(...ageOf(consent, policies, { rules, sources }));
    const widened = await widening(engine, { consent, policies, rules, sources });
    const place = rules.where(['fields', consent]);
    if (widened !== undefined)
      drafts.push({
        kind: 'consent widens',
        place,
        say: () => `${consent} is given to a person with ${widened}`,
      });
  }
  return drafts;
}

function ageOf(
  consent: string,
  policies: readonly Policy[],
  { rules, sources }: { readonly rules: RuleSet; readonly sources: readonly Source[] },
): readonly Draft[] {
  const place = rules.where(['fields', consent]);
  const expires = policies.find((policy) => policy.kind === 'expires');
  if (expires !== undefined && expires.months > MOST_MONTHS) {
    const message = `${consent} holds for ${expires.months} months without renewal, longer than ${MOST_MONTHS}`;
    return [{ kind: 'consent widens', place, ...oldConsent(consent, sources), say: () => message }];
  }
  const isDated = sources.some((source) => fieldsOf(source).includes(`${consent}_at`));
  if (expires !== undefined || !isDated) return [];
  const message = `${consent} never expires, though ${consent}_at says how old it is: add expires ${MOST_MONTHS} months`;
  return [{ kind: 'consent widens', place, ...oldConsent(consent, sources), say: () => message }];
}

/** One that was given a day too long ago, and still counts. */
function oldConsent(consent: string, sources: readonly Source[]): Pick<Draft, 'example'> {
  const source = sources.find((candidate) => fieldsOf(candidate).includes(`${consent}_at`));
  const given = `{ ${source?.name}: { ${consent}: true, ${consent}_at: ${TOO_OLD} } }`;
  return { example: `- { as_of: ${AS_OF}, given: ${given}, expect: { ${consent}: true } }` };
}

interface Channel {
  readonly consent: string;
  readonly policies: readonly Policy[];
  readonly rules: RuleSet;
  readonly sources: readonly Source[];
}

const AS_OF = '2026-06-30';
/** More than two years before it. */
const TOO_OLD = '2024-06-29';

/** Persons with up to three rows of every kind go through the statement that decides members. */
async function widening(engine: Engine, wide: Channel): Promise<string | undefined> {
  const { consent, policies, rules } = wide;
  const sources = wide.sources.map((source) => only(source, [consent, `${consent}_at`]));
  const channel = { ...wide, sources };
  const kinds = rowsOf(channel);
  const persons = personsOf(kinds);
  await fillRows(
    engine,
    persons.flatMap((rows, person) => rows.map((row) => ({ ...row, person }))),
    { sources, fields: [consent, `${consent}_at`] },
  );
  const columns = new PersonColumns();
  const tables = {
    rows: 'proof_rows',
    personRows: 'proof_person_rows',
    previousGrades: '',
    prefix: 'proof_',
  };
  const context = {
    rules: { ...rules, fields: new Map([[consent, policies]]) },
    sources,
    asOf: AS_OF,
    tables,
  };
  const [column] = addConsents(columns, context);
  if (column === undefined) return undefined;
  const found = await engine.rows<{ person_id: bigint; given: boolean }>(sql`
    select person_id, ${name(consent)} as given from (
      select person_id, ${column} from (${perPerson({ columns, mapped: raw('null::utinyint') }, context)}))`);
  const wrong = found.find(
    ({ person_id, given: isGiven }) => isGiven && !mayBeGiven(persons[Number(person_id)] ?? [], channel),
  );
  return wrong && JSON.stringify(persons[Number(wrong.person_id)]);
}

function only(source: Source, fields: readonly string[]): Source {
  const columns = Object.entries(source.columns).filter(([field]) => fields.includes(field));
  return { ...source, columns: Object.fromEntries(columns), extra: {} };
}

function rowsOf({ consent, sources }: Channel): readonly Omit<ProofRow, 'person'>[] {
  const days = [null, '2020-01-01', '2026-01-01', '2026-02-01'];
  return sources.flatMap((source) => {
    const has = (field: string) => fieldsOf(source).includes(field);
    const answers = has(consent) ? [true, false, null] : [null];
    return answers.flatMap((answer) =>
      (has(`${consent}_at`) ? days : [null]).map((day) => ({
        source: source.name,
        values: { [consent]: answer, [`${consent}_at`]: day },
      })),
    );
  });
}

const MOST_PERSONS = 6_000;

function personsOf<T>(kinds: readonly T[]): readonly (readonly T[])[] {
  const one = kinds.map((kind) => [kind]);
  const two = kinds.flatMap((kind) => one.map((rows) => [...rows, kind]));
  const three =
    kinds.length ** 3 > MOST_PERSONS ? [] : kinds.flatMap((kind) => two.map((rows) => [...rows, kind]));
  return [...one, ...two, ...three].slice(0, MOST_PERSONS);
}

/** The rule in plain words, worked out once more without SQL. */
function mayBeGiven(
  rows: readonly Omit<ProofRow, 'person'>[],
  { consent, policies, sources }: Channel,
): boolean {
  const asks = (name: string) =>
    fieldsOf(sources.find((source) => source.name === name) as Source).includes(consent);
  const asked = rows
    .filter(({ source }) => asks(source))
    .map(({ values }) => ({ answer: values[consent], day: values[`${consent}_at`] }));
  const months = policies.find((policy) => policy.kind === 'expires')?.months;
  const isYoung = (day: unknown) =>
    months === undefined || (typeof day === 'string' && day >= monthsBefore(months));
  const yes = asked.filter(({ answer, day }) => answer === true && isYoung(day));
  const no = asked.filter(({ answer }) => answer === false);
  if (yes.length === 0) return false;
  if (!policies.some(({ kind }) => kind === 'latest_act')) return yes.length === asked.length;
  const last =
    yes
      .map(({ day }) => String(day ?? ''))
      .toSorted()
      .at(-1) ?? '';
  return no.every(({ day }) => typeof day === 'string' && day < last);
}

function monthsBefore(months: number): string {
  const day = new Date(`${AS_OF}T00:00:00Z`);
  day.setUTCMonth(day.getUTCMonth() - months);
  return day.toISOString().slice(0, 10);
}
