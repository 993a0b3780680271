import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.js';
import { evaluateGrid } from '../../../src/rules/proofs/grid.js';
import { loosen } from '../../../src/rules/proofs/loosen.js';
import { proveRules } from '../../../src/rules/proofs/prove.js';
import { rulesFrom, smallEngine, source } from '../support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

const GRADES = ['A', 'B', 'C', 'D', 'E', 'F'];
const SHOPS = ['online', 'offline', 'app'];
const SOURCES = SHOPS.map((name, order) =>
  source(name, order, 'member_id grade status spend orders points', 'services'),
);
const LABELS = GRADES.map((grade) => `${grade.toLowerCase()}: ${grade}`).join(', ');
const BANDS = (step: number) => GRADES.map((grade, index) => `${grade}: ${index * step}`).join(', ');

const RULES = `version: 1
name: six grades, four measures, three sources
grades: [${GRADES.join(', ')}]
map: { ${SHOPS.map((shop) => `${shop}: { ${LABELS} }`).join(', ')} }
measures: { spend: sum(spend), visits: sum(orders), services: max(services), points: sum(points) }
bands:
  spend: { ${BANDS(100_000)} }
  visits: { ${BANDS(5)} }
  services: { ${BANDS(1)} }
  points: { ${BANDS(1000)} }
decide:
  - { name: left, when: every(status = 'withdrawn'), grade: none }
  - { name: both at once, when: offline >= 'C', grade: "highest(map, both(band(spend), band(visits)))" }
  - { name: either, grade: "highest(map, band(spend), band(services), lowest(band(points), band(visits)))" }
  - { name: others, grade: A }
adjust:
  - { name: no loss, never_below: previous }
`;

test('a ladder of six grades, four measures and three sources is proven within ten seconds of two cores', async () => {
  const rules = await rulesFrom(engine, RULES, SOURCES);
  const started = performance.now();
  const before = process.cpuUsage();
  const findings = await proveRules(engine, rules, SOURCES);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  const grid = await evaluateGrid(engine, {
    loosened: loosen(rules),
    sources: SOURCES,
    asOf: '2000-01-01',
  });
  console.log(`${grid.results.length} cases, all proofs in ${seconds.toFixed(1)} s`);
  // Other tests share the cores, so the work is bounded, not the time that passes beside them.
  // `lowest` leaves out what is missing, and a sum below 0 has no band.
  expect(findings.map(({ kind, message }) => `${kind}: ${message}`)).toEqual([
    'not monotone: c instead of b in offline can lower the grade from D (either) to C (both at once)',
    'not monotone: more visits can lower the grade from B (either) to A (either)',
    'not monotone: more points can lower the grade from B (either) to A (either)',
  ]);
  expect((user + system) / 1e6).toBeLessThan(20);
}, 60_000);

test('a grid of more than twenty million cases is refused, with its dimensions', async () => {
  const cuts = Array.from({ length: 40 }, (_, index) => `${index * 1000}`);
  const rules = `version: 1
name: too large
grades: [A, B]
map: { ${SHOPS.map((shop) => `${shop}: { a: A, b: B }`).join(', ')} }
measures: { spend: sum(spend), visits: sum(orders), services: max(services), points: sum(points) }
decide:
  - { name: cuts, when: "spend in (${cuts}) and visits in (${cuts}) and services in (${cuts}) and points in (${cuts})", grade: B }
  - { name: others, grade: A }
`;
  const findings = await proveRules(engine, await rulesFrom(engine, rules, SOURCES), SOURCES);
  expect(findings.map(({ kind, message }) => `${kind}: ${message}`)).toEqual([
    'not proven: decide is not proven: 45,212,176 cases are more than 20,000,000: rows (1 combinations) x spend (82) x visits (82) x services (82) x points (82)',
  ]);
});
