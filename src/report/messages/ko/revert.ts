import { numbersIn } from '../../numbers.js';
import type { Messages } from '../en.js';

const { exact, whole } = numbersIn('ko');

export const takenBack: Messages['takenBack'] = {
  title: '되돌리기',
  run: ({ run, asOf }) =>
    `이 계획은 ${asOf} 기준 실행 ${run}을(를) 대상에 남은 이전 상태로 되돌립니다. 원본 파일은 읽지 않았습니다.`,
  member: ({ member, members }) => `그 실행이 회원 ${member}에게 한 것만 되돌립니다: ${members}.`,
  written: ({ members, links, points, source_rows }) =>
    `쓰는 행: 회원 ${whole(members)}, 연결 ${whole(links)}, 포인트 ${whole(points)}, 원본 행 ${whole(source_rows)}.`,
  id: ({ name, count }) => `${ids[name] ?? name}: ${whole(count)}`,
  idsIn: '전체 목록은 member_ids.csv에 있습니다.',
  points: ({ bucket, before, after }) => `${bucket}: 이전 ${exact(before)}, 이후 ${exact(after)}`,
  keptRows: ({ rows }) => `이후 실행이 새로 읽어 그대로 두는 원본 행: ${whole(rows)}.`,
  belowZero: ({ balances }) => `남은 것보다 많이 사용되어 0보다 작아진 잔액: ${whole(balances)}.`,
  decisions: ({ pairs, file }) =>
    `그대로 두면 다음 실행이 다시 합칩니다. 이 계획의 decisions.csv ${whole(pairs)}행을 ${file ?? '파일에 넣고 identity.decisions에 그 파일을 지정하십시오'}${file === null ? '' : '에 넣으십시오'}.`,
};

const ids: Readonly<Record<string, string>> = {
  removed: '그 실행이 만들었으므로 없어지는 회원번호',
  restored: '다시 생기는 회원번호',
  merged: '다시 합쳐지는 회원번호',
  unmerged: '다시 독립하는 회원번호',
  gone: '다시 사라지는 회원번호',
  returned: '더는 사라진 것이 아닌 회원번호',
};
