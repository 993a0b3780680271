import { numbersIn } from '../../numbers.js';
import type { Messages } from '../en.js';

const { whole } = numbersIn('ko');

export const ruleWords: Messages['ruleWords'] = {
  title: '규칙과 증명',
  changesTitle: '규칙별 변화',
  inForce: '말로 푼 규칙',
  inForceNote: ({ path, hash }) => `규칙 파일: ${path}, 해시 앞자리: ${hash}.`,
  proofsTitle: '증명',
  proofsCaption: '모든 경우에 대해 증명한 것과 찾은 것',
  proof: '증명',
  code: '종류',
  found: '찾은 수',
  accepted: '그중 인정',
  open: '인정 안 됨',
  because: '인정한 이유',
  notAccepted: '인정 안 됨',
  acceptIn: ({ path }) => `의도한 지적은 이유와 함께 이 파일에서 인정합니다: ${path}.`,
  kinds: {
    gap: '모든 경우에 규칙이 등급을 줌',
    'unreachable rule': '모든 규칙이 결정할 수 있음',
    'unreachable grade': '모든 등급을 받을 수 있음',
    'ambiguous table': '표의 줄이 서로 겹치지 않음',
    'not monotone': '더 많으면 더 나빠지지 않음',
    'worse off': '원본의 가장 높은 등급보다 낮아지는 사람이 없음',
    'map order': '더 좋은 이름이 더 낮은 등급이 되지 않음',
    'collapsed labels': '이름마다 등급이 따로 있음',
    'points not conserved': '포인트가 보존됨',
    'consent widens': '동의가 넓어지지 않음',
    'not proven': '경우가 너무 많아 증명하지 못함',
    'accepted for nothing': '인정했으나 찾지 못함',
  },
  counts: ({ members, up, same, down, left, incomparable }) =>
    `회원 ${whole(members)}명. 상승 ${whole(up)}, 유지 ${whole(same)}, 하락 ${whole(down)}, 이탈 ${whole(left)}, 비교 없음 ${whole(incomparable)}.`,
  examples: ({ shown }) => `예 ${whole(shown)}명, 손해가 먼저, 그다음 많이 오른 순서`,
};
