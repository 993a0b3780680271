import { describe, expect, test } from 'vitest';
import { LIMIT_NAMES, type Limits } from '../../src/config/schema.js';
import { judge, type Measured, parseAllow } from '../../src/plan/limits/limits.js';

const NONE: ReadonlyMap<string, string> = new Map();

function passes(
  name: keyof Limits,
  limit: string | number,
  value: number,
  of: number | null = null,
): boolean | undefined {
  const measured: Measured = { name, scope: null, value, of };
  return judge({ [name]: limit } as unknown as Limits, [measured], NONE)[0]?.passed;
}

describe('a value equal to its limit passes, one beyond does not', () => {
  test.each<[keyof Limits, string | number, number | null, number, readonly [boolean, boolean, boolean]]>([
    ['max_rejected', '0.5%', 200, 1, [true, true, false]],
    ['max_rejected', 7, 200, 7, [true, true, false]],
    ['max_rejected', '7', 200, 7, [true, true, false]],
    ['max_changed', '30%', 10, 3, [true, true, false]],
    ['max_changed', '30.0%', 10, 3, [true, true, false]],
    ['max_downgraded', '0.1%', 1_000, 1, [true, true, false]],
    ['max_gone', '33.333%', 100_000, 33_333, [true, true, false]],
    ['max_review', '100%', 5, 5, [true, true, false]],
    ['max_cluster', 8, null, 8, [true, true, false]],
    ['min_rows_vs_last', '80%', 1_000, 800, [false, true, true]],
    ['min_rows_vs_last', '99.5%', 1_000, 995, [false, true, true]],
    ['min_rows_vs_last', 500, 1_000, 500, [false, true, true]],
    ['max_emptied', '0.000001%', 100_000_000, 1, [true, true, false]],
    ['max_changed', '0.7%', 9_007_199_254_740_000, 63_050_394_783_180, [true, true, false]],
  ])('%s %s of %s at %d', (name, limit, of, at, expected) => {
    expect([-1, 0, 1].map((step) => passes(name, limit, at + step, of))).toEqual(expected);
  });
});

test.each<[string, keyof Limits, string | number, number, number, boolean]>([
  ["a share that is no whole number rounds in nobody's favour: below", 'max_rejected', '0.5%', 1, 201, true],
  ['above', 'max_rejected', '0.5%', 1, 199, false],
  ['nothing of nothing passes', 'max_rejected', '0%', 0, 0, true],
  ['something of nothing does not', 'max_rejected', '50%', 1, 0, false],
  ['none at all passes a limit of none', 'max_downgraded', '0%', 0, 1_000, true],
  ['one does not', 'max_downgraded', '0%', 1, 1_000, false],
  ['none passes a plain zero', 'max_changed', 0, 0, 1_000, true],
  ['an empty export is too few rows', 'min_rows_vs_last', '80%', 0, 1_000, false],
  ['more rows than before are enough', 'min_rows_vs_last', '80%', 2_000, 1_000, true],
  ['after an empty night anything is enough', 'min_rows_vs_last', '80%', 0, 0, true],
])('%s', (_what, name, limit, value, of, expected) => {
  expect(passes(name, limit, value, of)).toBe(expected);
});

test('what is measured without a limit is not judged', () => {
  expect(
    judge({ max_cluster: 8 } as Limits, [{ name: 'max_changed', scope: null, value: 9, of: 9 }], NONE),
  ).toEqual([]);
});

test('a limit is told with its number, its whole, its scope and who must act', () => {
  const limits = { max_rejected: '0.5%', max_changed: 0.5 } as unknown as Limits;
  const measured: readonly Measured[] = [
    { name: 'max_rejected', scope: 'online', value: 1, of: 10 },
    { name: 'max_rejected', scope: 'offline', value: 0, of: 10 },
    { name: 'max_changed', scope: null, value: 0, of: 3 },
  ];
  expect(judge(limits, measured, NONE)).toEqual([
    {
      name: 'max_rejected',
      scope: 'online',
      value: 1,
      of: 10,
      limit: '0.5%',
      kind: 'input',
      passed: false,
      allowed: null,
    },
    {
      name: 'max_rejected',
      scope: 'offline',
      value: 0,
      of: 10,
      limit: '0.5%',
      kind: 'input',
      passed: true,
      allowed: null,
    },
    {
      name: 'max_changed',
      scope: null,
      value: 0,
      of: 3,
      limit: '0.5',
      kind: 'change',
      passed: true,
      allowed: null,
    },
  ]);
});

test.each<[keyof Limits, 'input' | 'change']>([
  ['max_rejected', 'input'],
  ['max_emptied', 'input'],
  ['min_rows_vs_last', 'input'],
  ['max_changed', 'change'],
  ['max_downgraded', 'change'],
  ['max_gone', 'change'],
  ['max_unmatched', 'change'],
  ['max_review', 'change'],
  ['max_cluster', 'change'],
])('%s is about the %s', (name, kind) => {
  expect(
    judge({ [name]: 2 } as unknown as Limits, [{ name, scope: null, value: 2, of: 4 }], NONE)[0]?.kind,
  ).toBe(kind);
});

test('a limit that was raised for one plan is judged by what it was raised to, and says what the config has', () => {
  const [report] = judge(
    { max_changed: '30%' } as unknown as Limits,
    [{ name: 'max_changed', scope: null, value: 4, of: 10 }],
    new Map([['max_changed', '40%']]),
  );
  expect(report).toMatchObject({ limit: '30%', passed: true, allowed: '40%' });
});

test('a limit that was lowered for one plan counts too', () => {
  const [report] = judge(
    { max_changed: '30%' } as unknown as Limits,
    [{ name: 'max_changed', scope: null, value: 3, of: 10 }],
    new Map([['max_changed', '0']]),
  );
  expect(report).toMatchObject({ limit: '30%', passed: false, allowed: '0' });
});

describe('--allow', () => {
  test.each<[readonly string[], Readonly<Record<string, string>>]>([
    [[], {}],
    [['max_changed=40%'], { max_changed: '40%' }],
    [['max_changed=0.5%', 'max_cluster=12'], { max_changed: '0.5%', max_cluster: '12' }],
    [['max_changed=1', 'max_changed=2'], { max_changed: '2' }],
  ])('%j', (texts, expected) => {
    expect(Object.fromEntries(parseAllow(texts, LIMIT_NAMES))).toEqual(expected);
  });

  test.each([
    'max_change=40%',
    'max_changed',
    'max_changed=',
    'max_changed=-1',
    'max_changed=a',
    'max_changed=.5%',
    'max_changed=1e9',
    'max_changed=40 %',
    '=4',
    '',
    'MAX_CHANGED=4',
  ])('%j is refused, with the limits there are', (text) => {
    expect(() => parseAllow([text], LIMIT_NAMES)).toThrow(
      expect.objectContaining({ exitCode: 10, hint: expect.stringContaining('max_rejected, max_emptied') }),
    );
  });

  test('a value that is none is not told to be an unknown limit', () => {
    expect(() => parseAllow(['max_changed=half'], LIMIT_NAMES)).toThrow(
      '--allow max_changed=half: half is no number or percentage',
    );
  });
});
