import { numbersIn } from '../../numbers.js';
import type { Messages } from '../en.js';

const { whole } = numbersIn('ko');

export const forget: Messages['forget'] = {
  question: ({ ids, rows, target }) =>
    `회원번호 ${whole(ids)}개와 원본 행 ${whole(rows)}개를 ${target}, 그리고 output.dir 아래의 계획에서 지웁니다. 되돌릴 수 없습니다. 지울까요?`,
  done: ({ run, ids, rows, folders }) =>
    `실행 ${run}: 회원번호 ${whole(ids)}개, 원본 행 ${whole(rows)}개를 지웠습니다. 정리한 폴더 ${whole(folders)}개.`,
  elsewhere:
    '그대로 남은 것: 내보낸 파일, 백업, 결정 파일, -o로 output.dir 밖에 만든 계획. 그곳에서도 지우세요.',
};
