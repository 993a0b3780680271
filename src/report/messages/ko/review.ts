import { numbersIn } from '../../numbers.js';
import type { Messages } from '../en.js';

const { whole } = numbersIn('ko');

export const review: Messages['review'] = {
  headings: {
    why: '검토 이유',
    score: '가중치(비트)',
    decision: '결정',
    note: '메모',
    rows_hash: '(고치지 마세요)',
  },
  sides: {
    l: ({ field }) => `${field}(왼쪽)`,
    r: ({ field }) => `${field}(오른쪽)`,
  },
  source: '원본',
  id: '원본의 회원 번호',
  fields: {
    name: '이름',
    phone: '전화번호',
    email: '이메일',
    birth_date: '생년월일',
    gender: '성별',
    card_no: '카드번호',
    address: '주소',
    postal_code: '우편번호',
    status: '상태',
    grade: '등급',
    points: '포인트',
    joined_at: '가입일',
    last_activity_at: '최근 활동일',
    store: '매장',
  },
  because: ({ reason, agreement }) => `${reason}: ${agreement}`,
  contradicted: ({ reason }) => `따를 수 없는 결정: ${reason}`,
  exported: ({ file, pairs }) =>
    `${file}: 결정할 쌍 ${whole(pairs)}개. decision 열에 연결, 분리 또는 단독을 적어 저장한 뒤 다음을 입력하세요.`,
  outside: ({ pairs }) => `한 행이 계획의 범위 밖에 있고 계획이 본 것과 달라 제외한 쌍: ${whole(pairs)}개`,
  nothingDoubtful: ({ plan }) => `${plan}에는 검토할 쌍이 없습니다.`,
  unmasked: '개인정보가 가려지지 않은 채 들어 있습니다.',
  imported: ({ file, link, no_link, alone }) =>
    `${file}: 새 결정은 연결 ${whole(link)}건, 분리 ${whole(no_link)}건, 단독 ${whole(alone)}건입니다.`,
  nothingNew: ({ file }) => `${file}에 이미 있는 결정뿐이어서 파일은 그대로입니다.`,
  besides: ({ known, replaced, undecided }) =>
    `이미 있던 결정 ${whole(known)}건, 이전 결정을 바꾼 것 ${whole(replaced)}건, 아직 결정하지 않은 것 ${whole(undecided)}건입니다.`,
  checkedAgainst: ({ plan }) => `${plan} 계획과 대조했습니다.`,
  next: '다음 계획부터 이 결정을 따릅니다.',
  name: '설정이 아직 이 파일을 가리키지 않습니다. 설정에 다음을 넣으세요.',
};
