import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERROR_KINDS, type ErrorKind } from '../../src/generate/error-model.js';
import { type GenerateSummary, generate } from '../../src/generate/generate.js';

/** Seed 1, 20,000 people, usual errors: the share of each kind among its chances, at least and at most. */
const EXPECTED: Partial<Record<ErrorKind, readonly [least: number, most: number]>> = {
  phoneSpaced: [0.0445, 0.0555],
  phoneInternational: [0.0256, 0.0344],
  phoneLostZero: [0.0348, 0.0452],
  phoneDotted: [0.0254, 0.0346],
  phoneParenthesised: [0.0162, 0.0238],
  phoneCountryDigits: [0.0072, 0.0128],
  phoneChanged: [0.032, 0.042],
  phoneReissued: [0.0031, 0.0069],
  oldPrefix: [0.0173, 0.0827],
  familyPhone: [0.461, 0.539],
  spousePhone: [0.0149, 0.0251],
  shopPhone: [0.0324, 0.0676],
  junkPhone: [0.0002, 0.0018],
  phoneMissing: [0.0066, 0.0114],
  phoneWrongDigit: [0.0074, 0.0126],
  onlinePhoneMissing: [0.0016, 0.0044],
  nameSpaced: [0.0117, 0.0183],
  nameHonorific: [0.0117, 0.0183],
  nameMasked: [0.0587, 0.0713],
  nameTypo: [0.0442, 0.0558],
  onlineNameTypo: [0.0024, 0.0056],
  nameMissing: [0.0075, 0.0125],
  birthTwoDigitYear: [0.286, 0.314],
  birthMissing: [0.258, 0.282],
  onlineBirthMissing: [0.0257, 0.0343],
  birthSwapped: [0.0036, 0.0064],
  birthWrongDigit: [0.008, 0.012],
  birthJunk: [0.0006, 0.0034],
  emailMissing: [0.739, 0.761],
  onlineEmailMissing: [0.0732, 0.0868],
  emailOther: [0.0663, 0.0937],
  emailTypo: [0.0076, 0.0124],
  emailUpperCase: [0.0354, 0.0446],
  ciMissing: [0.841, 0.859],
  onlineCiMissing: [0.111, 0.129],
  cardMissing: [0.092, 0.108],
  onlineCardMissing: [0.739, 0.761],
  phoneOnly: [0.0066, 0.0114],
  secondCard: [0.0219, 0.0301],
  withdrawn: [0.0075, 0.0125],
  rejoined: [0.0032, 0.0068],
  dormant: [0.0827, 0.0973],
  consentMissing: [0.0085, 0.0115],
};

/** Too rare for 20,000 people at the usual rate. */
const RARE: readonly ErrorKind[] = ['guardianCi', 'borrowedCard'];

describe('the error model at 20,000 people', () => {
  let dir: string;
  let summary: GenerateSummary;
  let online: string[][];
  let offline: string[][];
  let truth: string[][];

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'tier-merge-errors-'));
    summary = await generate({ people: 20_000, dir, seed: 1, utf8Copies: true });
    const table = async (file: string): Promise<string[][]> =>
      (await readFile(join(dir, file), 'utf8'))
        .trimEnd()
        .split(/\r?\n/)
        .slice(1)
        .map((line) => line.split(','));
    [online, offline, truth] = await Promise.all([
      table('online.csv'),
      table('offline.utf8.csv'),
      table('truth.csv'),
    ]);
  });

  afterAll(() => rm(dir, { recursive: true }));

  const share = (rows: string[][], column: number, pattern: RegExp): number => {
    const filled = rows.map((row) => row[column] as string).filter((value) => value !== '');
    return filled.filter((value) => pattern.test(value)).length / filled.length;
  };
  const empty = (rows: string[][], column: number): number =>
    rows.filter((row) => row[column] === '').length / rows.length;

  it('has an expected range for every kind', () => {
    expect([...Object.keys(EXPECTED), ...RARE].sort()).toEqual([...ERROR_KINDS].sort());
  });

  it.each(Object.entries(EXPECTED))('makes %s as often as stated', (kind, [least, most]) => {
    const { hits, chances } = summary.errors[kind as ErrorKind];
    expect(hits / chances).toBeGreaterThanOrEqual(least);
    expect(hits / chances).toBeLessThanOrEqual(most);
  });

  it('makes every kind, even the rarest, at the high level', async () => {
    const { errors } = await generate({ people: 20_000, dir, seed: 1, errors: 'high' });
    expect(ERROR_KINDS.filter((kind) => errors[kind].hits === 0)).toEqual([]);
  });

  it('gives each source about 0.98 rows a person', () => {
    expect(online.length).toBeGreaterThan(19_400);
    expect(online.length).toBeLessThan(19_800);
    expect(offline.length).toBeGreaterThan(19_400);
    expect(offline.length).toBeLessThan(19_800);
  });

  it.each([
    ['plain digits', /^01\d{8,9}$/, 0.36, 0.45],
    ['dashes', /^01\d-\d{3,4}-\d{4}$/, 0.36, 0.45],
    ['blanks', /^01\d \d{3,4} \d{4}$/, 0.035, 0.065],
    ['+82', /^\+82-1\d-\d{3,4}-\d{4}$/, 0.02, 0.04],
    ['the zero lost', /^1\d{8,9}$/, 0.027, 0.047],
    ['dots', /^01\d\.\d{3,4}\.\d{4}$/, 0.018, 0.038],
    ['parentheses', /^\(01\d\)\d{3,4}-\d{4}$/, 0.01, 0.026],
    ['82 without a plus', /^821\d{8,9}$/, 0.004, 0.014],
    ['an old prefix', /^01[1-9]/, 0.0004, 0.004],
    ['a landline of a store', /^\(?0?2[^\d]?555|^\+?82-?2/, 0.003, 0.008],
    ['junk', /^0?10\D?0000\D?0000$|^0?10\D?1111\D?1111$|^0?10\D?1234\D?5678$/, 0.0001, 0.002],
  ])('writes offline phones with %s', (_, pattern, least, most) => {
    expect(share(offline, 2, pattern)).toBeGreaterThan(least);
    expect(share(offline, 2, pattern)).toBeLessThan(most);
  });

  it.each([
    ['masked', /^.\*/, 0.055, 0.075],
    ['spaced', /^[가-힣]( [가-힣])+$/, 0.008, 0.021],
    ['with 님', /님$/, 0.008, 0.021],
    ['in Latin letters', /^[A-Z ]+$/, 0.003, 0.012],
  ])('writes offline names %s', (_, pattern, least, most) => {
    expect(share(offline, 1, pattern)).toBeGreaterThan(least);
    expect(share(offline, 1, pattern)).toBeLessThan(most);
  });

  it('writes birth dates in two formats, a few of them 1900-01-01', () => {
    expect(share(offline, 4, /^\d{6}$/)).toBeGreaterThan(0.27);
    expect(share(offline, 4, /^\d{6}$/)).toBeLessThan(0.33);
    expect(share(offline, 4, /^\d{6}$|^\d{4}\.\d\d\.\d\d$/)).toBe(1);
    expect(share(offline, 4, /^1900\.01\.01$/)).toBeGreaterThan(0.0005);
    expect(share(online, 4, /^(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)).toBe(1);
  });

  it('holds CI for most online and some offline, 88 characters with == at the end', () => {
    expect(share(online, 6, /^[A-Za-z0-9+/]{85}[AQgw]==$/)).toBe(1);
    expect(share(offline, 6, /^[A-Za-z0-9+/]{85}[AQgw]==$/)).toBe(1);
    expect(empty(online, 6)).toBeCloseTo(0.12, 1);
    expect(empty(offline, 6)).toBeCloseTo(0.85, 1);
  });

  it('has rows with a phone and nothing else', () => {
    const only = offline.filter(
      (row) => row[2] !== '' && [1, 3, 4, 5, 6, 7].every((column) => row[column] === ''),
    );
    expect(only.length / offline.length).toBeGreaterThan(0.006);
    expect(only.length / offline.length).toBeLessThan(0.012);
  });

  it('has e-mail addresses ending in .con and in capitals', () => {
    expect(share(online, 3, /\.con$/i)).toBeGreaterThan(0.004);
    expect(share(online, 3, /^[^a-z]+$/)).toBeGreaterThan(0.03);
  });

  it('has withdrawn members who signed up again, and people with two cards', () => {
    const rows = new Map<string, number>();
    for (const [source, , person] of truth)
      rows.set(`${source} ${person}`, (rows.get(`${source} ${person}`) ?? 0) + 1);
    const twice = (source: string): number =>
      [...rows].filter(([key, count]) => key.startsWith(source) && count === 2).length;
    expect(twice('online')).toBeGreaterThan(60);
    expect(twice('online')).toBeLessThan(140);
    expect(twice('offline')).toBeGreaterThan(430);
    expect(twice('offline')).toBeLessThan(570);
    expect(share(online, 16, /^탈퇴$/)).toBeGreaterThan(0.01);
    expect(share(online, 16, /^휴면$/)).toBeGreaterThan(0.07);
  });
});
