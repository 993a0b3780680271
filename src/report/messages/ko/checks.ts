import { numbersIn } from '../../numbers.js';
import type { Messages } from '../en.js';

const { whole } = numbersIn('ko');

export const matching: Messages['matching'] = {
  title: '매칭',
  links: '연결',
  linksNote: '같은 회원의 다른 행과 이어진 행.',
  clusters: '행이 여럿인 회원',
  largest: '가장 큰 회원의 행 수',
  review: '검토할 쌍',
  reviewNote: '사람이 결정하며, 그때까지 따로 둡니다.',
  ambiguous: '모호한 행',
  ambiguousNote: '두 회원에게 똑같이 맞아 따로 둡니다.',
  decided: '적용된 사람의 결정',
  decidedNote: ({ link, noLink, alone }) =>
    `연결(link) ${whole(link)}, 분리(no_link) ${whole(noLink)}, 단독(alone) ${whole(alone)}.`,
  dormant: '쉬고 있는 결정',
  dormantNote: '결정한 행이 내보낸 파일에 없습니다.',
  changed: '다시 내려야 할 결정',
  changedNote: '결정한 뒤 행의 내용이 바뀌었습니다.',
  contradicted: '어긋난 결정',
  contradictedNote: '고칠 때까지 계획이 멈춥니다.',
  byRuleCaption: '만든 규칙별 연결',
  rule: '규칙',
  ofLinks: '전체 연결 대비',
  bySourcesCaption: '행이 있는 원본별 회원',
  sources: '원본',
  ofMembers: '전체 회원 대비',
  sizesCaption: '행 수별 회원',
  rows: '행 수',
};

export const limits: Messages['limits'] = {
  title: '한도',
  caption: '한도마다 측정한 값과 설정이 허용하는 값',
  limit: '한도',
  scope: '측정 대상',
  measured: '측정값',
  setting: '설정',
  atMost: ({ limit }) => `최대 ${limit}`,
  atLeast: ({ limit }) => `최소 ${limit}`,
  line: ({ name, measured, setting }) => `${name}: ${measured}, ${setting}`,
  lineOn: ({ name, scope, measured, setting }) => `${name}, ${scope}: ${measured}, ${setting}`,
  estimated: ({ share, low, high }) => `약 ${share}, ${low} ~ ${high} 사이`,
  outcome: '결과',
  kept: '지킴',
  notKept: '벗어남',
  allowed: ({ setting, allowed }) => `${setting}, 이번 계획은 ${allowed}`,
  keptOf: ({ kept, all }) => `한도 ${whole(all)}개 중 ${whole(kept)}개 지킴`,
};
