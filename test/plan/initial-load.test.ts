import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { makeWorld } from '../cli/program.js';

// A first load is read back from the plan's own CSV: nothing a name can hold may be lost on the way.
const NAMES = [
  '줄\n바꿈',
  '쉼표, 있음',
  '"quoted"',
  "'=1+1",
  '=1+1',
  "''@x",
  '#comment',
  '-',
  '\\N x',
  'a\tb',
  'ㅤ',
  '김\r\n수',
];

test.each(['csv', 'parquet'])(
  'a first load from %s gives the target each name as it stood',
  async (format) => {
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const online = NAMES.map((name, at) => `a${at},${quoted(name)},,,,,,GOLD,1\n`).join('');
    const world = makeWorld({
      online: `id,name,phone,born,sex,ci,state,grade,points\n${online}`,
      config: { output: { dir: 'runs', format } },
    });
    expect((await world.run('run', '-q')).code).toBe(0);
    const db = new Database(world.path('members.sqlite'));
    const select = `select name from members join links using (member_id) where source = 'online' order by cast(substr(source_member_id, 2) as integer)`;
    const stored = db.prepare(select).raw().all().flat();
    db.close();
    expect(stored).toEqual(NAMES.map((name) => (name === '-' ? null : name)));
  },
);
