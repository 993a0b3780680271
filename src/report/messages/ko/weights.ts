import { numbersIn } from '../../numbers.js';
import type { Messages } from '../en.js';

const { whole } = numbersIn('ko');

export const weights: Messages['weights'] = {
  comparison: '비교 항목',
  level: '일치 수준',
  part: '가중치 항목',
  weight: '비트',
  strangers: '남남 대비',
  household: '한 가족 대비',
  m: '같은 사람',
  u: '남남',
  ofHousehold: '한 가족',
  prior: '비교하기 전',
  frequency: '값의 희귀도',
  total: '합계',
  totalAgainst: {
    strangers: '합계, 남남 대비',
    household: '합계, 한 가족 대비',
  },

  pictureTitle: '가중치가 정해진 과정',
  pictureDescription:
    '막대마다 비교 하나가 같은 사람이라는 쪽 또는 아니라는 쪽으로 더하는 가중치(비트)를 나타냅니다.',
  reviewFrom: '검토',
  linkFrom: '연결',
  linkOf: ({ rows, how }) => `${rows}: ${how}`,
  notByScore: '가중치와 상관없이 이것으로 정해집니다.',
  pictureWritten: ({ file }) => `${file}: 가중치 그림`,

  model: ({ name }) => `모델 ${name}`,
  readyMade: '기본 제공 또는 직접 작성',
  trainedOn: ({ asOf, rows, pairs, program }) =>
    `기준일 ${asOf}, 행 ${whole(rows)}개와 후보 쌍 ${whole(pairs)}개로 학습 (${program})`,
  written: ({ file }) => `${file}: 그대로 쓰려면 identity.model에 적으세요`,
  sampled: ({ pairs }) => `무작위 쌍: ${whole(pairs)}`,
  unestimated: ({ name }) => `${name}: 같은 사람일 때의 비율을 알려 주는 블로킹 규칙이 없어 시작값을 씁니다`,
  rare: ({ name, level, seen }) => `${name}, ${level}: 무작위 쌍에서 나온 횟수 ${whole(seen)}`,
  a: '첫째',
  b: '둘째',
  difference: '차이',
  onlyIn: ({ file, name }) => `한쪽에만 있음, ${file}: ${name}`,
  same: '두 모델의 가중치가 같습니다.',
};
