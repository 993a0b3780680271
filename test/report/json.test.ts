import { expect, test } from 'vitest';
import { publishedSchemas } from '../../src/json-schema/published.js';
import { renderJson } from '../../src/report/json.js';
import { type Schema, violations } from '../json-schema/validator.js';
import { plan } from './model.js';

test('the report comes back unchanged from its JSON', () => {
  const json = renderJson(plan);
  expect(json.endsWith('}\n')).toBe(true);
  expect(JSON.parse(json)).toEqual(plan);
});

test('the order of keys does not depend on the order in memory', () => {
  const reversed = Object.fromEntries(Object.entries(plan).reverse()) as unknown as typeof plan;
  expect(renderJson(reversed)).toBe(renderJson(plan));
  expect(renderJson(plan).slice(0, 46)).toBe('{\n  "schema": 1,\n  "tool": "tier-merge 0.1.0",');
});

test('a number that JSON cannot hold is refused, not written as null', () => {
  const members = { ...plan.members, total: Number.NaN };
  expect(() => renderJson({ ...plan, members })).toThrow(/total/);
});

test('the JSON Schema names every field and allows no other', () => {
  const schema = published();
  expect(Object.keys(schema.properties as object)).toEqual([
    'schema',
    'tool',
    'run_id',
    'project',
    'as_of',
    'time_zone',
    'masked',
    'lang',
    'plan_path',
    'content_hash',
    'verdict',
    'needs_approval',
    'scope',
    'inputs',
    'members',
    'grades',
    'matrix',
    'flow',
    'losses',
    'decisions',
    'points',
    'grade_points',
    'orders',
    'lots',
    'costs',
    'matching',
    'limits',
    'rejects',
    'emptied',
    'rules',
    'files',
    'scoring',
    'superseding',
    'taken_back',
  ]);
  expect(schema.additionalProperties).toBe(false);
  expect(schema.required).not.toContain('files');
  expect(schema.required).not.toContain('scoring');
});

test('a report fits the published schema, and one of another version or with a text for a count does not', () => {
  const json = JSON.parse(renderJson(plan)) as typeof plan;
  expect(violations(json, published())).toEqual([]);
  expect(violations({ ...json, schema: 2 }, published())).toEqual(['/schema: is not 1']);
  const members = { ...json.members, total: '4' };
  expect(violations({ ...json, members }, published())).toEqual(['/members/total: is not integer']);
});

function published(): Schema {
  return JSON.parse(publishedSchemas()['report.schema.json']) as Schema;
}
