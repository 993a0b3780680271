import type { Messages } from '../en.js';

export const member: Messages['member'] = {
  title: ({ member }) => `회원 ${member}`,
  ofPlan: ({ plan, asOf }) => `계획 ${plan}, ${asOf}`,
  fields: '현재 회원 정보',
  fieldsInTarget: '통합 회원 쪽에 있는 이 번호의 내용',
  endings: {
    gone: '이 회원은 이제 어느 파일에도 없어 이 계획의 회원이 아닙니다. 행과 포인트는 통합 회원 쪽에 그대로 남습니다.',
    merged: ({ other }) =>
      `끝난 번호입니다. 이 번호의 행은 이제 회원 ${other}의 것입니다. 확인하려면: tier-merge show PLAN ${other}`,
    removed: '이 계획은 이 회원을 삭제합니다. 되돌리는 실행이 만든 회원입니다.',
  },
  held: '통합 회원 쪽 잔액',
  heldColumns: ['종류', '이전 보유', '변동', '이후 보유'],
  links: '이 행들을 한 회원으로 본 이유',
  rows: '원본 행 나란히 보기',
  field: '항목',
  ladder: '통합 등급으로는',
  measures: '집계한 값',
  measureColumns: ['측정값', '값'],
  candidates: '후보 등급',
  candidateColumns: ['후보', '등급'],
  rules: '규칙(순서대로)',
  ruleColumns: ['규칙', '해당', '등급', '결정'],
  adjustments: '조정(순서대로)',
  adjustmentColumns: ['조정', '이전', '이후'],
  previous: '지난 실행의 등급',
  bestSource: '원본 중 가장 높은 등급',
  refused: ({ because }) => `받아들이지 않은 요청: ${because}`,
  points: '포인트',
  lineColumns: ['종류', '출처', '수량', '비율', '결과'],
  balances: '잔액',
  balanceColumns: ['종류', '합계', '끝수 처리', '잔액', '유효기한'],
  survivors: '항목별 출처',
  survivorColumns: ['항목', '값', '출처', '규칙'],
  changes: '지난 실행 이후 바뀐 것',
  nothingChanged: '바뀐 것이 없거나 새 회원입니다.',
  yes: '예',
  no: '아니요',
  none: '없음(탈퇴)',
  unknown: '-',
  untraced: {
    taken_back: '실행을 되돌리는 계획입니다. 회원은 그 실행 이전의 모습이며, 규칙이 정한 것이 아닙니다.',
    rules_changed:
      '규칙 파일이 이 계획을 만들 때와 달라 등급이 정해진 과정을 보여 줄 수 없습니다. 그때의 파일을 제자리에 두고 다시 실행하세요.',
    rows_missing: '이 회원의 원본 행이 계획이 남긴 자리에 없어 등급이 정해진 과정을 보여 줄 수 없습니다.',
    plan_changed:
      '계획의 파일이 바뀌거나 옮겨졌거나 다른 버전으로 만든 계획이어서 등급이 정해진 과정을 보여 줄 수 없습니다.',
  },
  configChanged: '이 계획을 만든 뒤 설정이 바뀌었습니다. 지금 설정으로 다시 판정한 내용입니다.',
  mastered: ({ names }) =>
    `다음은 통합 회원 쪽 값을 그대로 둡니다: ${names}. 아래에는 원본에서 나온 값을 보여 줍니다.`,
  differs:
    '계획에 남은 것으로 다시 판정한 결과가 계획과 다릅니다. 계획을 만들 때 쓴 것 중 없어진 것이 있습니다.',
  differences: '계획과 다른 점',
  differenceColumns: ['항목', '계획', '다시 판정'],
  written: ({ file }) => `페이지를 ${file} 파일로 저장했습니다.`,
};
