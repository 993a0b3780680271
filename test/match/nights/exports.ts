import type { Parts, World } from '../../cli/program.js';
import type { TruthRow } from './policy.js';
import type { StoryNight, StoryRow } from './story.js';

export type Town = ReadonlyMap<string, StoryRow>;

/** The config and the rules of the story. */
export const PARTS: Parts = {
  config: {
    sources: {
      online: {
        files: ['online.csv', 'dormant.csv'],
        columns: {
          ...{ member_id: 'id', name: 'name', phone: 'phone', birth_date: 'born', ci: 'ci' },
          ...{ status: 'state', grade: 'grade', points: 'points' },
        },
        values: { status: { left: 'withdrawn' } },
      },
      offline: {
        files: 'offline.csv',
        columns: {
          ...{ member_id: 'code', name: 'customer', phone: 'tel', ci: 'ci' },
          ...{ grade: 'level', points: 'balance', stamps: 'stamps' },
        },
      },
    },
    identity: { decisions: 'decisions.csv' },
  },
};

/** The town after a night. */
export function after(town: Town, { rows = {} }: StoryNight): Town {
  const next = new Map(town);
  for (const [id, change] of Object.entries(rows)) {
    if (change === null) next.delete(id);
    else next.set(id, { ...next.get(id), ...change } as StoryRow);
  }
  return next;
}

export function truthOf(town: Town): readonly TruthRow[] {
  return [...town].map(([key, { who, state }]) => ({ key, person: who, withdrawn: state === 'left' }));
}

const ONLINE = 'id,name,phone,born,ci,state,grade,points';
const OFFLINE = 'code,customer,tel,ci,level,balance,stamps';

/** Writes the exports of a night; who is dormant stands on a list of its own. */
export function writeExports(world: World, town: Town): void {
  const rows = [...town];
  const mall = rows.filter(([id]) => id.startsWith('a'));
  const isDormant = ([, { state }]: readonly [string, StoryRow]) => state === 'dormant';
  const online = ([id, { name, phone, born = '', ci, state }]: readonly [string, StoryRow]) =>
    [id, name, phone, born, sealed(ci), state ?? '', 'SILVER', 100].join(',');
  const offline = ([id, { name, phone, ci }]: readonly [string, StoryRow]) =>
    [id, name, phone, sealed(ci), 'plus', 30, 1].join(',');
  const active = mall.filter((row) => !isDormant(row));
  world.write('online.csv', lines(ONLINE, active.map(online)));
  world.write('dormant.csv', lines(ONLINE, mall.filter(isDormant).map(online)));
  world.write('offline.csv', lines(OFFLINE, rows.filter(([id]) => id.startsWith('b')).map(offline)));
}

export function writeDecisions(world: World, decisions: readonly string[]): void {
  world.write('decisions.csv', lines('source_l,id_l,source_r,id_r,decision', decisions));
}

function lines(header: string, rows: readonly string[]): string {
  return `${[header, ...rows].join('\n')}\n`;
}

/** A CI has 88 characters of base64. */
function sealed(ci = ''): string {
  return ci && `${ci.replaceAll(' ', '/').padEnd(86, 'x')}==`;
}
