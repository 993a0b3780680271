import { numbersIn } from '../../numbers.js';
import type { Messages } from '../en.js';

const { whole } = numbersIn('ko');

export const comparison: Messages['comparison'] = {
  title: ({ project, asOf }) => `${project}: 두 규칙 파일 비교, ${asOf}`,
  heading: '같은 파일에 적용한 두 규칙 파일',
  rulesOf: ({ side, path, name }) => `규칙 ${side}: ${path} (${name})`,
  changed: ({ changed }) => `등급이 달라지는 회원: ${changed}.`,
  firstRun:
    '두 규칙 모두 첫 실행처럼 적용하므로 이전 등급이 없습니다. 대상 저장소에는 아무것도 쓰지 않습니다.',
  a: 'A',
  b: 'B',
  difference: 'B − A',
  share: '비율',
  members: '회원 수',
  grade: '등급',
  noGrade: '등급 없음',
  otherPairs: ({ pairs }) => `그 밖의 규칙 쌍 ${whole(pairs)}개`,

  movementTitle: '등급이 달라지는 회원',
  movementCaption: '회원 = 상승 + 유지 + 하락 + 이탈 + 진입 + 비교 불가',
  movement: 'A에서 B로',
  movements: {
    up: '상승: B에서 더 높은 등급',
    same: '유지: 두 규칙에서 같은 등급이거나 모두 등급 없음',
    down: '하락: B에서 더 낮은 등급',
    left: '이탈: B에서 등급 없음',
    entered: '진입: A에서 등급 없음',
    incomparable: '비교 불가: 두 등급이 함께 있는 등급 체계가 없음',
  },
  ladderNote: '두 등급이 모두 B의 등급 체계에 있으면 그 순서로, 아니면 A의 순서로 비교합니다.',

  matrixTitle: '등급에서 등급으로',
  matrixCaption: '등급별 회원: 행은 A, 열은 B',
  corner: 'A \\ B',

  pairsTitle: '어떤 규칙에 따라',
  pairsCaption: ({ shown, total }) =>
    `결정한 A의 규칙과 B의 규칙별 회원, 변동이 많은 순서: 규칙 쌍 ${whole(total)}개 중 ${whole(shown)}개`,
  ruleA: 'A의 규칙',
  ruleB: 'B의 규칙',
  adjusted: ({ rule, adjustment }) => `${rule}, 그 뒤 ${adjustment}`,
  up: '상승',
  same: '유지',
  down: '하락',
  left: '이탈',
  entered: '진입',
  incomparable: '비교 불가',
  examplesCaption: '등급이 달라지는 회원의 예, 규칙 쌍마다 최대 3명, 손해 보는 회원부터',
  change: 'A → B',
  member: '회원',
  sourceRows: '원본의 행',
  withoutName: '이름 없음',

  pointsTitle: '포인트',
  pointsCaption: '잔액의 합, 그리고 회원 = 증가 + 유지 + 감소',
  bucket: '포인트 종류',
  more: 'B에서 증가',
  less: 'B에서 감소',

  costsTitle: '등급의 연간 비용',
  costsCaption: '각 파일의 costs 기준',
  membersA: '회원 수, A',
  membersB: '회원 수, B',
  costA: '비용, A',
  costB: '비용, B',
  noCosts: ({ side }) => `규칙 ${side}: costs 항목이 없어 차이를 낼 수 없습니다.`,

  fieldsTitle: '항목과 수신 동의',
  fieldsCaption: ({ members }) => `값이 있는 회원, 전체 ${whole(members)}명`,
  consentsCaption: ({ members }) => `동의한 회원, 전체 ${whole(members)}명`,
  field: '항목',
  consent: '수신 동의',
  different: '다름',

  refusalsTitle: '거절',
  refusalsCaption: '거절 사유별 회원',
  because: '사유',
  stops: ({ because }) => `${because} (계획이 중단됨)`,
  written: ({ file }) => `저장한 파일: ${file}`,
};
