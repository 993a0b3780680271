/** The syllables of given names of people born before a year, the most frequent first. */
interface Cohort {
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
