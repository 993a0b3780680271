import type { Target } from '../../src/config/schema.js';
import { makeWorld, type World } from '../cli/program.js';
import { type Grade, LADDER, type LegacyRow } from './legacy.js';

const TILL_LABELS: Readonly<Record<Grade, string>> = { BRONZE: 'basic', SILVER: 'plus', GOLD: 'top' };

const CONFIG = {
  sources: {
    online: {
      files: [
        'active.csv',
        {
          path: 'dormant.csv',
          columns: {
            ...{ member_id: 'no', name: 'who', phone: 'tel', ci: 'link', card_no: 'pass' },
            ...{ grade: 'class', points: 'rest' },
          },
          constant: { status: 'dormant' },
        },
      ],
      columns: {
        ...{ member_id: 'id', name: 'name', phone: 'phone', ci: 'ci', card_no: 'card' },
        ...{ status: 'state', grade: 'grade', points: 'points' },
      },
      values: { status: { left: 'withdrawn' } },
    },
    offline: {
      files: 'tills.csv',
      columns: {
        ...{ member_id: 'code', name: 'customer', phone: 'tel', ci: 'ci', card_no: 'card' },
        ...{ status: 'state', grade: 'level', points: 'balance', stamps: 'stamps' },
      },
      values: { status: { left: 'withdrawn' } },
    },
  },
  limits: { max_cluster: 8, min_rows_vs_last: '80%', max_downgraded: '8%' },
  legacy_files: {
    online: { file: 'out/mall.csv', columns: { id: 'source_member_id', grade: 'label' }, rows: 'all' },
    offline: { file: 'out/tills.csv', columns: { id: 'source_member_id', grade: 'label' }, rows: 'all' },
  },
};

const RULES = {
  decide: [
    { name: 'left', when: "every(status = 'withdrawn')", grade: 'none' },
    { name: 'best', grade: 'highest(map)' },
  ],
  masters: { points: 'unified' },
  fields: { name: ['prefer online', 'latest'], phone: ['prefer online', 'latest'] },
};

/** A folder with the config of a target, and without exports yet. */
export function makeProject(target: Target): World {
  return makeWorld({ config: { ...CONFIG, target }, rules: RULES });
}

/** The same config for a target that is reached another way. */
export function writeConfigFor(world: World, file: string, target: Target): void {
  world.write(file, JSON.stringify({ ...world.json<object>('tier-merge.yaml'), target }));
}

/** Active and dormant list of the mall, and the tills. */
export function writeExports(world: World, rows: readonly LegacyRow[]): void {
  const mall = rows.filter(({ system }) => system === 'mall');
  const shared = ({ key, name, phone, ci, card }: LegacyRow) => [key, name, phone, ci, card];
  const active = mall.filter(({ state }) => state !== 'dormant');
  const dormant = mall.filter(({ state }) => state === 'dormant');
  const tills = rows.filter(({ system }) => system === 'tills');
  world.write(
    'active.csv',
    csv(
      'id,name,phone,ci,card,state,grade,points',
      active.map((row) => [...shared(row), stateOf(row), row.grade, row.points]),
    ),
  );
  world.write(
    'dormant.csv',
    csv(
      'no,who,tel,link,pass,class,rest',
      dormant.map((row) => [...shared(row), row.grade, row.points]),
    ),
  );
  world.write(
    'tills.csv',
    csv(
      'code,customer,tel,ci,card,state,level,balance,stamps',
      tills.map((row) => [...shared(row), stateOf(row), TILL_LABELS[row.grade], row.points, row.stamps]),
    ),
  );
}

/** Half of what the tills wrote: the last record ends somewhere. */
export function cutOff(world: World): void {
  const whole = world.read('tills.csv');
  world.write('tills.csv', whole.slice(0, whole.indexOf(',', whole.length / 2)));
}

/** What the new programme wrote back, as `key grade`. */
export function writtenBack(world: World): readonly string[] {
  const lines = ['out/mall.csv', 'out/tills.csv'].flatMap((file) =>
    world.read(file).trimEnd().split('\r\n').slice(1),
  );
  return lines.map((line) => {
    const [key = '', label = ''] = line.split(',');
    return `${key} ${LADDER.find((grade) => grade === label || TILL_LABELS[grade] === label)}`;
  });
}

function csv(header: string, rows: readonly (readonly (string | number)[])[]): string {
  return `${[header, ...rows.map((cells) => cells.join(','))].join('\n')}\n`;
}

function stateOf({ state }: LegacyRow): string {
  return state === 'left' ? 'left' : '';
}
