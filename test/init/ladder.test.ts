import { describe, expect, it } from 'vitest';
import { usualOrder } from '../../src/init/grade-words.js';
import { type Label, orderLabels, proposeLadder } from '../../src/init/ladder.js';

const label = (text: string, rows = 1, medianSpend: number | null = null): Label => ({
  text,
  rows,
  medianSpend,
});

describe('the usual order of grade words', () => {
  it.each([
    [
      ['VIP', '신규', '최우수', '일반', '우수'],
      ['신규', '일반', '우수', '최우수', 'VIP'],
    ],
    [
      ['VVIP', 'GOLD', 'WELCOME', 'VIP', 'SILVER'],
      ['WELCOME', 'SILVER', 'GOLD', 'VIP', 'VVIP'],
    ],
    [
      ['diamond', 'bronze', 'platinum', 'gold', 'silver'],
      ['bronze', 'silver', 'gold', 'platinum', 'diamond'],
    ],
    [
      ['3', '1', '10', '2'],
      ['1', '2', '3', '10'],
    ],
    [
      ['VIP회원', '일반회원'],
      ['일반회원', 'VIP회원'],
    ],
  ])('of %j is %j', (labels, expected) => {
    expect(usualOrder(labels)).toEqual(expected);
  });

  it('is not known where one word says nothing, two say the same, or numbers stand among words', () => {
    expect(usualOrder(['gold', 'marmalade'])).toBeUndefined();
    expect(usualOrder(['gold', '골드'])).toBeUndefined();
    expect(usualOrder(['gold', '2'])).toBeUndefined();
  });
});

describe('the labels of one source', () => {
  it('go by words, and a median spend that says otherwise is a doubt', () => {
    const ladder = orderLabels('online', [label('silver', 5, 900), label('gold', 9, 100)]);
    expect(ladder.labels.map(({ text }) => text)).toEqual(['silver', 'gold']);
    expect(ladder.bySpend).toEqual(['gold', 'silver']);
    expect(ladder.doubt).toBe('disagree');
  });

  it('go by spend where words say nothing, and by their number of rows where there is no spend either', () => {
    const spend = orderLabels('online', [label('kiwi', 5, 900), label('plum', 9, 100)]);
    expect(spend.labels.map(({ text }) => text)).toEqual(['plum', 'kiwi']);
    const count = orderLabels('online', [label('kiwi', 5), label('plum', 9)]);
    expect(count.labels.map(({ text }) => text)).toEqual(['plum', 'kiwi']);
    expect([spend.doubt, count.doubt]).toEqual(['unknown', 'unknown']);
  });
});

describe('the unified ladder', () => {
  const online = orderLabels(
    'online',
    ['WELCOME', 'SILVER', 'GOLD', 'VIP'].map((text) => label(text)),
  );

  it('is that of the source with most labels, with the others beside it from the lowest up', () => {
    const offline = orderLabels(
      'offline',
      ['신규', '일반', '우수'].map((text) => label(text)),
    );
    const proposal = proposeLadder([offline, online]);
    expect(proposal?.grades).toEqual(['WELCOME', 'SILVER', 'GOLD', 'VIP']);
    expect(proposal?.maps.map(({ isByName }) => isByName)).toEqual([false, true]);
    expect(proposal?.maps[0]?.lines.map(({ grade }) => grade)).toEqual(['WELCOME', 'SILVER', 'GOLD']);
  });

  it('keeps equal names together, also in another language, and what stands between them between', () => {
    const offline = orderLabels(
      'offline',
      ['실버', '우수', 'vip'].map((text) => label(text)),
    );
    expect(proposeLadder([online, offline])?.maps[1]?.lines.map(({ grade }) => grade)).toEqual([
      'SILVER',
      'GOLD',
      'VIP',
    ]);
  });

  it('calls numbers by a word, because a rule would take them for amounts', () => {
    const numbers = orderLabels('online', [label('2'), label('1')]);
    expect(proposeLadder([numbers])?.grades).toEqual(['GRADE_1', 'GRADE_2']);
  });
});
