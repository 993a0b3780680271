import type { Field } from '../config/fields.js';

/**
 * What exports call the canonical fields, the usual word first. Compared without blanks, punctuation and case. Where
 * two columns of one file could be a field, the one whose word stands earlier here is it.
 */
export const SYNONYMS: Readonly<Partial<Record<Field, readonly string[]>>> = {
  member_id: [
    ...[
      '회원번호',
      '고객번호',
      '회원코드',
      '고객코드',
      '회원ID',
      '고객ID',
      '회원아이디',
      '고객아이디',
      '아이디',
    ],
    ...[
      '멤버십번호',
      '회원식별번호',
      '고객식별번호',
      'member id',
      'customer id',
      'member no',
      'member number',
    ],
    ...[
      'customer no',
      'customer number',
      'customer code',
      'member code',
      'user id',
      'login id',
      'account id',
    ],
    ...[
      'reference id',
      'square customer id',
      'loyalty id',
      'kundennummer',
      'kundennr',
      'mitgliedsnummer',
      'id',
      'no',
    ],
  ],
  name: [
    ...['이름', '성명', '고객명', '회원명', '회원이름', '고객이름', '회원성명', '고객성명', '성함'],
    ...['name', 'full name', 'customer name', 'member name', 'kundenname', 'vor- und nachname'],
  ],
  phone: [
    ...[
      '휴대폰번호',
      '휴대폰',
      '휴대전화',
      '휴대전화번호',
      '핸드폰',
      '핸드폰번호',
      '연락처',
      '휴대폰연락처',
      '모바일',
    ],
    ...['전화번호', '전화', 'mobile', 'mobile phone', 'mobile number', 'cell phone', 'cell', 'phone'],
    ...['phone number', 'telephone', 'tel', 'contact number', 'handynummer', 'mobilnummer', 'telefon'],
  ],
  email: ['이메일', '이메일주소', '전자우편', '메일', '메일주소', 'email', 'e-mail', 'email address', 'mail'],
  birth_date: [
    ...[
      '생년월일',
      '생일',
      '출생일',
      '출생일자',
      '생년월일자',
      'birth date',
      'date of birth',
      'birthday',
      'dob',
    ],
    ...['birthdate', 'geburtsdatum', 'geburtstag'],
  ],
  gender: ['성별', '남녀', '남녀구분', 'gender', 'sex', 'geschlecht'],
  ci: ['CI', '연계정보', 'CI값', '본인확인CI', 'connecting information'],
  di: ['DI', '중복가입확인정보', '중복가입정보', 'DI값', 'duplication information'],
  card_no: [
    ...[
      '멤버십카드',
      '카드번호',
      '멤버십카드번호',
      '회원카드번호',
      '회원카드',
      '포인트카드',
      '포인트카드번호',
      '바코드',
    ],
    ...['membership card', 'card no', 'card number', 'loyalty card', 'barcode', 'kartennummer'],
  ],
  address: [
    '주소',
    '기본주소',
    '집주소',
    '자택주소',
    '도로명주소',
    'address',
    'street address',
    'address1',
    'adresse',
  ],
  postal_code: [
    '우편번호',
    '우편코드',
    'postal code',
    'postcode',
    'zip',
    'zip code',
    'zipcode',
    'plz',
    'postleitzahl',
  ],
  grade: [
    ...[
      '회원등급',
      '등급',
      '고객등급',
      '멤버십등급',
      '등급명',
      '회원등급명',
      '회원구분',
      '회원그룹',
      '레벨',
      '멤버십',
    ],
    ...[
      'grade',
      'tier',
      'level',
      'membership level',
      'membership',
      'membership grade',
      'loyalty tier',
      'membership tier',
      'member grade',
      'customer group',
      'status tier',
      'stufe',
      'kundenstufe',
      'kundengruppe',
    ],
  ],
  grade_valid_until: [
    '등급만료일',
    '등급유효기간',
    '등급종료일',
    'grade valid until',
    'tier expiry',
    'tier expires',
  ],
  points: [
    ...[
      '가용적립금',
      '사용가능적립금',
      '잔여적립금',
      '적립금',
      '가용포인트',
      '사용가능포인트',
      '잔여포인트',
      '포인트',
    ],
    ...[
      '현재포인트',
      '보유포인트',
      '마일리지',
      '가용마일리지',
      '총적립금',
      '총포인트',
      '누적포인트',
      'points',
    ],
    ...[
      'points balance',
      'point balance',
      'available points',
      'loyalty points',
      'store credit',
      'mileage',
      'punkte',
      'punktestand',
    ],
  ],
  stamps: ['스탬프', '스탬프수', '스탬프개수', '쿠폰도장', '도장', 'stamps', 'stamp count'],
  cashback: ['캐시백', '예치금', '캐시', '충전금', '선불금', 'cashback', 'cash back', 'store balance'],
  spend: [
    ...[
      '총구매금액',
      '총구매액',
      '누적구매액',
      '누적구매금액',
      '총실결제금액',
      '총결제금액',
      '누적결제금액',
      '구매금액',
    ],
    ...[
      '결제금액',
      '총주문금액',
      '누적매출액',
      '매출액',
      '총매출',
      '매출금액',
      'total spent',
      'lifetime spend',
      'spend',
    ],
    ...[
      'total spend',
      'total amount',
      'amount spent',
      'lifetime value',
      'umsatz',
      'gesamtumsatz',
      'umsatz gesamt',
    ],
  ],
  orders: [
    ...[
      '총주문건수',
      '주문건수',
      '총주문횟수',
      '총구매건수',
      '구매건수',
      '구매횟수',
      '누적주문건수',
      '방문횟수',
    ],
    ...[
      '방문수',
      '누적방문횟수',
      '이용횟수',
      '이용건수',
      'orders',
      'total orders',
      'order count',
      'number of orders',
    ],
    ...['visits', 'visit count', 'transaction count', 'bestellungen'],
  ],
  joined_at: [
    ...[
      '회원가입일',
      '가입일',
      '가입일자',
      '가입일시',
      '회원가입일자',
      '등록일자',
      '등록일',
      '등록일시',
      '최초등록일',
    ],
    ...[
      'joined at',
      'join date',
      'joined',
      'signup date',
      'sign up date',
      'registered at',
      'registration date',
    ],
    ...['created at', 'member since', 'first visit', 'beitrittsdatum', 'registriert am'],
  ],
  last_activity_at: [
    ...[
      '최근접속일',
      '최종접속일',
      '최종로그인',
      '최근로그인',
      '최종로그인일',
      '마지막접속일',
      '최종방문일',
      '최근방문일',
    ],
    ...['최근방문일자', '최종방문일자', '최근구매일', '최종구매일', '최종주문일', '최근주문일', '최종이용일'],
    ...['last activity', 'last activity at', 'last login', 'last visit', 'last order', 'last order date'],
    ...['last purchase', 'last purchase date', 'letzter besuch', 'letzter kauf'],
  ],
  updated_at: [
    '수정일',
    '수정일시',
    '최종수정일',
    '변경일',
    '변경일시',
    'updated at',
    'last updated',
    'modified at',
  ],
  consent_sms: [
    ...[
      'SMS수신동의',
      'SMS수신',
      'SMS수신여부',
      '문자수신',
      '문자수신동의',
      '문자수신여부',
      'SMS',
      'SMS동의',
    ],
    ...[
      '수신동의 / SMS',
      '마케팅수신동의',
      'sms consent',
      'accepts sms',
      'accepts sms marketing',
      'sms opt in',
    ],
    ...['sms marketing'],
  ],
  consent_email: [
    ...[
      '이메일수신동의',
      '이메일수신',
      '이메일수신여부',
      '메일수신',
      '메일수신동의',
      '메일수신여부',
      '뉴스메일',
    ],
    ...[
      '수신동의 / 이메일',
      'email consent',
      'accepts email',
      'accepts marketing',
      'accepts email marketing',
    ],
    ...['email opt in', 'newsletter', 'email subscription status'],
  ],
  consent_push: [
    '푸시수신동의',
    '앱푸시수신동의',
    '앱푸시',
    '푸시수신',
    '앱푸시수신',
    'push consent',
    'push opt in',
  ],
  consent_post: ['우편수신동의', '우편물수신', 'DM수신', 'DM수신동의', 'post consent', 'mail consent'],
  consent_night: ['야간수신동의', '야간수신', '야간광고수신', '야간수신여부', 'night consent'],
  consent_sms_at: ['SMS수신동의일', 'SMS동의일시', '문자수신동의일', '문자수신동의일자', 'sms consent at'],
  consent_email_at: ['이메일수신동의일', '메일수신동의일', '이메일동의일시', 'email consent at'],
  consent_push_at: ['푸시수신동의일', '푸시동의일시', 'push consent at'],
  store: [
    ...[
      '등록매장',
      '가입매장',
      '매장',
      '매장명',
      '등록점포',
      '가입점포',
      '점포',
      '점포명',
      '지점',
      '지점명',
      '주이용매장',
    ],
    ...['단골매장', 'store', 'home store', 'store name', 'shop', 'branch', 'location', 'filiale'],
  ],
  status: [
    ...[
      '회원상태',
      '상태',
      '고객상태',
      '회원상태값',
      '계정상태',
      '휴면여부',
      '탈퇴여부',
      '활동상태',
      'status',
    ],
    ...['member status', 'account status', 'customer status'],
  ],
};

/** As headers are compared: composed, in small letters, letters and digits alone. */
export function folded(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

export interface HeaderMatch {
  readonly field: Field;
  /** Whether the whole header is the word, or it holds the word. */
  readonly how: 'whole' | 'part';
  readonly word: string;
  /** Place of the word among the words of the field; lower is more usual. */
  readonly rank: number;
}

const WORDS = Object.entries(SYNONYMS).flatMap(([field, words]) =>
  words.map((word, rank) => ({ field: field as Field, word, rank, folded: folded(word) })),
);

/** The fields that a header can mean, the likeliest first: whole words, then the longest part. */
export function matchHeader(header: string): readonly HeaderMatch[] {
  const text = folded(header);
  if (text === '') return [];
  // Of `수신동의 / SMS` the name below the group counts as well, but for less than the whole.
  const whole = WORDS.filter((one) => one.folded === text);
  const part = WORDS.filter((one) => isPart(text, one.folded) && !whole.some((w) => w.field === one.field));
  const longest = part.sort((a, b) => b.folded.length - a.folded.length);
  return [
    ...whole.map(({ field, word, rank }) => ({ field, word, rank, how: 'whole' as const })),
    ...longest.map(({ field, word, rank }) => ({ field, word, rank, how: 'part' as const })),
  ];
}

/** A short word of Latin letters is part of anything. */
function isPart(text: string, word: string): boolean {
  const least = /^[a-z0-9]+$/.test(word) ? 5 : 2;
  return word.length >= least && text !== word && text.includes(word);
}
