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

/** The syllables of given names of people born before a year, the most frequent first. */
export interface Cohort {
  readonly bornBefore: number;
  readonly male: readonly [first: string, second: string];
  readonly female: readonly [first: string, second: string];
}

/** Fashions in names by generation. `님` is left out: at the end of a name it is an honorific. */
export const COHORTS: readonly Cohort[] = [
  {
    bornBefore: 1960,
    male: ['영정성종상병재기동광용순경인명태덕봉창춘', '수호식철남길환근섭규웅진석만태택복구일훈'],
    female: ['영정순명경옥춘복미금은숙말인혜계화선연길', '자숙순희옥례애임란분남화선녀심연매금이덕'],
  },
  {
    bornBefore: 1980,
    male: ['영성정상재동종경승진현태기용병인대창광민', '호수훈석철진규환식우용준현범근열민욱섭일'],
    female: ['미은정경영현선지혜수명성윤희진인연주소순', '숙희경영정주미선란아연진애화옥자은혜나임'],
  },
  {
    bornBefore: 2000,
    male: ['성지동정현상민재승준영진태경용우종형기원', '훈호현민수준우진석환영욱철규혁범원빈섭재'],
    female: ['지은혜수민유미현정보소다선윤주예아영나가', '영은혜정진연희현미민지경원아라선주나름빈'],
  },
  {
    bornBefore: 9999,
    male: ['민서도지준예시주하현우건승은유태재성윤정', '준우윤현호민원진서훈빈혁후율찬환성재겸영'],
    female: ['서지민하수예윤다채유은시소나가아연주현이', '윤연은서민현빈아원유인영린진율나희하온경'],
  },
];

/** Names of foreigners: as in a passport, and as staff write it down by ear. */
export const FOREIGN_FAMILY: readonly (readonly [latin: string, hangul: string])[] = [
  ['NGUYEN', '응우옌'],
  ['TRAN', '쩐'],
  ['PHAM', '팜'],
  ['WANG', '왕'],
  ['ZHANG', '장'],
  ['CHEN', '천'],
  ['TANAKA', '다나카'],
  ['SATO', '사토'],
  ['SMITH', '스미스'],
  ['JOHNSON', '존슨'],
  ['IVANOVA', '이바노바'],
  ['BATBAYAR', '바트바야르'],
  ['SANTOS', '산토스'],
  ['REYES', '레예스'],
  ['KARIMOV', '카리모프'],
  ['SHARMA', '샤르마'],
];

export const FOREIGN_GIVEN: readonly (readonly [latin: string, hangul: string])[] = [
  ['THI HOA', '티호아'],
  ['VAN MINH', '반민'],
  ['THU TRANG', '투짱'],
  ['XIAOMING', '샤오밍'],
  ['LI', '리'],
  ['MEI', '메이'],
  ['YUKI', '유키'],
  ['HARUTO', '하루토'],
  ['JOHN', '존'],
  ['EMMA', '엠마'],
  ['MICHAEL', '마이클'],
  ['ANNA', '안나'],
  ['BOLORMAA', '볼로르마'],
  ['MARIA', '마리아'],
  ['JOSE', '호세'],
  ['RUSTAM', '루스탐'],
  ['PRIYA', '프리야'],
  ['DAVID', '데이비드'],
  ['SOPHIA', '소피아'],
  ['DANIEL', '다니엘'],
];
