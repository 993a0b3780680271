import { numbersIn } from '../../numbers.js';
import type { Messages } from '../en.js';

const { whole } = numbersIn('ko');

export const page: Messages['page'] = {
  title: ({ project, asOf }) => `${project}: 멤버십 통합, ${asOf}`,
  heading: '멤버십 통합',
  asOf: '기준일',
  runId: '실행',
  masked: '이 보고서의 개인정보는 가려져 있습니다.',
  notMasked: '이 보고서에는 개인정보가 그대로 나옵니다. 꼭 필요한 사람만 볼 수 있는 곳에 두세요.',
  contents: '차례',
  scrollable: ({ table }) => `${table} (옆으로 밀어서 보기)`,
  summary: '한눈에 보기',
  report: '보고서',
  plan: '계획',
  scope: '범위',
  scoped: ({ persons, all, along }) =>
    `이 계획은 전체 ${whole(all)}명 가운데 ${whole(persons)}명만 다루며, 나머지는 그대로 둡니다. ${along === 0 ? '' : `그중 ${whole(along)}명은 범위에 드는 행이 없지만, 범위에 드는 사람과 같은 회원에 속해 있어 함께 다룹니다. `}회원, 등급, 포인트, 매칭은 이 사람들만의 숫자이고, 입력은 전체의 숫자입니다.`,
};

export const verdict: Messages['verdict'] = {
  nothing_to_do: {
    name: '할 일 없음',
    sentence: '대상 저장소의 내용이 이미 이 계획과 똑같습니다. 아무도 할 일이 없습니다.',
    next: '',
  },
  ready: {
    name: '적용 가능',
    sentence: '모든 한도를 지켰습니다. 프로그램 책임자가 이 보고서를 읽고 동의하거나 이의를 제기합니다.',
    next: '동의가 끝나면 운영자가 다음 명령으로 이 계획을 그대로 적용합니다:',
  },
  input_refused: {
    name: '입력 거부',
    sentence:
      '내보낸 파일이 한도를 벗어났습니다. 데이터 담당자가 파일이나 설정을 고친 뒤 계획을 다시 만듭니다.',
    next: '파일이 이대로 맞을 때에만 운영자가 다음 명령으로 이번 계획에 한해 한도를 조정합니다:',
  },
  needs_decision: {
    name: '결정 필요',
    sentence: '변경 내용이 한도를 벗어났습니다. 프로그램 책임자가 의도한 변경인지 결정합니다.',
    next: '의도한 변경일 때에만 운영자가 다음 명령으로 이번 계획에 한해 한도를 조정합니다:',
  },
  applied: {
    name: '적용 완료',
    sentence: '계획을 대상 저장소에 썼습니다. 아무도 할 일이 없습니다.',
    next: '',
  },
  contradicted: {
    name: '결정 필요',
    sentence:
      '사람의 결정이 한 회원이 될 수 없는 행을 잇습니다. 결정한 사람이 아래 줄을 고친 뒤 계획을 다시 만듭니다.',
    next: '',
  },
  limitsBroken: '벗어난 한도',
  contradictions: '어긋난 결정',
  contradiction: ({ place, reason }) => `${place}: 결정은 연결(link), 그러나 ${reason}`,
  moreContradictions: ({ count, file }) => `${file} 안에 ${whole(count)}개 더 있음`,
};
