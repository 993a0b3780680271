import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { filledIn } from '../report/workbook/fill-in.js';
import { readWorkbook, recordsIn } from '../report/workbook/read-workbook.js';
import { makeWorld, type Outcome, type Parts, SOURCES, type World } from './program.js';

/** Both accounts of 남궁민 fit the row b1 of the till; a3 and b3 share a phone, and a surname at most. */
export const MALL = `id,name,phone,born,sex,ci,state,grade,points
001,남궁민,01073012001,,,,,GOLD,100
=a2,남궁민,01073012001,,,,,SILVER,20
a3,정유미,01073012009,1980-01-02,,,,SILVER,0
`;
export const TILL = `code,customer,tel,level,balance,stamps
b1,남궁민,01073012001,top,7,0
b2,서현진,01055239014,basic,0,0
b3,정유민,01073012009,basic,0,0
`;

export const NO_DECISIONS = 'source_l,id_l,source_r,id_r,decision,by,at,note,rows_hash\n';

export interface ReviewParts extends Parts {
  readonly lang?: 'en' | 'ko';
}

/** A world with three doubtful pairs, b1 with 001, b1 with =a2, a3 with b3, and a file of decisions with none yet. */
export function reviewWorld({ lang = 'en', config, ...parts }: ReviewParts = {}): World {
  const world = makeWorld({
    online: MALL,
    offline: TILL,
    ...parts,
    config: {
      sources: { ...SOURCES, online: { ...SOURCES.online, one_row_per_person: true } },
      identity: { decisions: 'decisions.csv' },
      report: { lang, formats: ['xlsx'] },
      ...config,
    },
  });
  world.write('decisions.csv', NO_DECISIONS);
  return world;
}

/** What a person types beside a pair, named by its ids as `b1 001`. */
export type Typed = Readonly<Record<string, readonly [decision: string, note?: string]>>;

/** Types decisions into the sheets of pairs of a workbook, and saves it under another name. */
export function decide(world: World, file: string, typed: Typed, as = file): void {
  const before = readFileSync(world.path(file));
  let after: Uint8Array = before;
  const left = new Set(Object.keys(typed));
  for (const sheet of readWorkbook(before).sheets.filter(({ rows }) => rows[0]?.[0] === 'decision')) {
    for (const [at, pair] of recordsIn(sheet).entries()) {
      const [decision, note] = typed[`${pair.id_l} ${pair.id_r}`] ?? [];
      if (decision === undefined) continue;
      const cells = { [`A${at + 4}`]: decision, ...(note === undefined ? {} : { [`B${at + 4}`]: note }) };
      after = filledIn(after, sheet.name, cells);
      left.delete(`${pair.id_l} ${pair.id_r}`);
    }
  }
  if (left.size > 0) throw new Error(`${file} does not ask about ${[...left].join(', ')}`);
  world.write(as, Buffer.from(after));
}

/** The lines of the file of decisions. */
export function decisionsOf(world: World): readonly Readonly<Record<string, string>>[] {
  return parse(world.read('decisions.csv'), { bom: true, columns: true });
}

/** Everything that a person sees of it, and the exit code. */
export function said({ stdout, stderr, code }: Outcome): string {
  return `${stdout}${stderr}${code}`;
}
