import { numbersIn } from '../../numbers.js';
import type { Messages } from '../en.js';

const { exact, whole } = numbersIn('ko');

export const members: Messages['members'] = {
  title: '회원',
  caption: '이 계획에 따른 회원 구분',
  formula: ({ total, sign, added, changed, unchanged }) =>
    `회원 ${whole(total)} ${sign} 신규 ${whole(added)} + 변경 ${whole(changed)} + 그대로 ${whole(unchanged)}`,
  total: '회원',
  new: '신규',
  changed: '변경',
  unchanged: '그대로',
  gone: '사라짐',
  goneNote: ({ gone }) => `사라짐: ${whole(gone)}명. 이제 어느 파일에도 없으며 전체에 들어 있지 않습니다.`,
  share: '비율',
  kind: '구분',
  count: '회원 수',
};

export const grades: Messages['grades'] = {
  title: '등급',
  movementCaption: '회원 = 상승 + 유지 + 하락 + 이탈 + 비교 없음',
  comparedWithPrevious: '각 등급은 그 회원에게 마지막으로 적용된 등급과 비교합니다.',
  comparedWithBestSource: '첫 실행이므로 각 등급은 그 회원이 원본에서 가진 가장 높은 등급과 비교합니다.',
  superseding: ({ run, members }) =>
    `실행 ${run}이(가) 회원 ${whole(members)}명의 등급을 잘못 바꾸었습니다. 규칙은 이 회원들을 그 이전 등급과 견주었습니다.`,
  formula: ({ total, sign, up, same, down, left, incomparable }) =>
    `회원 ${whole(total)} ${sign} 상승 ${whole(up)} + 유지 ${whole(same)} + 하락 ${whole(down)} + 이탈 ${whole(left)} + 비교 없음 ${whole(incomparable)}`,
  up: '상승',
  down: '하락',
  same: '유지',
  left: '이탈',
  withoutBaseline: '비교 없음',
  upLong: '상승: 전보다 높은 등급',
  sameLong: '유지: 전과 같은 등급',
  downLong: '하락: 전보다 낮은 등급',
  leftLong: '이탈: 이제 등급 없음',
  withoutBaselineLong: '비교 없음: 전에는 등급이 없었음',
  movementBar: '등급 변동별 회원',
  countsCaption: '등급별 회원, 이전과 이후',
  grade: '등급',
  before: '이전',
  after: '이후',
  difference: '차이',
  noGrade: '등급 없음',
  bar: '그림',
  barDescription: ({ grade, before, after }) => `${grade}: 이전 ${whole(before)}명, 이후 ${whole(after)}명`,
};

export const matrix: Messages['matrix'] = {
  title: '두 등급 체계를 하나로',
  caption: ({ row, column }) => `등급별 회원: 행 ${row}, 열 ${column}`,
  note: '큰 숫자는 칸의 회원 수입니다. 작은 글씨는 그 회원들이 받는 통합 등급이며, 많은 등급부터 나옵니다.',
  lower: '두 원본 등급 중 하나보다 낮음',
  lowerMark: ({ mark }) => `${mark} 표시: 두 원본 등급 중 하나보다 낮은 통합 등급.`,
  noRow: '행 없음',
  noGrade: '등급 없음',
  shade: ({ most }) => `색이 뚜렷할수록 회원이 많습니다: 1명부터 ${whole(most)}명까지, 로그 단계.`,
  corner: ({ row, column }) => `${row} \\ ${column}`,
  cell: ({ grade, members }) => `${grade} ${whole(members)}`,
  consoleCaption: '칸마다 가장 많은 통합 등급과 그 인원.',
  tooWide: '등급 행렬이 이 창보다 넓습니다. 보고서에서 볼 수 있습니다.',
};

export const decisions: Messages['decisions'] = {
  title: '등급이 오르는 회원과 내리는 회원',
  lossesTitle: '손해 보는 회원',
  gainsTitle: '이익 보는 회원',
  othersTitle: '그 밖의 예',
  rulesTitle: '규칙별',
  rule: '규칙',
  adjustedBy: '조정',
  members: '회원',
  rulesCaption: '결정한 규칙과 그 뒤의 조정별 회원',
  member: '회원',
  name: '이름',
  sourceGrades: '원본의 등급',
  change: '이전 → 이후',
  examples: ({ shown, total }) => `${whole(total)}명 중 ${whole(shown)}명 표시`,
  examplesIn: ({ shown, total, file }) => `${whole(total)}명 중 ${whole(shown)}명 표시, 전체 목록: ${file}`,
  nobodyLoses: '등급이 내려가거나 이탈하는 회원이 없습니다.',
  nobodyGains: '등급이 올라가는 회원이 없습니다.',
};

export const points: Messages['points'] = {
  title: '포인트',
  caption: ({ bucket, rounding }) => `${bucket}, ${rounding}`,
  from: '출처',
  in: '들어온 값',
  rate: '비율',
  converted: '환산',
  convertedTotal: '환산 합계',
  formula: ({ converted, roundedOff, sign, out }) =>
    `환산 ${exact(converted)} − 끝수 처리 ${exact(roundedOff)} ${sign} 나간 값 ${exact(out)}`,
  differences: '통합 시스템이 기준입니다. 위는 원본이 지난번 이후 바뀐 만큼입니다.',
  held: ({ before, direction, moved, raised, after, sign }) =>
    `보유 ${exact(before)} ${direction} ${exact(moved)} 변동${raised === '0' ? '' : ` + 음수 보정 ${exact(raised)}`} ${sign} 보유 ${exact(after)}`,
  below: ({ below }) =>
    `0보다 작은 잔액: ${whole(below)}건. 원본에서 회수한 포인트가 통합 시스템에서 이미 사용되었습니다.`,
  none: '옮겨 오는 포인트가 없습니다.',
};
