import { numbersIn } from '../../numbers.js';
import type { Messages } from '../en.js';

const { whole } = numbersIn('ko');

export const pruned: Messages['pruned'] = {
  nothing: '보관 기간이 지난 것이 없습니다.',
  members: ({ run, members }) => `보관 기간이 지난 회원을 실행 ${run}이(가) 지웠습니다: ${whole(members)}명.`,
  folders: ({ folders }) => `오래된 계획 폴더를 지웠습니다: ${whole(folders)}개`,
  failed: ({ why }) => `오늘 실행은 끝났으나 기간이 지난 것을 지우지 못했습니다: ${why}`,
};
