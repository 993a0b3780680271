import { numbersIn } from '../../numbers.js';
import type { Messages } from '../en.js';

const { whole } = numbersIn('ko');

export const profile: Messages['profile'] = {
  heading: '파일에 들어 있는 것',
  intro: '모든 값을 살펴보았습니다. 예시는 가려져 있습니다.',
  file: '파일',
  fact: '항목',
  found: '내용',
  format: '형식',
  formats: {
    csv: ({ delimiter }) => `텍스트, 구분자 ${delimiter}`,
    xlsx: ({ sheet, sheets }) => `엑셀 통합 문서, 시트 ${sheet} (전체: ${sheets})`,
  },
  tab: '탭',
  encoding: '인코딩',
  header: '머리글',
  headerAt: ({ line, rows, titles }) =>
    `${whole(line)}번째 줄${rows === 2 ? '부터 두 줄' : ''}${titles > 0 ? `, 위에 제목 ${whole(titles)}줄` : ''}`,
  dropped: '합계 줄',
  droppedLines: ({ lines, patterns }) => `${whole(lines)}줄: ${patterns}`,
  records: '레코드',
  recordsOf: ({ records, rejected, lines }) =>
    `${whole(lines)}줄에 ${whole(records)}개${rejected > 0 ? `, 그중 ${whole(rejected)}개는 읽을 수 없음` : ''}`,
  longNumbers: '15자리가 넘는 숫자',
  longNumbersFound: ({ cells }) => `${whole(cells)}개: 엑셀이 뒷자리를 0으로 바꾸었습니다`,
  errorCells: '오류 셀',
  key: '키',
  keyFound: ({ column, distinct, repeats }) =>
    `${column}: 서로 다른 값 ${whole(distinct)}개, ${repeats > 0 ? `중복 ${whole(repeats)}개` : '중복 없음'}`,
  noKey: '회원을 식별하는 열이 없습니다: docs/reading.md의 member_id.from을 보십시오',
  columns: '열',
  column: '열',
  filled: '채워짐',
  distinct: '고유값',
  shape: '모양',
  examples: '예시',
  guess: '추정 필드',
  guesses: '각 열의 의미 추정',
  evidence: '근거',
  values: '값',
  valuesCaption: '값의 종류가 적은 열',
  shapes: {
    empty: '없음',
    id: '식별자',
    name: '이름',
    phone: '전화번호',
    email: '이메일',
    date: '날짜',
    moment: '날짜와 시각',
    ci: '연계정보',
    card: '카드번호',
    money: '금액',
    integer: '정수',
    flag: '예/아니요',
    gender: '성별',
    label: '분류',
    text: '텍스트',
  },
  written: ({ file }) => `저장됨: ${file}`,
};
