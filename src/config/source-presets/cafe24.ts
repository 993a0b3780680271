import type { SourcePreset } from './preset.js';

export const cafe24: SourcePreset = {
  name: 'cafe24',
  title: 'Cafe24 (카페24), 고객관리 > 회원정보 조회 > 회원정보 다운로드, the default list (기본양식)',
  origin: [
    {
      at: 'https://shopnotice.cafe24.com/view?bbs_no=12&no=338959&page=147',
      what: "Cafe24's notice of 2014-10-23: the columns of the default list",
      seen: '2026-11-22',
    },
  ],
  notes: [
    'Certain: the eight columns of the default list in 2014. A shop can make lists of its own, with more columns and in another order.',
    'The default list has no member id. It is made of e-mail, phone and name: who changes one of them is another row. Better: put 아이디 into the list and write `member_id: 아이디`.',
    'Not certain: the encoding (UTF-8 with a mark, or CP949; both are recognised) and the format of the joining date (YYYY-MM-DD, with or without a time).',
    'Not read: 나이, and 총 사용 적립금, which is what has been spent of the points.',
  ],
  source: {
    columns: {
      member_id: { from: ['이메일', '휴대폰번호', '이름'] },
      name: '이름',
      email: '이메일',
      phone: '휴대폰번호',
      grade: '회원등급',
      points: '사용가능 적립금',
      joined_at: '회원 가입일',
    },
  },
};
