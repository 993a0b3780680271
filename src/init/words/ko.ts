import { profile } from '../../report/messages/ko/profile.js';
import type { InitWords } from '../words.js';

export const ko: InitWords = {
  configTitle: 'tier-merge init이 만든 파일입니다. 경로는 이 파일을 기준으로 합니다.',
  rulesTitle: 'tier-merge init이 만든 규칙입니다. 누가 어떤 등급을 받고 포인트가 어떻게 되는지 정합니다.',
  marks:
    '"GUESS"가 있는 줄은 추정입니다. 확인한 뒤 그 주석을 지우세요. `tier-merge check`가 남은 것을 알려 줍니다.',
  size: ({ records, lines }) => `기록 ${records}건, ${lines}줄`,
  statusOfList: ({ name }) => `${name}의 파일 이름이나 열 이름을 보고 정했습니다. 상태 열이 없습니다`,
  filled: ({ filled, records, shape, share }) =>
    `${records}건 중 ${filled}건 채워짐; ${profile.shapes[shape]}${share < 1 ? ` ${percent(share)}` : ''}`,
  labels: ({ labels }) => `값 ${labels}가지`,
  unsureColumn: ({ header, field }) => `${header} 열을 ${field}로 보았습니다`,
  preset: ({ title, present, total }) => `${title}: 열 ${total}개 중 ${present}개가 있음`,
  notInExport: '이 파일에 없음',
  unusedColumns: '쓰지 않은 열:',
  unused: ({ header, filled, shape }) => `${header} (${profile.shapes[shape]}, ${filled}건)`,
  madeId: '회원번호 열이 없어 이 값들로 번호를 만듭니다. 값 하나라도 바뀌면 다른 행이 됩니다',
  unknownTexts: ({ texts, rest }) =>
    `목록에 없어 빈 값이 되는 값: ${texts}${rest > 0 ? ` 외 ${rest}가지` : ''}`,
  encoding: ({ evidence }) => profile.encodingEvidence({ evidence }),
  layout: ({ title, headerRows }) => `위에 ${title}줄${headerRows > 1 ? `, 머리글 ${headerRows}줄` : ''}`,
  longNumbers: ({ cells }) =>
    `15자리가 넘는 숫자 ${cells}개의 뒷자리를 엑셀이 지워 빈 값으로 둡니다. 그 열을 텍스트로 다시 내보내세요`,
  rejected: ({ rejected, records, source }) => `${source}: ${records}건 중 ${rejected}건을 읽을 수 없습니다`,
  rejectedGuess: '이 파일들에서 읽을 수 없는 기록의 비율입니다. plan이 rejects.csv에 적습니다',
  emptiedGuess: ({ source, header }) =>
    `${source}의 ${header} 열에 읽을 수 없는 값이 많을 수 있습니다. plan이 emptied.csv에 적습니다`,
  tests: ({ rows }) => `${rows}건`,
  testsGuess: '테스트 계정으로 보이는 행입니다',
  alike: ({ rows }) => `이름과 전화번호, 이름과 이메일 또는 CI가 다른 행과 같은 행 ${rows}건`,
  alikeGuess: '한 사람이 한 계정만 가질 수 있으면 true입니다',
  country: ({ valid, sample }) => `전화번호 ${sample}개 중 ${valid}개가 이 나라 번호입니다`,
  countryGuess: '다른 나라나 시간대일 수도 있습니다',
  noPhones: '나라를 알려 주는 전화번호가 없습니다',
  zone: '이 나라의 시간대',
  byWords: ({ source, labels }) => `${source}, 흔히 쓰는 순서: ${labels}`,
  bySpend: ({ source, labels }) => `${source}, 구매금액 중앙값 순서: ${labels}`,
  ladderDisagrees: '이름 순서와 구매금액 순서가 다릅니다. 이름을 따랐습니다',
  ladderUnknown: '이름만으로는 순서를 알 수 없습니다',
  noGrades: '등급 열이 없어 모두 이 등급을 받습니다',
  mapGuess: ({ from }) => `${from}의 등급에 낮은 것부터 맞추었습니다`,
  labelRows: ({ rows, spend }) => `${rows}건${spend === null ? '' : `, 구매금액 중앙값 ${spend}`}`,
  rateGuess: ({ field, into }) => `${field} 하나가 ${into} 얼마인지는 파일에 없습니다`,
  ruleName: '멤버십 중 가장 높은 등급',
  leftRule: '모두 탈퇴',
  gradeRule: '가장 높은 등급',
  noLoss: '등급 유지',
  gapAccepted: '어디에도 등급이 없는 회원은 등급 없이 집계됩니다',
  testAccounts: '테스트 계정',
  totals: '합계 줄',
  ask: {
    column: ({ source, header, field }) => `${source}: ${header} 열이 ${field}입니까? (y, n 또는 필드 이름)`,
    columnHelp: '필드 이름은 docs/config.md에 있습니다. n은 이 열을 쓰지 않습니다.',
    grades: '통합 등급, 낮은 것부터 쉼표로',
    gradesHelp: '통합 프로그램의 등급입니다. 순서를 바꾸거나 새 이름을 쓸 수 있습니다.',
    map: ({ source, label, rows }) => `${source}: ${label} 회원(${rows}건)은 어떤 등급이 됩니까?`,
    mapHelp: '통합 등급 중 하나입니다. 여러 값이 같은 등급이 될 수 있습니다.',
    rate: ({ source, field, into }) => `${source}: ${field} 하나는 ${into} 얼마입니까?`,
    rateHelp: '500 같은 수입니다. 잔액에 곱하고 회원마다 한 번 반올림합니다.',
    country: '국가 번호가 없는 전화번호는 어느 나라 번호입니까?',
    countryHelp: 'KR, US, DE 같은 두 글자입니다.',
    zone: '하루는 어느 시간대를 따릅니까?',
    zoneHelp: 'Asia/Seoul 같은 이름입니다. "오늘"이 며칠인지 정합니다.',
    tests: ({ source, rows }) => `${source}: 테스트 계정으로 보이는 ${rows}건을 제외합니까? (y, n)`,
    testsHelp: '제외한 행은 세어서 알려 줍니다. n은 회원으로 둡니다.',
    alike: ({ source, rows }) =>
      `${source}: 다른 행과 비슷한 행이 ${rows}건 있습니다. 두 행은 언제나 다른 사람입니까? (y, n)`,
    alikeHelp: '한 사람이 한 계정만 가질 수 있는 시스템이면 y입니다. 그런 행은 합치지 않습니다.',
    limit: ({ evidence }) => `${evidence}. 어느 비율까지 계속합니까?`,
    limitHelp: '0.5% 같은 비율입니다. 넘으면 plan이 3으로 끝나고 rejects.csv에 적습니다.',
    hint: 'Enter는 그대로, ?는 설명',
    wrong: ({ answer, expected }) => `"${answer}"은(는) 맞지 않습니다: ${expected}`,
  },
  done: {
    written: ({ config, rules }) => `만든 파일: ${config}, ${rules}`,
    guesses: ({ count }) => (count === 0 ? '추정한 것이 없습니다.' : `추정으로 표시한 줄: ${count}`),
    next: '다음:',
    finding: ({ reason }) => `추정: ${reason}`,
  },
};

function percent(share: number): string {
  return `${Math.floor(share * 1000) / 10}%`;
}
