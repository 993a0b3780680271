import type { YamlPath } from '../../config/yaml.js';
import { parseExpression } from '../expression/parse.js';
import type { Section } from '../file/section.js';
import type { Measure } from './measure.js';
import { PERSON_NAMES } from './scope.js';
import type { ScorePart } from './score.js';

/** Measures and scores under one set of names. What they are made of is checked when all are known. */
export async function readMeasures(section: Section): Promise<ReadonlyMap<string, Measure>> {
  const { file, faults, engine } = section;
  const measures = new Map<string, Measure>();
  for (const [name, text] of Object.entries(file.measures)) {
    const path = ['measures', name];
    checkName(name, path, section);
    const expression = await faults.reading(path, () => parseExpression(engine, text));
    measures.set(name, expression === undefined ? UNREAD : { kind: 'reckoned', expression });
  }
  for (const [name, parts] of Object.entries(file.scores)) {
    const path = ['scores', name];
    checkName(name, path, section);
    if (measures.has(name)) faults.atKey(path, `there is already a measure ${name}`, 'choose another name');
    measures.set(name, { kind: 'score', parts: readParts(name, parts, section) });
  }
  return measures;
}

/** Stands for a measure with a fault, so that the rules that use it are checked all the same. */
export const UNREAD: Measure = { kind: 'reckoned', expression: { kind: 'number', text: '0', at: 1 } };

function checkName(name: string, path: YamlPath, { faults, sources }: Section): void {
  const isTaken = PERSON_NAMES.includes(name);
  if (isTaken) faults.atKey(path, `${name} already has a meaning`, 'choose another name');
  if (sources.some((source) => source.name === name))
    faults.atKey(path, `${name} is a source, and as a value its mapped grade`, 'choose another name');
}

function readParts(
  score: string,
  parts: Section['file']['scores'][string],
  section: Section,
): readonly ScorePart[] {
  const known = [...Object.keys(section.file.measures), ...Object.keys(section.file.scores)];
  const path = ['scores', score];
  if (Object.keys(parts).length === 0)
    section.faults.at(path, `the score ${score} is made of nothing`, 'such as { spend: 1 }');
  return Object.entries(parts).flatMap(([measure, written]) => {
    const at = [...path, measure];
    if (!known.includes(measure)) {
      section.faults.unknownKey(at, `there is no measure ${measure}`, known);
      return [];
    }
    const { weight, steps, most } = typeof written === 'number' ? { weight: written } : { ...written };
    const part = { measure, weight: plain(weight, [...at, 'weight'], section) };
    return [
      {
        ...part,
        ...(steps === undefined ? {} : { steps: readSteps(steps, [...at, 'steps'], section) }),
        ...(most === undefined ? {} : { most: plain(most, [...at, 'most'], section) }),
      },
    ];
  });
}

function readSteps(
  steps: Readonly<Record<string, number>>,
  path: YamlPath,
  section: Section,
): NonNullable<ScorePart['steps']> {
  const list = Object.entries(steps).map(([from, gives]) => ({
    from: plain(from, [...path, from], section),
    gives: plain(gives, [...path, from], section),
  }));
  return list.toSorted((a, b) => Number(a.from) - Number(b.from));
}

function plain(number: string | number, path: YamlPath, { faults }: Section): string {
  const text = String(number);
  if (/^-?\d{1,15}(\.\d{1,9})?$/u.test(text)) return text;
  faults.at(
    path,
    `${text} is not written as plain digits, at most 9 of them behind its point`,
    'such as 0.25',
  );
  return '0';
}
