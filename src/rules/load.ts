import { createHash } from 'node:crypto';
import { shaped } from '../config/checked.js';
import { parseYaml, readSmall } from '../config/yaml.js';
import { checkDecisions, findGap } from './checks.js';
import { compileDecision, personContext } from './compile.js';
import { readExamples } from './example.js';
import type { Expression } from './expression/expression.js';
import { parseExpression } from './expression/parse.js';
import { FaultList } from './faults.js';
import { readPolicies } from './fields/survivors.js';
import { readGrade } from './grade/grade.js';
import { readBands, readLadder, readMaps } from './grade/ladder.js';
import { type Measure, readMeasure } from './person/measure.js';
import { PERSON_NAMES } from './person/scope.js';
import { readBuckets } from './points/read.js';
import type { Decision, RuleSet } from './ruleset.js';
import { rulesSchema } from './schema.js';
import type { RuleContext, Section } from './section.js';

/** Reads a rule file and makes the first checks. Throws Faults with everything that is wrong with it. */
export async function loadRules(path: string, context: RuleContext): Promise<RuleSet> {
  const bytes = await readSmall(path, 'the config names it under rules');
  const yaml = parseYaml(path, bytes.toString('utf8'));
  const { value: file, faults } = shaped(rulesSchema, yaml);
  const section: Section = { ...context, file, yaml, faults: new FaultList(yaml, faults) };
  const rules = await readRules(section);
  section.faults.throwIfAny();
  return { ...rules, hash: createHash('sha256').update(bytes).digest('hex') };
}

async function readRules(section: Section): Promise<Omit<RuleSet, 'hash'>> {
  const { file, faults, yaml, sources } = section;
  const grades = readLadder(section);
  const map = readMaps(section);
  const measures = await readMeasures(section);
  const bands = readBands(section);
  const parts = { grades, map, measures, bands };
  const decide = await readDecisions(section, parts);
  const buckets = await readBuckets(section);
  const fields = readPolicies(section);
  const adjust = file.adjust.map(({ name, never_below }) => ({ name, neverBelow: never_below }));
  const examples = readExamples(section);
  checkDecisions(decide, faults);
  const findings = findGap(decide, yaml, sources);
  const mapPlaces = new Map([...map.keys()].map((source) => [source, yaml.where(['map', source])]));
  return {
    file: yaml.file,
    name: file.name,
    ...parts,
    mapPlaces,
    decide,
    adjust,
    buckets,
    fields,
    examples,
    findings,
  };
}

/** Stands for a measure with a fault, so that the rules that use it are checked all the same. */
const UNREAD: Measure = { of: 'sum', field: 'points' };

async function readMeasures({
  file,
  faults,
  engine,
  sources,
}: Section): Promise<ReadonlyMap<string, Measure>> {
  const measures = new Map<string, Measure>();
  for (const [name, text] of Object.entries(file.measures)) {
    if (PERSON_NAMES.includes(name))
      faults.atKey(['measures', name], `${name} already has a meaning`, 'choose another name');
    const path = ['measures', name];
    const measure = await faults.reading(path, async () =>
      readMeasure(await parseExpression(engine, text), sources),
    );
    measures.set(name, measure ?? UNREAD);
  }
  return measures;
}

async function readDecisions(
  { file, faults, engine, sources, yaml }: Section,
  parts: Pick<RuleSet, 'grades' | 'map' | 'measures' | 'bands'>,
): Promise<readonly Decision[]> {
  const decide: Decision[] = [];
  const names = {
    grades: parts.grades,
    sources: [...parts.map.keys()],
    bands: [...parts.bands.keys()].filter((measure) => parts.measures.has(measure)),
  };
  for (const [index, { name, when, grade }] of file.decide.entries()) {
    const path = ['decide', index];
    if (file.decide.findIndex((other) => other.name === name) < index)
      faults.at([...path, 'name'], `there is already a rule named ${name}`);
    const parse = (key: string, text: string): Promise<Expression | undefined> =>
      faults.reading([...path, key], () => parseExpression(engine, text));
    const condition = when === undefined ? undefined : await parse('when', when);
    const expression = await parse('grade', grade);
    if (expression === undefined || (when !== undefined && condition === undefined)) continue;
    const read = await faults.reading([...path, 'grade'], () => readGrade(expression, names));
    const decision = {
      name,
      place: yaml.where(path),
      ...(condition ? { when: condition } : {}),
      grade: read ?? { kind: 'none' },
    } as const;
    const context = personContext(parts, sources);
    await faults.reading([...path, 'when'], () => compileDecision(decision, parts, context));
    if (read !== undefined) decide.push(decision);
  }
  return decide;
}
