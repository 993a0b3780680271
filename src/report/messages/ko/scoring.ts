import { numbersIn } from '../../numbers.js';
import type { Messages } from '../en.js';

const { whole } = numbersIn('ko');

export const scoring: Messages['scoring'] = {
  title: '쌍과 가중치',
  compared: '비교한 쌍',
  comparedNote: '블로킹 규칙의 키가 같은 두 행.',
  households: '한 가족으로 보이는 쌍',
  householdsNote: ({ members }) => `연락처만 같은 두 회원의 쌍. 해당 회원 수: ${whole(members)}.`,
  emptyRows: '정보가 없어 연결할 수 없는 행',
  emptyNote: ({ of }) => `전체 행 수: ${whole(of)}.`,
  emptyCaption: '아무 정보가 없거나 혼자서는 연결하지 못하는 항목 하나만 있는 행',
  onlyField: '가진 정보',
  nothing: '없음',
  rows: '행',
  ofRows: '전체 행 대비',

  outcomes: {
    link: '연결',
    review: '검토',
    related: '한 가족',
    none: '다른 사람',
    veto: '거부 조건',
  },
  bandsCaption: '가중치별 비교한 쌍: 묶음, 동점, 한도를 적용하기 전의 결과',
  band: '비트',
  from: ({ from, to }) => `${whole(from)} ~ ${whole(to)}`,
  below: ({ to }) => `${whole(to)} 미만`,
  above: ({ from }) => `${whole(from)} 이상`,
  all: '쌍',
  bar: '그림',
  barDescription: ({ band, pairs }) => `${band} 비트, 쌍 ${whole(pairs)}개`,

  keys: {
    whole: ({ name }) => `${name}`,
    first: ({ name, from }) => `${name} 앞 ${from}자리`,
    last: ({ name, from }) => `${name} 끝 ${from}자리`,
    from: ({ name, from, to }) => `${name} ${from}~${to}번째 자리`,
    year: ({ name }) => `${name} 연도`,
    month: ({ name }) => `${name} 월`,
    mailbox: ({ name }) => `${name} 아이디`,
    number: ({ name }) => `${name} 숫자`,
    'first word': ({ name }) => `${name} 첫 단어`,
    'last word': ({ name }) => `${name} 마지막 단어`,
  },
  blockingCaption: '블로킹 규칙, 적용한 순서대로',
  rule: '키',
  atMost: '최대',
  given: '처음 찾은 쌍',
  ofCompared: '전체 쌍 대비',
  largest: '가장 큰 블록',
  largestRows: '그 행 수',

  weightsCaption: ({ model }) => `일치 수준별 가중치(비트), 모델 ${model}`,
  weightsNote: ({ link, review }) =>
    `쌍의 가중치를 모두 더해 ${link}비트 이상이면 연결하고, ${review}비트 이상이면 사람이 결정합니다. 남남일 때와, 연락처가 같으면 한 가족일 때에 견주어 낮은 합계를 씁니다.`,
  agreementsIn: ({ total, file }) =>
    `나타난 일치 유형 ${whole(total)}개와 각각의 가중치는 모두 ${file}에 있습니다.`,
  modelIn: ({ file }) => `모델 파일: ${file}. identity.model에 적으면 다음에도 똑같이 계산합니다.`,

  doubtfulTitle: '확실하지 않은 쌍',
  doubtfulCaption: ({ shown, total, file }) =>
    `${whole(total)}건 중 가중치가 큰 ${whole(shown)}건 표시, 전체 목록: ${file}`,
  noDoubt: '사람이 결정할 쌍이 없습니다.',
  left: '한 행',
  right: '다른 행',
  agreement: '일치하는 내용',
  reason: '사람이 결정하는 이유',
  heaviest: ({ left, right }) => `${left}, ${right}`,

  reviewedTitle: '검토한 표본으로 추정',
  reviewedNote: ({ file, pairs, absent, changed }) =>
    `${file}: 판정한 ${whole(pairs)}쌍을 셈. 제외: 받아들이지 않은 행 ${whole(absent)}쌍, 판정 뒤 바뀐 행 ${whole(changed)}쌍.`,
  estimateCaption: '정밀도와 재현율, 표본 100번 중 95번이 드는 범위',
  figure: '항목',
  precision: '정밀도',
  recall: '재현율',
  share: '비율',
  pairs: '쌍',
  low: '하한',
  high: '상한',
  about: ({ part, of }) => `${whole(of)} 중 약 ${whole(part)}`,
  thresholdsCaption: '기준 가중치를 바꿀 때 연결될 쌍, 표본이 대표하는 만큼',
  linked: '연결될 쌍',
  rightLinks: '맞는 쌍',
  probability: '확률',
  line: ({ name, share, low, high }) => `${name}: ${share} (${low} ~ ${high})`,
};
