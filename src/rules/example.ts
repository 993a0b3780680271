import { fieldsOf } from '../config/source-fields.js';
import type { YamlPath } from '../config/yaml.js';
import { fieldType } from './expression/value-type.js';
import { policiesOf } from './fields/policies.js';
import { type Example, type ExampleValue, NO_RULE } from './ruleset.js';
import type { Section } from './section.js';

type ExampleFile = Section['file']['examples'][number];

/** The examples of a rule file, checked against the sources, the ladder and the rules they name. */
export function readExamples(section: Section): readonly Example[] {
  return section.file.examples.map((example, index) => {
    const path = ['examples', index];
    const previous = previousOf(example, path, section);
    return {
      name: example.name ?? `example ${index + 1}`,
      place: section.yaml.where(path),
      rows: rowsOf(example, path, section),
      ...(previous === undefined ? {} : { previous }),
      expect: expectationOf(example, path, section),
    };
  });
}

function previousOf({ given }: ExampleFile, path: YamlPath, section: Section): string | undefined {
  const { previous } = given;
  if (previous === undefined) return undefined;
  if (typeof previous === 'string' && section.file.grades.includes(previous)) return previous;
  section.faults.at([...path, 'given', 'previous'], 'previous is a grade of the ladder');
  return undefined;
}

function rowsOf({ given }: ExampleFile, path: YamlPath, section: Section): Example['rows'] {
  const { faults, sources } = section;
  const names = sources.map(({ name }) => name);
  const rows = Object.entries(given).flatMap(([source, written]) => {
    if (source === 'previous') return [];
    const at = [...path, 'given', source];
    if (!names.includes(source))
      faults.unknownKey(at, `the config has no source ${source}`, [...names, 'previous']);
    if (typeof written === 'string') faults.at(at, `${source} needs a row: { field: value }`);
    const list = typeof written === 'string' ? [] : Array.isArray(written) ? written : [written];
    return list.map((values, index) => {
      checkValues(values, { source, path: Array.isArray(written) ? [...at, index] : at }, section);
      return { source, values };
    });
  });
  if (rows.length === 0) faults.at([...path, 'given'], 'a person has at least one row');
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
    else if (!fits(field, value)) faults.at(at, `${JSON.stringify(value)} is not a ${fieldType(field)}`);
    else if (field === 'grade' && value !== null && file.map[source]?.[String(value)] === undefined)
      faults.at(at, `the label ${value} is not in the map of ${source}`);
  }
}

function fits(field: string, value: ExampleValue): boolean {
  if (value === null) return true;
  const type = fieldType(field);
  if (type === 'number') return typeof value === 'number';
  if (type === 'flag') return typeof value === 'boolean';
  if (type === 'date')
    return !Number.isNaN(Date.parse(String(value))) && /^\d{4}-\d{2}-\d{2}/.test(String(value));
  return true;
}

function expectationOf({ expect }: ExampleFile, path: YamlPath, section: Section): Example['expect'] {
  const { file, faults } = section;
  const { grade, rule, points, ...fields } = expect;
  const under = (key: string) => [...path, 'expect', key];
  const grades = [...file.grades, 'none'];
  if (grade !== undefined && !grades.includes(String(grade)))
    faults.at(under('grade'), `${JSON.stringify(grade)} is not a grade of the ladder, nor none`);
  const rules = [...file.decide.map(({ name }) => name), NO_RULE];
  if (rule !== undefined && !rules.includes(String(rule)))
    faults.at(under('rule'), `there is no rule ${String(rule)}`);
  const isBuckets = typeof points === 'object' && points !== null;
  if (points !== undefined && !isBuckets) faults.at(under('points'), 'write points as { bucket: balance }');
  const known = [...policiesOf(new Map(), section.sources).keys()];
  for (const [field, value] of Object.entries(fields)) {
    if (!known.includes(field))
      faults.unknownKey(under(field), `${field} is not a field that survives`, [
        'grade',
        'rule',
        'points',
        ...known,
      ]);
    else if (typeof value === 'object' && value !== null) faults.at(under(field), `${field} needs one value`);
  }
  return {
    ...(grade === undefined ? {} : { grade: String(grade) }),
    ...(rule === undefined ? {} : { rule: String(rule) }),
    ...(isBuckets ? { points } : {}),
    fields: fields as Record<string, ExampleValue>,
  };
}
