import { describe, expect, it } from 'vitest';
import { askPerson } from '../../src/init/ask.js';
import type { Decisions } from '../../src/init/decisions.js';
import { initWords } from '../../src/init/words.js';
import type { ColumnProfile } from '../../src/profile/profile.js';

const DECISIONS: Decisions = {
  lang: 'en',
  project: 'small',
  sources: [],
  country: { value: 'KR' },
  zone: { value: 'Asia/Seoul' },
  maxRejected: { value: '0.5%' },
  maxEmptied: { value: '20%' },
  ladders: [],
  grades: { value: ['BRONZE', 'GOLD'] },
  maps: [
    {
      source: 'offline',
      lines: [
        { text: 'basic', rows: 3, grade: 'BRONZE' },
        { text: 'top', rows: 1, grade: 'BRONZE' },
      ],
      guess: 'put side by side',
    },
  ],
  conversions: [{ source: 'offline', field: 'stamps', into: 'points', rate: { value: 1, guess: 'unknown' } }],
};

/** Asks with these answers, and gives what was asked and told beside what was decided. */
async function asked(answers: readonly string[], decisions = DECISIONS) {
  const left = [...answers];
  const prompts: string[] = [];
  const told: string[] = [];
  const decided = await askPerson(decisions, initWords('en'), {
    ask: async (prompt) => {
      prompts.push(prompt);
      return left.shift() ?? 'nobody answers';
    },
    tell: (text) => {
      told.push(text);
    },
  });
  return { decided, prompts, told };
}

describe('questions about what is unsure', () => {
  it('take the default on Enter and are then settled', async () => {
    const { decided, prompts } = await asked(['', '']);
    expect(prompts).toHaveLength(2);
    expect(decided.maps[0]?.guess).toBeUndefined();
    expect(decided.maps[0]?.lines.map(({ grade }) => grade)).toEqual(['BRONZE', 'BRONZE']);
    expect(decided.conversions[0]?.rate).toEqual({ value: 1 });
  });

  it('take what was typed', async () => {
    const { decided } = await asked(['BRONZE, GOLD', '500']);
    expect(decided.maps[0]?.lines.map(({ grade }) => grade)).toEqual(['BRONZE', 'GOLD']);
    expect(decided.conversions[0]?.rate).toEqual({ value: 500 });
  });

  it('explain on ? and ask again after an answer that does not fit', async () => {
    const { decided, prompts, told } = await asked(['?', 'BRONZE, SILVER', 'GOLD, GOLD', 'many', '10']);
    expect(prompts).toHaveLength(5);
    expect(told).toEqual([
      '  One of the ladder. Several labels may get the same. (BRONZE, GOLD)',
      '  "BRONZE, SILVER" does not fit: 2: BRONZE, GOLD',
      '  "many" does not fit: 500',
    ]);
    expect(decided.conversions[0]?.rate).toEqual({ value: 10 });
  });

  it('leave the given name alone where the person says that two columns are not one name', async () => {
    const column = (header: string) => ({ header, filled: 2, shape: 'name' }) as ColumnProfile;
    const [family, given] = [column('성'), column('이름')];
    const composed = { how: 'join', columns: [family, given] } as const;
    const columns = [{ field: 'name', column: family, isSure: false, composed }];
    const source = { name: 'online', settled: [], draft: { columns }, onePerPerson: { value: false } };
    const sources = [source] as unknown as Decisions['sources'];
    const { decided, prompts } = await asked(['phone', 'n', '', ''], { ...DECISIONS, sources });
    expect(prompts[0]).toContain('online: is the column 성 + 이름 the field name?');
    expect(decided.sources[0]?.draft.columns).toEqual([{ field: 'name', column: given, isSure: true }]);
  });
});
