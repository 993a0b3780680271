/** Words of grades in the order in which programmes use them, the lowest first; words of one line stand for the same. */
const USUAL: readonly (readonly string[])[] = [
  ['none', '비회원', '미등급'],
  ['new', 'newbie', '신규', '신규회원', 'welcome', '웰컴', 'start', 'starter', 'entry', '새싹'],
  [
    'basic',
    'base',
    'family',
    'friends',
    '패밀리',
    '프렌즈',
    '베이직',
    'basis',
    'standard',
    'normal',
    'white',
    '화이트',
    'green',
    '그린',
  ],
  ['regular', '일반', '일반회원', 'member', 'classic', '클래식', 'bronze', '브론즈', 'iron', '아이언'],
  ['silver', '실버', 'silber', 'plus', '플러스', '단골', 'blue', '블루'],
  ['good', '우수', '우수회원', 'gold', '골드', 'red', '레드', 'preferred'],
  [
    '최우수',
    '최우수회원',
    'platinum',
    '플래티넘',
    '플래티늄',
    'platin',
    'premium',
    '프리미엄',
    'purple',
    '퍼플',
    'top',
  ],
  ['ruby', '루비', 'emerald', '에메랄드', 'sapphire', '사파이어'],
  ['diamond', '다이아', '다이아몬드', 'diamant', 'royal', '로얄', 'prestige', '프레스티지'],
  ['vip', 'black', '블랙', 'v.i.p', '로열'],
  ['svip', 'mvg', 'vvip', 'rvip', 'supervip'],
  ['vvvip', 'svvip', 'trinity', '트리니티'],
];

/** Ranks from here on are those of labels that are numbers. */
export const FIRST_NUMBER = 100;

/** Where a label usually stands among others, or undefined where its word says nothing. Numbers stand by themselves. */
export function usualRank(label: string): number | undefined {
  const folded = label
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]|등급|회원$|members?$|tier/g, '');
  const at = USUAL.findIndex((words) => words.includes(folded));
  if (at >= 0) return at;
  const number = /^(?:lv|level|grade|l|g)?\.?(\d{1,3})(?:단계)?$/.exec(folded)?.[1];
  return number === undefined ? undefined : FIRST_NUMBER + Number(number);
}

/** The labels in their usual order, the lowest first; undefined where a word says nothing or numbers stand among words. */
export function usualOrder(labels: readonly string[]): readonly string[] | undefined {
  const ranked = labels.map((label) => ({ label, rank: usualRank(label) }));
  const ranks = knownRanks(ranked);
  if (ranks === undefined || new Set(ranks).size < ranks.length) return undefined;
  const numbers = ranks.filter((rank) => rank >= FIRST_NUMBER).length;
  if (numbers > 0 && numbers < ranks.length) return undefined;
  return ranked.sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0)).map(({ label }) => label);
}

function knownRanks(ranked: readonly { readonly rank: number | undefined }[]): readonly number[] | undefined {
  const ranks = ranked.map(({ rank }) => rank).filter((rank) => rank !== undefined);
  return ranks.length === ranked.length ? ranks : undefined;
}

/** Words of other languages that are the same word, by the English one. */
const TRANSLATIONS: Readonly<Record<string, readonly string[]>> = {
  welcome: ['웰컴'],
  family: ['패밀리'],
  friends: ['프렌즈'],
  bronze: ['브론즈'],
  silver: ['실버', 'silber'],
  gold: ['골드'],
  platinum: ['플래티넘', '플래티늄', 'platin'],
  ruby: ['루비', 'rubin'],
  diamond: ['다이아', '다이아몬드', 'diamant'],
  black: ['블랙', 'schwarz'],
};

/** A label in small letters, and in English where its word is known to be the same. */
export function translated(label: string): string {
  const folded = label.normalize('NFKC').trim().toLowerCase();
  const same = Object.entries(TRANSLATIONS).find(([, words]) => words.includes(folded));
  return same?.[0] ?? folded;
}
