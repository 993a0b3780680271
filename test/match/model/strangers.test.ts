import { expect, test } from 'vitest';
import { strangerChances } from '../../../src/match/model/strangers.js';
import { modelOf } from './support.js';

const SAMPLE = [
  { levels: [0], count: 90 },
  { levels: [1], count: 10 },
];

/** Of two equal values 9 of 10 pairs are one person, of two others 1 of 10. */
const KNOWN = modelOf({
  prior: 0.5,
  comparisons: {
    email: [
      ['differs', 0.1, 0.9, null],
      ['equal', 0.9, 0.1, null],
    ],
  },
});

function shares(...[column]: ReturnType<typeof strangerChances>): readonly string[] {
  return column?.map((share) => share.toFixed(3)) ?? [];
}

test('where nothing is known, random pairs are strangers', () => {
  const u = strangerChances({ sample: SAMPLE, candidates: [], sizes: [2], equal: [undefined] });
  // (90 + 0.5) / 101
  expect(shares(...u)).toEqual(['0.896', '0.104']);
});

test('a random pair counts as strangers only as far as a model takes it for them', () => {
  const u = strangerChances({
    sample: SAMPLE,
    candidates: [],
    sizes: [2],
    equal: [undefined],
    known: KNOWN,
  });
  // (90 · 0.9 + 0.5) / (81 + 1 + 1)
  expect(shares(...u)).toEqual(['0.982', '0.018']);
});

test('true pairs among the candidates are taken out of what was counted exactly', () => {
  const u = strangerChances({
    sample: SAMPLE,
    candidates: [
      { levels: [1], count: 100 },
      { levels: [0], count: 50 },
      { levels: [null], count: 1000 },
    ],
    sizes: [2],
    equal: [{ equal: 110, pairs: 1000 }],
    known: KNOWN,
  });
  // (110 - 100 · 0.9 + 0.5) / (1000 - 100 · 0.9 - 50 · 0.1 + 1)
  expect(shares(...u)).toEqual(['0.977', '0.023']);
});

test('more true pairs than equal ones leave half a pair, not less than none', () => {
  const u = strangerChances({
    sample: SAMPLE,
    candidates: [{ levels: [1], count: 1000 }],
    sizes: [2],
    equal: [{ equal: 100, pairs: 1900 }],
    known: KNOWN,
  });
  // 0.5 / 1001
  expect(u[0]?.[1]).toBeCloseTo(0.0005, 4);
});
