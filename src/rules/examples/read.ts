import { fieldsOf } from '../../config/source-fields.js';
import type { YamlPath } from '../../config/yaml.js';
import { isDay } from '../day.js';
import { fieldType } from '../expression/value-type.js';
import type { Section } from '../file/section.js';
import type { Example, ExamplePerson, ExampleValue } from './example.js';
import { readExpectation } from './expectation.js';
import { fitsType } from './fits.js';
import { isRecords, readRecords } from './records.js';

type ExampleFile = Section['file']['examples'][number];
type Written = ExampleFile['given'] | ExampleFile['others'][number];

/** A day that no example has to care for. */
export const SOME_DAY = '2000-01-01';

const MOST_TIMES = 10_000;

/** The examples of a rule file, checked against the sources, the ladder and the rules they name. */
export function readExamples(section: Section): readonly Example[] {
  return section.file.examples.map((example, index) => {
    const path = ['examples', index];
    return {
      name: example.name ?? `example ${index + 1}`,
      place: section.yaml.where(path),
      asOf: dayOf(example, path, section),
      person: personOf(example.given, [...path, 'given'], section),
      others: example.others.map((other, at) => {
        const { times = 1, ...given } = other;
        return {
          ...personOf(given, [...path, 'others', at], section),
          times: timesOf(times, [...path, 'others', at], section),
        };
      }),
      expect: readExpectation(example.expect, [...path, 'expect'], section),
    };
  });
}

function dayOf({ as_of: day }: ExampleFile, path: YamlPath, { faults }: Section): string {
  if (day !== undefined && !isDay(day))
    faults.at([...path, 'as_of'], `${day} is not a day`, 'write 2027-01-31');
  return day ?? SOME_DAY;
}

function timesOf(times: Written[string], path: YamlPath, { faults }: Section): number {
  if (typeof times === 'number' && Number.isInteger(times) && times > 0 && times <= MOST_TIMES) return times;
  faults.at([...path, 'times'], `times is a whole number up to ${MOST_TIMES}`, 'such as times: 3');
  return 1;
}

function personOf(given: Written, path: YamlPath, section: Section): ExamplePerson {
  const previous = gradeOf('previous', given, { path, section });
  const announced = gradeOf('announced', given, { path, section });
  return {
    rows: rowsOf(given, path, section),
    ...(previous === undefined ? {} : { previous }),
    ...(announced === undefined ? {} : { announced }),
    ...readRecords(given, path, section),
  };
}

/** Grades that a person brings along, beside the rows. */
const BEFORE = ['previous', 'announced'];

function gradeOf(
  word: 'previous' | 'announced',
  given: Written,
  { path, section }: { readonly path: YamlPath; readonly section: Section },
): string | undefined {
  const grade = given[word];
  if (grade === undefined) return undefined;
  if (typeof grade === 'string' && section.file.grades.includes(grade)) return grade;
  section.faults.at(
    [...path, word],
    `${word} is a grade of the ladder`,
    'write one of grades, without the label of a source',
  );
  return undefined;
}

function rowsOf(given: Written, path: YamlPath, section: Section): ExamplePerson['rows'] {
  const { faults, sources } = section;
  const names = sources.map(({ name }) => name);
  const rows = Object.entries(given).flatMap(([source, written]) => {
    if (BEFORE.includes(source) || isRecords(source, section)) return [];
    const at = [...path, source];
    if (!names.includes(source))
      faults.unknownKey(at, `the config has no source ${source}`, [...names, ...BEFORE]);
    if (typeof written !== 'object')
      faults.at(
        at,
        `${source} needs a row: { field: value }`,
        'such as online: { grade: GOLD, spend: 100000 }',
      );
    const list = typeof written !== 'object' ? [] : Array.isArray(written) ? written : [written];
    return list.map((values, index) => {
      checkValues(values, { source, path: Array.isArray(written) ? [...at, index] : at }, section);
      return { source, values };
    });
  });
  if (rows.length === 0)
    faults.at(path, 'a person has at least one row', 'such as given: { online: { grade: GOLD } }');
  return rows;
}

function checkValues(
  values: Readonly<Record<string, ExampleValue>>,
  { source, path }: { readonly source: string; readonly path: YamlPath },
  { faults, sources, file }: Section,
): void {
  const found = sources.find(({ name }) => name === source);
  if (found === undefined) return;
  for (const [field, value] of Object.entries(values)) {
    const at = [...path, field];
    if (!fieldsOf(found).includes(field))
      faults.unknownKey(at, `${source} has no column for ${field}`, fieldsOf(found));
    else if (!fits(field, value))
      faults.at(
        at,
        `${JSON.stringify(value)} is not a ${fieldType(field)}`,
        'write it as the column is read: a date 2026-01-31, a number 1200, yes or no true or false',
      );
    else if (isUnmapped(field, value, file.map[source]))
      faults.at(
        at,
        `the label ${value} is not in the map of ${source}`,
        `add it under map: ${source}, or write a label that is there`,
      );
  }
}

/** Rules about points alone map no grades. */
function isUnmapped(
  field: string,
  value: ExampleValue,
  map: Readonly<Record<string, string>> | undefined,
): boolean {
  return field === 'grade' && value !== null && map !== undefined && map[String(value)] === undefined;
}

function fits(field: string, value: ExampleValue): boolean {
  return fitsType(fieldType(field), value);
}
