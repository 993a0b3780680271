import type { Messages } from '../en.js';

export const approval: Messages['approval'] = {
  next: '합의되면 합의한 사람이 자기 이름으로 승인합니다:',
  nextAllowing: '이대로 맞는 경우에만, 책임자가 자기 이름으로 이번 계획의 한도를 높여 승인합니다:',
  approved: ({ by, at, effective }) => `승인: ${by}, ${at}. 반영할 수 있는 날: ${effective}부터.`,
  withdrawn: ({ by, at }) => `승인 철회: ${by}, ${at}. 이 계획은 반영할 수 없습니다.`,
  plan: '계획',
  asOf: '기준일',
  contentHash: '내용 해시',
  members: '회원',
  memberCounts: ({ total, added, changed, gone }) =>
    `${total}명 (신규 ${added}명, 변경 ${changed}명), 사라짐 ${gone}명`,
  grades: '등급',
  gradeCounts: ({ up, down, same, left }) =>
    `상승 ${up}명, 하락 ${down}명, 유지 ${same}명, 등급 없음 ${left}명`,
  allowed: '높인 한도',
  note: '메모',
  earlier: '이전 기록',
  earlierCount: ({ count }) => `${count}건, approval.json 참조`,
  apply: '반영 명령:',
  applied: ({ plan }) => `반영한 계획: ${plan} (같은 내용으로 승인됨).`,
  runColumns: { by: '승인자', at: '승인 시각', effective: '효력일' },
};
