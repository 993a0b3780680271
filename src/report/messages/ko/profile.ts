import { numbersIn } from '../../numbers.js';
import type { Messages } from '../en.js';

const { whole } = numbersIn('ko');

const LIKE = {
  ...{ empty: '없음', id: '식별자', name: '이름', phone: '전화번호', email: '이메일', date: '날짜' },
  ...{ moment: '날짜와 시각', ci: '연계정보', card: '카드번호', money: '금액', integer: '정수' },
  ...{ flag: '예/아니요', gender: '성별', label: '분류', text: '텍스트' },
};

const ENCODINGS: Readonly<Record<string, string>> = {
  'byte order mark': '바이트 순서 표시가 있음',
  declared: '설정에 적힘',
  'zero bytes of UTF-16': 'UTF-16의 0 바이트',
  'all bytes are valid UTF-8': '모든 바이트가 올바른 UTF-8',
  'the header is UTF-8, though not all bytes are': '머리글은 UTF-8이지만 일부 바이트는 아님',
  'most lines are UTF-8, though not all bytes are': '대부분 UTF-8이지만 일부 바이트는 아님',
  'not all bytes are valid UTF-8': 'UTF-8이 아닌 바이트가 있음',
};

export const profile: Messages['profile'] = {
  heading: '파일에 들어 있는 것',
  intro: '모든 값을 살펴보았습니다. 예시는 가려져 있습니다.',
  file: '파일',
  fact: '항목',
  found: '내용',
  format: '형식',
  formats: {
    csv: ({ delimiter }) => `텍스트, 구분자 ${delimiter}`,
    html: '표가 있는 웹 페이지',
    xlsx: ({ sheet, sheets }) => `엑셀 통합 문서, 시트 ${sheet} (전체: ${sheets})`,
  },
  tab: '탭',
  encoding: '인코딩',
  header: '머리글',
  headerAt: ({ lines }) => `${lines}번째 줄`,
  headerBelow: ({ lines, titles }) => `${lines}번째 줄, 위에 제목 ${whole(titles)}줄`,
  dropped: '합계 줄',
  droppedLines: ({ lines, patterns }) => `${whole(lines)}줄: ${patterns}`,
  records: '레코드',
  recordsOf: ({ records, rejected, lines }) =>
    `${whole(lines)}줄에 ${whole(records)}개${rejected > 0 ? `, 그중 ${whole(rejected)}개는 읽을 수 없음` : ''}`,
  longNumbers: '15자리가 넘는 숫자',
  longNumbersFound: ({ cells }) => `${whole(cells)}개: 엑셀에서 뒷자리를 잃었습니다`,
  errorCells: '오류 셀',
  key: '키',
  keyFound: ({ column, distinct, repeats }) =>
    `${column}: 서로 다른 값 ${whole(distinct)}개, ${repeats > 0 ? `중복 ${whole(repeats)}개` : '중복 없음'}`,
  noKey: '회원을 식별하는 열이 없습니다',
  columns: '열',
  column: '열',
  filled: '채워짐',
  distinct: '고유값',
  shape: '모양',
  examples: '예시',
  guess: '추정 필드',
  guesses: '각 열의 의미 추정',
  evidence: '근거',
  composed: {
    join: ({ columns }) => `다음 열을 이어 붙임: ${columns}`,
    first: ({ columns }) => `다음 중 처음으로 비어 있지 않은 값: ${columns}`,
  },
  values: '값',
  valuesCaption: '값의 종류가 적은 열',
  shapes: LIKE,
  headerSays: ({ header, word }) =>
    word === null ? `열 이름 "${header}"` : `열 이름 "${header}"에 "${word}"이(가) 있음`,
  isEmpty: '열이 비어 있음',
  looksLike: ({ share, filled, shape, isUnique }) =>
    `값 ${whole(filled)}개 중 ${share}: ${LIKE[shape]}${isUnique ? ', 모두 다름' : ''}`,
  encodingEvidence: ({ evidence }) => `${ENCODINGS[evidence] ?? evidence}`,
  written: ({ file }) => `저장됨: ${file}`,
};
