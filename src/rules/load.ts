import { createHash } from 'node:crypto';
import { shaped } from '../config/checked.js';
import { parseYaml, readSmall } from '../config/yaml.js';
import { readAcceptances } from './accept.js';
import { readAdjustments } from './adjust/read.js';
import { checkDecisions } from './checks.js';
import { readCosts } from './costs.js';
import { readExamples } from './examples/read.js';
import { parseExpression } from './expression/parse.js';
import { readPolicies } from './fields/survivors.js';
import type { RuleCsv } from './file/csv.js';
import { checkDeclared } from './file/declared.js';
import { FaultList } from './file/faults.js';
import { rulesSchema } from './file/schema.js';
import type { RuleContext, Section } from './file/section.js';
import type { GradeContext } from './grade/grade.js';
import { readBands, readLadder, readMaps } from './grade/ladder.js';
import { readMatrices } from './grade/matrix.js';
import { readDecisions } from './grade/read.js';
import { readMasters } from './masters.js';
import { readOrders } from './orders/policy.js';
import { readMeasures } from './person/read.js';
import { readBuckets } from './points/read.js';
import { readRefusals } from './refuse.js';
import type { RuleSet } from './ruleset.js';
import { checkSound } from './sound.js';
import { readTables } from './table/read.js';
import { tablesGiving } from './table/table.js';

/**
 * Reads a rule file and the CSV files that it names, and makes the first checks. Throws Faults with everything
 * that is wrong with them.
 */
export async function loadRules(path: string, context: RuleContext): Promise<RuleSet> {
  const bytes = await readSmall(path, 'the config names it under rules');
  const yaml = parseYaml(path, bytes.toString('utf8'));
  const { value: file, faults } = shaped(rulesSchema, yaml);
  const section: Section = { ...context, file, yaml, faults: new FaultList(yaml, faults), csvs: new Map() };
  const rules = await readRules(section);
  await checkSound(rules, section);
  section.faults.throwIfAny();
  return { ...rules, hash: hashOf(bytes, [...section.csvs.values()]) };
}

/** Of the file alone where it names no other. */
function hashOf(bytes: Buffer, csvs: readonly RuleCsv[]): string {
  const hash = createHash('sha256').update(bytes);
  for (const { sha256 } of csvs) hash.update(sha256);
  return hash.digest('hex');
}

async function readRules(section: Section): Promise<Omit<RuleSet, 'hash'>> {
  const { file, faults, yaml } = section;
  checkDeclared(section);
  const ladder = { grades: readLadder(section), map: readMaps(section) };
  const gradeCounts = await readGradeCounts(section);
  const orders = readOrders(section);
  const measures = await readMeasures(section);
  const bands = readBands(section);
  const tables = await readTables(section);
  const names: GradeContext = {
    grades: ladder.grades,
    sources: [...ladder.map.keys()],
    bands: [...bands.keys()].filter((measure) => measures.has(measure)),
    matrices: Object.keys(file.matrices),
    tables: tablesGiving(tables, 'grade'),
  };
  const matrices = await readMatrices(section, names);
  const decide = await readDecisions(section, names);
  const adjust = await readAdjustments(section, names);
  const buckets = await readBuckets(section);
  const refuse = await readRefusals(section);
  const fields = readPolicies(section);
  checkDecisions(decide, faults);
  return {
    file: yaml.file,
    name: file.name,
    ...ladder,
    mapPlaces: new Map([...ladder.map.keys()].map((source) => [source, yaml.where(['map', source])])),
    ...(gradeCounts === undefined ? {} : { gradeCounts }),
    ...(orders === undefined ? {} : { orders }),
    measures,
    bands,
    matrices,
    tables,
    decide,
    adjust,
    buckets,
    refuse,
    fields,
    masters: readMasters(section, buckets),
    costs: readCosts(section),
    accepted: readAcceptances(section),
    examples: readExamples(section),
    where: yaml.where,
  };
}

async function readGradeCounts({ file, faults, engine }: Section): Promise<RuleSet['gradeCounts']> {
  const text = file.grade_counts;
  return text === undefined
    ? undefined
    : faults.reading(['grade_counts'], () => parseExpression(engine, text));
}
