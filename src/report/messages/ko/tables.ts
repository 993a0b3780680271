import { numbersIn } from '../../numbers.js';
import type { Messages } from '../en.js';

const { whole } = numbersIn('ko');

export const tables: Messages['tables'] = {
  gone: {
    title: '사라진 회원',
    points: '그대로 가지고 있는 포인트',
    balance: '잔액',
    examples: ({ shown, total, file }) =>
      `${whole(total)}명 중 ${whole(shown)}명 표시, 높은 등급부터. 전체 목록은 ${file}의 gone_since 변경`,
    rows: '있던 행',
    grade: '가지고 있던 등급',
    rowsIn: ({ source }) => `${source} 번호`,
    balanceOf: ({ bucket }) => `잔액: ${bucket}`,
  },
  losses: {
    downByRule: '등급이 내려간 회원, 규칙별',
    leftByRule: '이제 등급이 없는 회원, 규칙별',
  },
  flow: {
    title: '원본별로 통합 등급까지',
    caption: ({ source }) => `${source}에 행이 있는 회원`,
    grade: ({ source }) => `${source} 등급`,
  },
  points: {
    held: '이후 보유 = 이전 보유 + 나간 값 + 음수 보정',
    before: '이전 보유',
    raised: '음수 보정',
    after: '이후 보유',
    below: '0보다 작은 잔액 수',
  },
  scoring: {
    caption: '쌍과 행',
  },
  topic: '주제',
  sentence: '내용',
  takenBack: {
    ids: {
      removed: '삭제: 그 실행이 만든 번호',
      gone: '다시 사라짐',
      merged: '다시 합쳐짐',
      unmerged: '다시 따로 된 회원',
      restored: '다시 생김',
      returned: '더는 사라진 상태가 아님',
    },
    idsCaption: '회원번호별로 바뀌는 내용',
    becomes: '바뀌는 내용',
    other: '다른 회원',
    pointsCaption: '모든 잔액의 합계',
  },
};
