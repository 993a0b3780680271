import type { Language } from '../messages.js';

const en = {
  truth: 'Known',
  ids: 'rows the file names',
  rows: 'of them accepted',
  unknown: 'accepted rows it does not name',
  lines: 'lines of the file',
  decided: 'with a decision',
  absent: 'not counted: a row is not accepted',
  changed: 'not counted: a row has changed since',
  pairs: 'distinct pairs',

  pairwise: 'Pairs of rows',
  figure: 'Figure',
  count: 'Count',
  value: 'Value',
  share: 'Share',
  known: 'of one person',
  found: 'of one member',
  right: 'of both',
  precision: 'precision',
  recall: 'recall',
  f1: 'F1',
  withdrawn: 'left out: withdrawn and living',
  absentPairs: 'lost: a row is not accepted',

  clusters: 'Members as a whole',
  all: 'All',
  several: 'Several rows',
  members: 'members',
  persons: 'persons',
  exact: 'exactly right',
  wronglyMerged: 'members of several persons',
  split: 'persons in several members',
  bCubedPrecision: 'B-cubed precision',
  bCubedRecall: 'B-cubed recall',
  wrongList: 'Wrongly merged',
  shownOf: ({ shown, all }: { shown: number; all: number }) => `${shown} of ${all} are listed`,
  row: 'Row',
  person: 'Person',

  outcomes: 'Compared pairs',
  outcome: 'Outcome',
  comparedPairs: 'Pairs',
  onePerson: 'Of one person',

  thresholds: 'Thresholds, pair by pair',
  probability: 'Probability',
  bits: 'Bits',
  linked: 'Would link',
  rightLinks: 'Right',

  reach: 'Within reach',
  emptyRows: 'rows too empty to link',
  withEmptyRow: 'true pairs with such a row',
  withoutEvidence: 'true pairs sharing no evidence but a phone',
  reachable: 'true pairs that can link',
  reachableRight: 'of them found',
  neverCompared: 'true pairs never compared',
  reachableNeverCompared: 'of them such that can link',
  only: ({ field }: { field: string }) => (field === 'nothing' ? 'with nothing' : `with ${field} only`),

  estimate: 'Estimated from the reviewed sample (95 %)',
  from: 'From',
  to: 'To',
  standsFor: ({ reviewed, of }: { reviewed: string; of: string }) =>
    `${reviewed} reviewed pairs stand for ${of}`,

  sampled: ({ file, pairs }: { file: string; pairs: number }) =>
    `${file}: ${pairs} pairs to decide; fill in decision with link or no_link`,
  curveWritten: ({ file }: { file: string }) => `${file}: precision and recall over the threshold`,
  stratum: 'Stratum',
  inSample: 'In the sample',

  curve: {
    title: 'Precision and recall over the threshold',
    description:
      'Two lines: the precision and the recall if all pairs of at least this probability were linked.',
    axis: 'least probability of a linked pair, in even steps of the odds',
    precision: 'precision',
    recall: 'recall',
  },
};

export type EvaluationWords = typeof en;

export type CurveWords = EvaluationWords['curve'];

const ko: EvaluationWords = {
  truth: '정답 자료',
  ids: '파일에 적힌 행',
  rows: '그중 받아들인 행',
  unknown: '파일에 없는 행',
  lines: '파일의 줄',
  decided: '판정이 적힌 줄',
  absent: '제외: 받아들이지 않은 행',
  changed: '제외: 판정 뒤 바뀐 행',
  pairs: '서로 다른 쌍',

  pairwise: '행의 쌍',
  figure: '항목',
  count: '건수',
  value: '값',
  share: '비율',
  known: '같은 사람',
  found: '같은 회원',
  right: '둘 다 해당',
  precision: '정밀도',
  recall: '재현율',
  f1: 'F1',
  withdrawn: '제외: 탈퇴 행과 이용 중인 행',
  absentPairs: '찾을 수 없음: 받아들이지 않은 행',

  clusters: '회원 단위',
  all: '전체',
  several: '여러 행',
  members: '회원',
  persons: '사람',
  exact: '정확히 일치',
  wronglyMerged: '여러 사람이 섞인 회원',
  split: '여러 회원으로 나뉜 사람',
  bCubedPrecision: 'B-cubed 정밀도',
  bCubedRecall: 'B-cubed 재현율',
  wrongList: '잘못 합친 회원',
  shownOf: ({ shown, all }) => `${all}건 중 ${shown}건 표시`,
  row: '행',
  person: '사람',

  outcomes: '비교한 쌍',
  outcome: '결과',
  comparedPairs: '쌍',
  onePerson: '같은 사람',

  thresholds: '기준값별 (쌍 단위)',
  probability: '확률',
  bits: '비트',
  linked: '연결될 쌍',
  rightLinks: '맞는 쌍',

  reach: '연결할 수 있는 범위',
  emptyRows: '정보가 없어 연결할 수 없는 행',
  withEmptyRow: '그런 행이 든 실제 쌍',
  withoutEvidence: '전화번호 말고는 함께 가진 정보가 없는 실제 쌍',
  reachable: '연결할 수 있는 실제 쌍',
  reachableRight: '그중 찾은 쌍',
  neverCompared: '비교하지 않은 실제 쌍',
  reachableNeverCompared: '그중 연결할 수 있는 쌍',
  only: ({ field }) => (field === 'nothing' ? '아무 정보 없음' : `${field}만 있음`),

  estimate: '검토한 표본으로 추정 (95 %)',
  from: '하한',
  to: '상한',
  standsFor: ({ reviewed, of }) => `검토한 ${reviewed}쌍이 ${of}쌍을 대표함`,

  sampled: ({ file, pairs }) => `${file}: 판정할 ${pairs}쌍. decision 칸에 link 또는 no_link를 적으세요`,
  curveWritten: ({ file }) => `${file}: 기준값에 따른 정밀도와 재현율`,
  stratum: '층',
  inSample: '표본',

  curve: {
    title: '기준값에 따른 정밀도와 재현율',
    description: '이 확률 이상인 쌍을 모두 연결할 때의 정밀도와 재현율을 두 선으로 나타낸다.',
    axis: '연결하는 쌍의 최소 확률 (오즈 등간격)',
    precision: '정밀도',
    recall: '재현율',
  },
};

const WORDS: Readonly<Record<Language, EvaluationWords>> = { en, ko };

export function evaluationWords(lang: Language): EvaluationWords {
  return WORDS[lang];
}
