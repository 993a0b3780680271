import { numbersIn } from '../../numbers.js';
import type { Messages } from '../en.js';

const { whole } = numbersIn('ko');

export const cli: Messages['cli'] = {
  applied: ({ members_new, members_changed, members_gone, run_id }) =>
    `실행 ${run_id} 반영 완료: 신규 ${whole(members_new)}명, 변경 ${whole(members_changed)}명, 사라짐 ${whole(members_gone)}명.`,
  transaction: ({ milliseconds }) => `쓰기 트랜잭션: ${whole(milliseconds)} ms.`,
  checked: ({ config, rules, examples }) =>
    `${config}, ${rules}: 이상 없음. 통과한 예시 ${whole(examples)}건.`,
  preset: ({ source, preset, columns }) =>
    `${source}: 프리셋 ${preset}의 열 ${whole(columns)}개를 씁니다. tier-merge check --print로 볼 수 있습니다.`,
  announced: ({ run_id, changes_rows }) =>
    `실행 ${run_id}: 이전과 다른 등급을 안내받은 회원 ${whole(changes_rows)}명을 기록했습니다.`,
  nothingToExport: '설정에 기존 시스템용 파일이 없어 아무것도 쓰지 않았습니다. legacy_files 아래에 적습니다.',
  exported: ({ file, rows }) => `${file}: ${whole(rows)}행.`,
  composed: {
    join: ({ source, field, columns }) => `${source}: ${field} 값은 다음 열을 이어 붙입니다: ${columns}`,
    first: ({ source, field, columns }) =>
      `${source}: ${field} 값은 다음 열 중 처음으로 비어 있지 않은 값입니다: ${columns}`,
    from: ({ source, field, columns }) =>
      `${source}: ${field} 값은 다음 열로 만듭니다: ${columns}. 이 중 하나라도 바뀌면 다른 행이 됩니다`,
  },
  targetIsEmpty: ({ target }) => `${target}: 아직 실행 기록이 없습니다.`,
  targetIsAt: ({ target, run }) => `${target}: 마지막 실행 ${run}.`,
  generated: ({ people, online, offline }) =>
    `${whole(people)}명: 온라인 ${whole(online)}행, 오프라인 ${whole(offline)}행.`,
  metricsNotWritten: ({ file, why }) => `지표를 ${file}에 쓰지 못했습니다: ${why}`,
  reportNotMarked: ({ directory, why }) =>
    `계획은 반영되었으나 ${directory} 폴더의 보고서에 표시하지 못했습니다: ${why}`,
  runColumns: {
    run: '실행',
    kind: '종류',
    asOf: '기준일',
    total: '회원',
    added: '신규',
    changed: '변경',
    gone: '사라짐',
    changes: '변경 내역',
    finished: '완료 시각',
  },
  fieldColumns: ['항목', '값'],
  rowColumns: ['출처', '원래 회원번호', '연결 근거', '비트', '이유'],
  pointColumns: ['종류', '잔액', '소멸일'],
  changeColumns: ['항목', '이전', '이후'],
};
