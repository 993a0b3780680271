import { numbersIn } from '../../numbers.js';
import type { Messages } from '../en.js';

const { whole } = numbersIn('ko');

export const inputs: Messages['inputs'] = {
  emptied: ({ values }) => `읽을 수 없어 비워 둔 값: ${whole(values)}건. 전체 목록: emptied.csv.`,
  title: '읽은 내용',
  recordsCaption: '레코드 = 채택 + 중복 + 제외 + 거부',
  linesCaption: '줄 = 머리글 + 빈 줄 + 레코드의 줄',
  linesCaptionDropped: '줄 = 머리글 + 빈 줄 + 제외 행 + 레코드의 줄',
  dropped: '제외 행',
  source: '원본',
  records: '레코드',
  accepted: '채택',
  repeated: '중복',
  excluded: '제외',
  rejected: '거부',
  lines: '줄',
  header: '머리글',
  blank: '빈 줄',
  linesOfRecords: '레코드의 줄',
  exclusionsCaption: '제외 조건별 제외된 레코드',
  exclusion: '제외 조건',
  ofRecords: '원본의 레코드 대비',
};

export const rejects: Messages['rejects'] = {
  title: '거부된 레코드',
  reasonsCaption: '이유별 거부된 레코드',
  reason: '이유',
  ofRejected: '거부된 전체 대비',
  listCaption: ({ shown, total, file }) =>
    `거부된 레코드 ${whole(total)}건 중 ${whole(shown)}건 표시, 전체 목록: ${file}`,
  file: '파일',
  line: '줄',
  column: '열',
  none: '거부된 레코드가 없습니다.',
};

export const emptied: Messages['emptied'] = {
  title: '비운 값',
  caption: '읽을 수 없어 비운 값',
  captionIn: ({ file }) => `읽을 수 없어 비운 값, 원래 글자: ${file}`,
  field: '필드',
  reason: '이유',
  count: '값',
  none: '비운 값이 없습니다.',
};

export const origin: Messages['origin'] = {
  title: '이 보고서의 출처',
  filesCaption: '읽은 파일',
  path: '파일',
  written: '저장한 때',
  configFile: '설정 파일',
  bytes: '바이트',
  encoding: '인코딩',
  sha256: 'SHA-256',
  rulesCaption: '규칙, 설정, 내용',
  name: '이름',
  value: '값',
  rules: '규칙',
  rulesFile: '규칙 파일',
  rulesHash: '규칙의 해시',
  configHash: '설정의 해시',
  contentHash: '내용의 해시',
  tool: '만든 도구',
  findingsCaption: '규칙 증명에서 나온 지적 사항',
  finding: '지적 사항',
  line: '줄',
  noFindings: '규칙 증명에서 지적 사항이 없었습니다.',
};
