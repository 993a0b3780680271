import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseYaml } from '../../src/config/yaml.js';
import { CONFIG_FILE, RULES_FILE } from '../../src/generate/project-files.js';
import { publishedSchemas, type SchemaFile } from '../../src/json-schema/published.js';
import { KEYWORDS, readSchema, type Schema, violations } from './validator.js';

const schemas = Object.entries(publishedSchemas()) as readonly (readonly [SchemaFile, string])[];

function schema(name: SchemaFile): Schema {
  return readSchema(publishedSchemas()[name]);
}

/** Without what `npm start` leaves in a folder `out`. */
function yamlFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml') && !file.split(sep).includes('out'))
    .map((file) => join(folder, file))
    .toSorted();
}

test.each(schemas)('docs/schema/%s is what the code gives; npm run schema writes it', (name, text) => {
  expect(readFileSync(join('docs/schema', name), 'utf8')).toBe(text);
});

/** A report is read by programs, by the page that tells of it. */
const written = schemas.filter(([name]) => name !== 'report.schema.json');

test.each(written)('%s describes every key', (_, text) => {
  expect(undescribed(readSchema(text))).toEqual([]);
});

test.each(schemas)('%s uses only what the validator of this test knows', (_, text) => {
  const told = ['$schema', 'title', 'description', 'default', 'examples', 'enumDescriptions'];
  expect(keywords(readSchema(text)).filter((word) => ![...KEYWORDS, ...told].includes(word))).toEqual([]);
});

test.each(yamlFiles('rules'))('%s fits the schema that its first line names', (file) => {
  const [line = ''] = readFileSync(file, 'utf8').split('\n');
  const [, path = ''] = /^# yaml-language-server: \$schema=(\S+)$/.exec(line) ?? [];
  expect(join(dirname(file), path)).toBe('docs/schema/rules.schema.json');
  expect(violations(readYaml(file), schema('rules.schema.json'))).toEqual([]);
});

test.each(yamlFiles('fixtures'))('%s fits the schema of configs, or of rules', (file) => {
  const name = basename(file) === 'rules.yaml' ? 'rules.schema.json' : 'tier-merge.schema.json';
  expect(violations(readYaml(file), schema(name))).toEqual([]);
});

test('what generate writes fits the schemas beside it', () => {
  expect(CONFIG_FILE.split('\n')[0]).toBe('# yaml-language-server: $schema=schema/tier-merge.schema.json');
  expect(RULES_FILE.split('\n')[0]).toBe('# yaml-language-server: $schema=schema/rules.schema.json');
  expect(violations(parse(CONFIG_FILE), schema('tier-merge.schema.json'))).toEqual([]);
  expect(violations(parseYaml('rules.yaml', RULES_FILE).value, schema('rules.schema.json'))).toEqual([]);
});

test('what an editor can tell of a rule file is told', () => {
  const faulty = {
    version: 2,
    grades: ['A'],
    decide: [
      { name: 'a', when: "status = 'open", grade: 'A' },
      { name: 'b', grad: 'A' },
    ],
    adjust: [{ name: 'c', never_below: 'previous', until: '31.01.2027' }],
    points: [{ from: 'sum(points)', into: 'Points', rounding: 'up' }],
    fields: { name: 'newest' },
    costs: { A: 'much' },
  };
  expect(violations(faulty, schema('rules.schema.json')).map((line) => line.split(' ')[0])).toEqual([
    '/:',
    '/version:',
    '/decide/0/when:',
    '/decide/1:',
    '/decide/1/grad:',
    '/adjust/0/until:',
    '/points/0/from:',
    '/points/0/into:',
    '/points/0/rounding:',
    '/fields/name:',
    '/costs/A:',
  ]);
});

test('what an editor can tell of a config is told', () => {
  const faulty = {
    version: 1,
    project: 'p',
    sources: {
      Online: { files: 'a.csv', columns: { member: 'id', name: { join: 'n' } }, encoding: 'latin1' },
    },
    rules: 'rules.yaml',
    limits: { max_rejected: 'few' },
    target: { client: 'mysql', connection: 'a.sqlite' },
  };
  expect(violations(faulty, schema('tier-merge.schema.json')).map((line) => line.split(' ')[0])).toEqual([
    '/sources/Online:',
    '/sources/Online/columns/member:',
    '/sources/Online/columns/name/join:',
    '/sources/Online/encoding:',
    '/limits/max_rejected:',
    '/target/client:',
  ]);
});

/** As the program reads it: a comma between parentheses belongs to the expression. */
function readYaml(file: string): unknown {
  return parseYaml(file, readFileSync(file, 'utf8')).value;
}

function undescribed(node: Schema, path = ''): readonly string[] {
  const own = Object.entries(node.properties ?? {}).flatMap(([key, inner]) => [
    ...(inner.description === undefined ? [`${path}/${key}`] : []),
    ...undescribed(inner, `${path}/${key}`),
  ]);
  return [...own, ...inside(node).flatMap((inner) => undescribed(inner, `${path}/*`))];
}

function keywords(node: Schema): readonly string[] {
  const inner = [...Object.values(node.properties ?? {}), ...inside(node)];
  return [...new Set([...Object.keys(node), ...inner.flatMap(keywords)])];
}

function inside({ additionalProperties, items, anyOf, propertyNames }: Schema): readonly Schema[] {
  const one = [additionalProperties, propertyNames].filter((node) => typeof node === 'object');
  return [...one, ...((items === undefined ? [] : [items].flat()) as readonly Schema[]), ...(anyOf ?? [])];
}
