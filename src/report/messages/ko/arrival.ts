import { numbersIn } from '../../numbers.js';
import type { Messages } from '../en.js';

const { percent, whole } = numbersIn('ko');

export const arrival: Messages['arrival'] = {
  age: ({ source, hours }) => `${source}: 만들어진 지 ${hours}시간 지났습니다.`,
  change: ({ source, records, before, asOf }) =>
    `${source}: 레코드 ${whole(records)}개, 지난 실행(${asOf}) ${whole(before)}개의 ${percent(records, before)}입니다.`,
  same: ({ source, asOf }) => `${source}: 지난 실행(${asOf})의 파일과 바이트까지 똑같습니다.`,
  cut: ({ path, sign }) => `${path}: 중간에 잘린 파일로 보입니다. ${sign}.`,
};
