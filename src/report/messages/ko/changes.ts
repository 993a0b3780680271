import { numbersIn } from '../../numbers.js';
import type { Messages } from '../en.js';

const { exact, whole } = numbersIn('ko');

export const flow: Messages['flow'] = {
  title: '원본별 등급에서 통합 등급으로',
  note: '띠의 폭은 원본에서 왼쪽 등급이고 통합하면 오른쪽 등급이 되는 회원 수입니다. 여러 원본에 행이 있는 회원은 원본마다 한 번씩 나오므로, 오른쪽 막대의 높이는 띠의 합이고 옆의 숫자는 회원 수입니다. 색은 그 원본의 등급과 견준 것이며, 그 등급이 회원의 가장 높은 등급이 아닐 수도 있습니다.',
  pictureTitle: '원본별 등급에서 통합 등급으로 가는 회원',
  pictureDescription: ({ sources }) => `${sources}. 모든 띠의 숫자는 아래 표에 있습니다.`,
  source: ({ source, members }) => `${source}: ${whole(members)}명`,
  unified: ({ members }) => `통합: ${whole(members)}명`,
  caption: ({ source, members }) =>
    `${source}: 회원 ${whole(members)}명, 행은 그 원본의 등급, 열은 통합 등급`,
  gradeIn: ({ source }) => `${source} 등급`,
  nobody: ({ source }) => `${source}: 행이 있는 회원이 없습니다.`,
  kinds: {
    up: '원본보다 높음',
    same: '같음',
    down: '원본보다 낮음',
    left: '이제 등급 없음',
    new: '원본에 등급 없음',
  },
};

export const losses: Messages['losses'] = {
  downTitle: '등급 하락',
  leftTitle: '이탈과 사라짐',
  leftHeading: '프로그램에서 이탈',
  goneHeading: '사라진 회원',
  nobodyDown: '전보다 낮은 등급을 받는 회원이 없습니다.',
  nobodyLeft: '등급이 있다가 없어진 회원이 없습니다.',
  nobodyGone: '지난 실행 뒤로 사라진 회원이 없습니다.',
  firstRun: '첫 실행이므로 전에 회원이던 사람이 없고, 사라질 수도 없습니다.',
  down: ({ part, of }) => `전보다 낮은 등급을 받는 회원: ${whole(of)}명 중 ${whole(part)}명.`,
  left: ({ part, of }) => `등급이 있다가 없어진 회원: ${whole(of)}명 중 ${whole(part)}명.`,
  gone: ({ gone }) =>
    `이제 어느 파일에도 없는 회원: ${whole(gone)}명. 번호와 포인트는 그대로 남으며, 돌아오면 다시 이어집니다.`,
  goneCaption: '사라진 회원, 가지고 있던 등급별',
  goneRows: '가지고 있던 행',
  gonePoints: ({ balance, bucket }) => `이 회원들의 ${bucket} 보유: ${exact(balance)}.`,
  stepsCaption: ({ who }) => `${who}: 어느 등급에서 어느 등급으로`,
  steps: '내려간 단계',
  byRuleCaption: ({ who }) => `${who}: 결정한 규칙별`,
  examples: ({ who, shown, total, file }) =>
    `${who}: ${whole(total)}명 중 ${whole(shown)}명 표시, 많이 내려간 순서, 전체 목록: ${file}`,
  goneExamples: ({ shown, total, file }) =>
    `사라진 회원: ${whole(total)}명 중 ${whole(shown)}명 표시, 높은 등급 순서, 전체 목록: ${file}`,
  reason: '이유',
  line: ({ before, after, members }) => `${before} → ${after}: ${whole(members)}명`,
  allIn: ({ shown, steps, file }) => `변화 ${whole(steps)}가지 중 ${whole(shown)}가지, 전체 회원: ${file}`,
};

export const gradePoints: Messages['gradePoints'] = {
  caption: ({ bucket }) => `등급별 회원의 ${bucket} 보유`,
  members: '회원',
  before: '이전',
  after: '이후',
  difference: '차이',
  note: '이전: 사라지지 않은 회원이 통합 시스템에 가지고 있던 값, 그때의 등급별. 이후: 이 계획이 주는 값, 새 등급별.',
  firstNote: '첫 실행이므로 통합 시스템에는 아직 아무것도 없습니다.',
};

export const largest: Messages['largest'] = {
  caption: ({ shown, total, file }) =>
    `행이 가장 많은 회원: 행이 여럿인 ${whole(total)}명 중 ${whole(shown)}명 표시, 전체 목록: ${file}`,
  joinedBy: '연결한 규칙',
  part: ({ name, count }) => `${name} ${whole(count)}`,
};

export const thresholds: Messages['thresholds'] = {
  caption: '가중치 기준별로 연결될 쌍, 쌍마다 따로 센 것으로 묶음·동점·한도 적용 전',
  inForce: '적용 중',
  difference: '지금과의 차이',
};
