import type { YamlPath } from '../../config/yaml.js';
import { policiesOf } from '../fields/policies.js';
import type { Section } from '../file/section.js';
import { NO_RULE } from '../ruleset.js';
import type { ExampleValue, Expectation } from './example.js';

type Written = Section['file']['examples'][number]['expect'];

const NAMED = ['grade', 'rule', 'points', 'refused'];

export function readExpectation(expect: Written, path: YamlPath, section: Section): Expectation {
  const { file, faults } = section;
  const { grade, rule, points, refused, ...fields } = expect;
  const oneOf = (key: string, value: unknown, known: readonly string[], message: string) => {
    if (value !== undefined && !known.includes(String(value))) faults.at([...path, key], message);
  };
  oneOf(
    'grade',
    grade,
    [...file.grades, 'none'],
    `${JSON.stringify(grade)} is not a grade of the ladder, nor none`,
  );
  const rules = [...file.decide.map(({ name }) => name), NO_RULE];
  oneOf('rule', rule, rules, `there is no rule ${String(rule)}`);
  checkFields(fields, path, section);
  return {
    ...(grade === undefined ? {} : { grade: String(grade) }),
    ...(rule === undefined ? {} : { rule: String(rule) }),
    ...(refused === undefined ? {} : { refused: refused === null ? 'none' : String(refused) }),
    ...balances(points, [...path, 'points'], section),
    fields: fields as Record<string, ExampleValue>,
  };
}

function balances(
  points: Written[string] | undefined,
  path: YamlPath,
  { file, faults }: Section,
): Pick<Expectation, 'points'> {
  if (points === undefined) return {};
  if (typeof points !== 'object' || points === null) {
    faults.at(path, 'write points as { bucket: balance }', 'such as points: { points: 1200 }');
    return {};
  }
  const buckets = file.points.map(({ into }) => into);
  for (const bucket of Object.keys(points).filter((name) => !buckets.includes(name)))
    faults.unknownKey([...path, bucket], `no points go into ${bucket}`, [...new Set(buckets)]);
  return { points };
}

function checkFields(fields: Written, path: YamlPath, { faults, sources }: Section): void {
  const known = [...policiesOf(new Map(), sources).keys()];
  for (const [field, value] of Object.entries(fields)) {
    if (!known.includes(field))
      faults.unknownKey([...path, field], `${field} is not a field that survives`, [...NAMED, ...known]);
    else if (typeof value === 'object' && value !== null)
      faults.at(
        [...path, field],
        `${field} needs one value`,
        'write the value itself, without a list or braces',
      );
  }
}
