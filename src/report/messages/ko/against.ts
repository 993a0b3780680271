import { numbersIn } from '../../numbers.js';
import type { Messages } from '../en.js';

const { whole } = numbersIn('ko');

export const against: Messages['against'] = {
  title: ({ plan }) => `비교 대상: ${plan}`,
  none: '결과가 달라지는 것이 없습니다.',
  members: ({ members }) => `결과가 달라지는 회원: ${whole(members)}명`,
  madeFrom: {
    rules: '규칙이 다릅니다.',
    config: '설정이 다릅니다.',
    exports: '원본 파일이 다릅니다.',
    decisions: '사람의 결정이 다릅니다.',
    as_of: '기준일이 다릅니다.',
    target: '그 사이에 반영된 실행이 있습니다.',
    scope: '범위가 다릅니다.',
  },
  kinds: {
    grade: '등급이 다름',
    points: '포인트가 다름',
    links: '행의 소속이 다름',
    fields: '다른 항목이 다름',
    only_approved: '이전 계획에만 있음',
    only_now: '이번 계획에만 있음',
    other_id: '양쪽 모두 신규, 회원번호가 다름',
  },
  columns: { kind: '차이', member: '회원', field: '항목', approved: '승인', now: '현재' },
  shown: ({ shown, total }) => `${whole(total)}건 중 ${whole(shown)}건`,
  shownIn: ({ shown, total, file }) => `${whole(total)}건 중 ${whole(shown)}건, 전체 파일: ${file}`,
  meanwhile: ({ members }) =>
    `두 계획 모두 쓰지 않는 차이가 있는 회원: ${whole(members)}명 (그 사이 반영된 실행의 변경, 또는 범위 밖).`,
};
