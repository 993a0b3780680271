/** Surnames and their share of the population in percent (Statistics Korea, census of 2015, rounded). */
export const SURNAMES: readonly (readonly [surname: string, percent: number])[] = [
  ...rank(
    '김',
    21.5,
    '이',
    14.7,
    '박',
    8.4,
    '최',
    4.7,
    '정',
    4.3,
    '강',
    2.4,
    '조',
    2.1,
    '윤',
    2.1,
    '장',
    2.0,
  ),
  ...rank('임', 1.7, '한', 1.6, '오', 1.5, '서', 1.5, '신', 1.5, '권', 1.4, '황', 1.4, '안', 1.4, '송', 1.4),
  ...rank('유', 1.3, '전', 1.1, '홍', 1.1, '고', 0.95, '문', 0.94, '양', 0.93, '손', 0.92, '배', 0.81),
  ...rank('백', 0.77, '허', 0.66, '남', 0.56, '심', 0.55, '노', 0.52, '하', 0.47, '곽', 0.41, '성', 0.41),
  ...rank('차', 0.39, '주', 0.39, '우', 0.39, '구', 0.39, '민', 0.34, '나', 0.32, '진', 0.31, '지', 0.31),
  ...rank('엄', 0.29, '채', 0.26, '원', 0.26, '천', 0.25, '방', 0.24, '공', 0.18, '현', 0.18, '변', 0.17),
  ...rank('함', 0.16, '여', 0.15, '염', 0.14, '추', 0.12, '도', 0.11, '소', 0.11, '석', 0.11, '선', 0.09),
  ...rank(
    '설',
    0.09,
    '마',
    0.08,
    '길',
    0.08,
    '연',
    0.07,
    '표',
    0.06,
    '남궁',
    0.04,
    '황보',
    0.02,
    '제갈',
    0.01,
  ),
];

function rank(...flat: readonly (string | number)[]): [string, number][] {
  const pairs: [string, number][] = [];
  for (let at = 0; at < flat.length; at += 2) pairs.push([flat[at] as string, flat[at + 1] as number]);
  return pairs;
}
