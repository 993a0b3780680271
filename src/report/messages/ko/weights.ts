import { numbersIn } from '../../numbers.js';
import type { Messages } from '../en.js';

const { whole } = numbersIn('ko');

export const weights: Messages['weights'] = {
  comparison: '비교 항목',
  level: '일치 수준',
  weight: '가중치',
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
