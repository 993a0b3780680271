import { POPULATION } from './error-model.js';
import { mobile } from './phone.js';

export interface Store {
  readonly name: string;
  /** The store's own number: a landline or a mobile phone. */
  readonly phone: string;
  /** Staff type the store's own number for customers who give none. */
  readonly careless: boolean;
}

const DISTRICTS =
  '강남 명동 홍대 잠실 신촌 종로 여의도 노원 목동 수원 분당 일산 부평 송도 대전 천안 청주 전주 광주 목포 대구 경주 포항 울산 부산 해운대 창원 진주 제주 강릉 춘천 원주'.split(
    ' ',
  );

/** One store for every two thousand people, at least ten. Numbers above `people` twice over belong to nobody else. */
export function createStores(people: number): readonly Store[] {
  const count = Math.max(10, Math.round(people / POPULATION.peoplePerStore));
  const every = Math.round(1 / POPULATION.carelessStores);
  return Array.from({ length: count }, (_, n) => ({
    name: storeName(n),
    phone: n % 4 === 3 ? `02${String(5_550_000 + n).slice(-7)}` : mobile(2 * people + n),
    careless: n % every === 3,
  }));
}

function storeName(n: number): string {
  const branch = Math.floor(n / DISTRICTS.length);
  return `${DISTRICTS[n % DISTRICTS.length]}${branch === 0 ? '' : `${branch + 1}호`}점`;
}
