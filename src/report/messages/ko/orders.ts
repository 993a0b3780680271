import { numbersIn } from '../../numbers.js';
import type { Messages } from '../en.js';

const { whole } = numbersIn('ko');

export const orders: Messages['orders'] = {
  title: '주문',
  acceptedCaption: '채택 = 반영 + 미반영',
  export: '주문 파일',
  of: '회원 원본',
  accepted: '채택',
  counted: '반영',
  uncounted: '미반영',
  amountCaption: '반영된 주문: 금액 = 환불 + 차감 + 인정 금액',
  amount: '금액',
  refunded: '환불',
  takenOff: '차감',
  net: '인정 금액',
  reasonsCaption: '이유별 반영되지 않은 주문',
  reason: '이유',
  count: '주문',
  byDate: {
    ordered: '주문은 주문한 날을 기준으로 반영됩니다.',
    delivered: '주문은 배송이 끝난 날을 기준으로 반영됩니다.',
  },
  elsewhere: ({ refunds }) => `판매한 곳과 다른 파일에서 처리된 환불: ${whole(refunds)}건.`,
  file: ({ file }) => `회원별 전체 주문 목록: ${file}`,
};

export const lots: Messages['lots'] = {
  title: '소멸일별 포인트',
  caption: '전체 = 이전 + 소멸 + 회원 없음 + 금액 없음',
  lot: '적립 내역',
  all: '전체',
  carried: '이전',
  expired: '소멸',
  orphan: '회원 없음',
  noAmount: '금액 없음',
  countCaption: '같은 내용, 적립 건수',
  expiringCaption: ({ days }) => `이전되는 포인트 중 ${whole(days)}일 안에 소멸하는 값과 가장 이른 소멸일`,
  expiring: '곧 소멸',
  lotsExpiring: '적립 건수',
  earliest: '가장 이른 소멸일',
  never: '소멸 없음',
  unconverted: ({ buckets }) => `규칙에서 환산하지 않는 종류: ${buckets}`,
  file: ({ file }) => `회원별 전체 적립 내역: ${file}`,
};

export const costs: Messages['costs'] = {
  title: '등급 비용',
  byGradeCaption: '등급별 연간 비용, 이전과 이후',
  bySourcesCaption: '회원이 속한 원본별',
  byStoreCaption: '알려진 매장별',
  grade: '등급',
  sources: '원본',
  store: '매장',
  members: '회원',
  membersBefore: '이전 회원',
  before: '이전',
  after: '이후',
  difference: '차이',
  noStore: '매장 모름',
  otherStores: ({ stores }) => `그 밖의 매장 ${whole(stores)}곳`,
};
