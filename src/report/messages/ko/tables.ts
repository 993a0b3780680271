import { numbersIn } from '../../numbers.js';
import type { Messages } from '../en.js';

const { whole } = numbersIn('ko');

export const tables: Messages['tables'] = {
  gone: {
    title: '사라진 회원',
    byGrade: '사라진 회원, 가지고 있던 등급별',
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
    down: '등급이 내려간 회원, 이전 등급과 이후 등급별',
    left: '이제 등급이 없는 회원, 가지고 있던 등급별',
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
    byGrade: ({ bucket }) => `등급별 ${bucket}, 이전과 이후`,
  },
  matching: {
    largestMembers: ({ shown, total, file }) =>
      `행이 가장 많은 회원: 여러 행을 가진 ${whole(total)}명 중 ${whole(shown)}명 표시, 전체 목록: ${file}`,
    joinedBy: '연결 근거',
    counted: ({ name, count }) => `${name} ${whole(count)}`,
  },
  scoring: {
    caption: '쌍과 행',
    thresholds: '기준 가중치를 바꿀 때 연결될 쌍, 묶음과 동점과 한도를 적용하기 전',
  },
  told: '규칙의 내용',
  topic: '주제',
  sentence: '내용',
  proofs: '규칙 증명, 그리고 발견한 것과 받아들인 것의 수',
  proof: '증명',
  findings: '발견',
  accepted: '받아들임',
  acceptedBecause: '받아들인 이유',
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
