import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.js';
import { raw } from '../../src/engine/sql.js';
import { unmappedLabels } from '../../src/rules/labels.js';
import { loadRules } from '../../src/rules/load.js';
import { proveRules } from '../../src/rules/proofs/prove.js';
import { faultsOf, rulesFrom, SOURCES, smallEngine, source } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

const GOOD = `version: 1
name: t
grades: [SILVER, GOLD, VIP]
map:
  online: { S: SILVER, G: GOLD }
  offline: { 일반: SILVER, 우수: GOLD }
measures: { spend: sum(spend), score: max(online.feedback) }
bands: { spend: { SILVER: 0, GOLD: 500.5 } }
decide:
  - { name: left, when: every(status in ('withdrawn', 'dormant')), grade: none }
  - { name: best, grade: highest(map, band(spend)) }
`;

/** The good rules with one line put in the place of another. */
function rules(from: string, to: string): string {
  expect(GOOD).toContain(from);
  return GOOD.replace(from, to);
}

test('the shipped rules load as they are', async () => {
  const loaded = await loadRules('rules/best-of-both.yaml', { engine, sources: SOURCES });
  expect(loaded.name).toBe('best of both');
  expect(loaded.grades).toEqual(['WELCOME', 'SILVER', 'GOLD', 'VIP', 'VVIP']);
  expect(loaded.map.get('offline')?.get('최우수')).toBe(4);
  expect(loaded.decide.map(({ grade }) => grade)).toEqual([
    { kind: 'none' },
    {
      kind: 'highest',
      of: [
        { kind: 'map', sources: ['online', 'offline'] },
        { kind: 'band', measure: 'spend' },
      ],
    },
  ]);
  expect(loaded.buckets).toEqual([
    {
      name: 'points',
      rounding: 'floor',
      negative: 'keep',
      lines: [
        {
          kind: 'amount',
          place: { line: 19, column: 5 },
          field: 'points',
          once: false,
          unless: [],
          rates: [{ rate: '1' }],
        },
        {
          kind: 'amount',
          place: { line: 20, column: 5 },
          field: 'stamps',
          source: 'offline',
          once: false,
          unless: [],
          rates: [{ rate: '500' }],
        },
      ],
    },
  ]);
  expect(loaded.hash).toMatch(/^[0-9a-f]{64}$/);
});

test('a comma inside parentheses belongs to the expression, also inside braces', async () => {
  const loaded = await rulesFrom(engine, GOOD);
  expect(loaded.decide[0]?.when).toMatchObject({ kind: 'call', name: 'every', of: [{ kind: 'in' }] });
});

test('a label is the same however its syllables are composed', async () => {
  const loaded = await rulesFrom(engine, GOOD.normalize('NFD'));
  expect(loaded.map.get('offline')?.get('일반')).toBe(1);
});

describe('a fault is told with its line', () => {
  test.each([
    ['G: GOLD }', 'G: GOLDD }', '5:27 GOLDD is not a grade of the ladder | did you mean GOLD?'],
    ['GOLD, VIP]', 'GOLD, GOLD]', '3:24 GOLD is on the ladder twice'],
    ['GOLD, VIP]', 'GOLD, none]', '3:24 none means out of the programme and cannot be a grade'],
    ['  offline:', '  offlin:', '6:3 the config has no source offlin | did you mean offline?'],
    ['  offline: {', '  # {', '5:3 the grades of offline are not mapped | add offline: { its label: grade }'],
    ['GOLD: 500.5', 'GOLD: 0', '8:36 GOLD begins at 0, but the lower SILVER at 0'],
    ['SILVER: 0, GOLD: 500.5', 'GOLD: 10, SILVER: 20', '8:25 GOLD begins at 10, but the lower SILVER at 20'],
    ['GOLD: 500.5', 'GODL: 1', '8:30 GODL is not a grade of the ladder | did you mean GOLD?'],
    ['bands: { spend:', 'bands: { spent:', '8:10 there is no measure spent | did you mean spend?'],
    [
      'sum(spend)',
      'sum(spent)',
      '7:20 measures.spend: unknown name spent (character 5) | did you mean spend?',
    ],
    ['sum(spend)', 'avg(spend)', '7:20 measures.spend: unknown measure avg (character 1)'],
    ['sum(spend)', 'sum(name)', '7:20 measures.spend: name is not an amount (character 5)'],
    [
      'spend: sum(spend),',
      'previous: sum(spend),',
      '7:13 previous already has a meaning | choose another name',
    ],
    ['max(online.feedback)', 'max(offline.feedback)', '7:39 measures.score: unknown name offline.feedback'],
    [
      'band(spend))',
      'band(score))',
      '11:26 decide (2nd).grade: score is not a measure with bands (character 19)',
    ],
    [
      'highest(map, band(spend))',
      'highst(map)',
      '11:26 decide (2nd).grade: unknown grade expression highst (character 1) | did you mean highest?',
    ],
    [
      'highest(map, band(spend))',
      'map',
      '11:26 decide (2nd).grade: map is a grade for each row, and a person may have several',
    ],
    [
      'highest(map, band(spend))',
      'GLOD',
      '11:26 decide (2nd).grade: GLOD is not a grade of the ladder (character 1) | did you mean GOLD?',
    ],
    [
      'every(status in',
      'evry(status in',
      '10:25 decide (1st).when: unknown function evry (character 1) | did you mean every?',
    ],
    [
      "every(status in ('withdrawn', 'dormant'))",
      "status = 'dormant'",
      '10:25 decide (1st).when: status is a field of a row, and a person may have several (character 1) | write every(status ...), any(status ...) or online.status',
    ],
    [
      "every(status in ('withdrawn', 'dormant'))",
      "previous > 'GLOD'",
      '10:25 decide (1st).when: GLOD is not a grade of the ladder (character 12) | did you mean GOLD?',
    ],
    [
      "every(status in ('withdrawn', 'dormant'))",
      'online.spend > offline.spend',
      '10:25 decide (1st).when: one comparison reads the rows of one source, so offline.spend cannot stand beside online (character 16)',
    ],
    [
      "every(status in ('withdrawn', 'dormant'))",
      'spend > best_source',
      '10:25 decide (1st).when: a number is compared with a grade (character 9)',
    ],
    ['name: best,', 'name: left,', '11:13 there is already a rule named left'],
    ['when: every', 'wen: every', '10:19 unknown key wen in decide (1st) | did you mean when?'],
    [
      'grades: [SILVER, GOLD, VIP]',
      'grades: []',
      '10:3 grades is missing: there is no ladder to decide about | such as grades: [SILVER, GOLD]',
    ],
    ['name: t', 'name: t\nname: u', '3:1 the key name stands here a second time'],
    ['name: t', 'name: !secret t', '2:7 Unresolved tag: !secret'],
    ['GOLD: 500.5', 'GOLD: 9007199254740993', '8:36 the number 9007199254740993 cannot be held exactly'],
  ])('%s -> %s', async (from, to, fault) => {
    const faults = await faultsOf(engine, rules(from, to));
    expect(
      faults.some((line) => line.startsWith(fault)),
      faults.join('\n'),
    ).toBe(true);
  });

  test.each([
    [
      'adjust: [{ name: a, never_below: previus }]',
      '12:34 adjust (1st).never_below: previus is not a grade of the ladder (character 1) | did you mean previous?',
    ],
    [
      'points: [{ from: stams, into: p }]',
      '12:18 points (1st).from: unknown name stams (character 1) | did you mean stamps?',
    ],
    [
      'points: [{ from: online.stamps, into: p }]',
      '12:18 points (1st).from: unknown name online.stamps (character 1)',
    ],
    ['points: [{ from: name, into: p }]', '12:18 points (1st).from: name is not an amount (character 1)'],
    [
      'points: [{ from: points, into: p, rate: -1 }]',
      '12:41 a rate has at most 9 digits before its point and 6 behind it, not -1',
    ],
    [
      'points: [{ from: points, into: p }, { from: offline.points, into: q }]',
      '12:45 offline.points is already converted by line 1 of points',
    ],
    [
      'points: [{ from: points, into: p, rounding: floor }, { from: stamps, into: p, rounding: half_up }]',
      '12:89 p is already rounded floor: a bucket is rounded once',
    ],
    ['fields: { nam: latest }', '12:11 nam is not a field that survives | did you mean name?'],
    ['fields: { address: latest }', '12:11 no source has address'],
    ['fields: { name: [prefer onlin] }', '12:18 the config has no source onlin | did you mean online?'],
    ['fields: { name: lastest }', '12:17 unknown policy lastest | did you mean latest?'],
    ['fields: { name: strictest }', '12:17 strictest is for consents'],
    ['fields: { consent_sms: latest }', '12:24 a consent survives strictest'],
    [
      'examples: [{ given: { shop: {} }, expect: {} }]',
      '12:23 the config has no source shop | known: online, offline, previous',
    ],
    [
      'examples: [{ given: { online: { grade: X } }, expect: {} }]',
      '12:40 the label X is not in the map of online',
    ],
    ['examples: [{ given: { online: { spend: a lot } }, expect: {} }]', '12:40 "a lot" is not a number'],
    ['examples: [{ given: { online: { stamps: 1 } }, expect: {} }]', '12:33 online has no column for stamps'],
    [
      'examples: [{ given: { online: {} }, expect: { grade: X } }]',
      '12:54 "X" is not a grade of the ladder, nor none',
    ],
    ['examples: [{ given: { online: {} }, expect: { rule: X } }]', '12:53 there is no rule X'],
    ['examples: [{ given: {}, expect: {} }]', '12:21 a person has at least one row'],
  ])('%s', async (line, fault) => {
    const faults = await faultsOf(engine, `${GOOD}${line}\n`);
    expect(
      faults.some((text) => text.startsWith(fault)),
      faults.join('\n'),
    ).toBe(true);
  });
});

test('all faults come together, in the order of the file', async () => {
  const text = rules('G: GOLD }', 'G: GODL }').replace('sum(spend)', 'sum(spent)').replace('every(', 'evry(');
  expect((await faultsOf(engine, text)).map((line) => line.split(' ')[0])).toEqual(['5:27', '7:20', '10:25']);
});

const LARGE = join(tmpdir(), `large-rules-${process.pid}.yaml`);

test('a file that is absent, too large or an alias bomb is refused', async () => {
  await expect(loadRules('/nowhere/r.yaml', { engine, sources: SOURCES })).rejects.toThrow(
    'there is no such file',
  );
  await writeFile(LARGE, `${GOOD}# ${'x'.repeat(1_100_000)}\n`);
  await expect(loadRules(LARGE, { engine, sources: SOURCES })).rejects.toThrow('at most 262144');
  const lists = [...'bcdefg'].map(
    (key, i) => `${key}: &${key} [${Array(9).fill(`*${'abcdefg'[i]}`).join(', ')}]`,
  );
  await expect(faultsOf(engine, `a: &a [x, x]\n${lists.join('\n')}\n`)).rejects.toThrow('too many aliases');
});

describe('a rule that can never apply is a fault that names its shadow', () => {
  test.each([
    [
      '- { name: all, grade: GOLD }\n  - { name: rest, when: spend > 1, grade: VIP }',
      'rest can never apply: all (line 10) applies to everyone before it',
    ],
    [
      '- { name: all, grade: highest(map, band(spend)) }\n  - { name: rest, grade: lowest(map) }',
      'rest can never apply: all (line 10) applies to everyone before it',
    ],
    [
      '- { name: a, when: spend > 1, grade: GOLD }\n  - { name: b, when: "spend>1", grade: VIP }',
      'b can never apply: a (line 10) has the same condition',
    ],
  ])('%s', async (decide, fault) => {
    const text = `${GOOD.slice(0, GOOD.indexOf('  - {'))}  ${decide}\n`;
    expect((await faultsOf(engine, text)).join()).toContain(`11:5 the rule ${fault}`);
  });

  test('but a rule behind one whose grade may be missing can apply', async () => {
    const loaded = await rulesFrom(engine, `${GOOD}  - { name: start, grade: SILVER }\n`);
    const findings = await proveRules(engine, loaded, SOURCES);
    expect(findings.map(({ kind, message }) => `${kind}: ${message}`)).toEqual([
      'unreachable grade: no rule ever gives VIP',
    ]);
  });
});

test('a source without a column for grade needs no map and may have none', async () => {
  const shop = source('shop', 2, 'member_id name spend');
  expect(await faultsOf(engine, GOOD, [...SOURCES, shop])).toEqual([]);
  const mapped = GOOD.replace('measures:', '  shop: { A: GOLD }\nmeasures:');
  expect((await faultsOf(engine, mapped, [...SOURCES, shop])).join()).toContain(
    '7:3 shop has no column for grade',
  );
});

test('labels of the data that no map has are told with their counts', async () => {
  const loaded = await rulesFrom(engine, GOOD);
  await engine.step(
    'rows',
    raw(
      `select * from (values (0, 'S'), (0, 's'), (0, null), (1, '우수 '), (1, '우수 '), (1, '일반')) t(source_no, grade)`,
    ),
  );
  const unmapped = await unmappedLabels(engine, loaded, SOURCES);
  expect(unmapped.map(({ source, label, count, line, hint }) => [source, label, count, line, hint])).toEqual([
    ['offline', '우수 ', 2, 6, 'did you mean 우수? add it under map: offline, such as "우수 ": SILVER'],
    ['online', 's', 1, 5, 'did you mean S? add it under map: online, such as s: SILVER'],
  ]);
});
