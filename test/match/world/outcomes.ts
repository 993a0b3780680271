import { tmpdir } from 'node:os';
import type { Config } from '../../../src/config/config.js';
import type { Engine } from '../../../src/engine/engine.js';
import { join, name, raw, sql } from '../../../src/engine/sql.js';
import { matchRows } from '../../../src/match/match.js';
import { standardise } from '../../../src/standardise/rows.js';
import { AS_OF, configOf, source } from '../../standardise/support.js';
import type { Outcome, Scene, SceneRow } from './scene.js';

const FIELDS = 'name phone email birth_date gender ci card_no status';

/** How the columns of a scene are called in an export. */
const COLUMN: Readonly<Record<string, string>> = { born: 'birth_date' };

/** Two sources, of which the mall has nobody twice; and a third one. */
const CONFIG: Config = configOf(
  source(FIELDS, { one_row_per_person: true }),
  source(FIELDS, { name: 'offline', order: 1 }),
  source(FIELDS, { name: 'app', order: 2 }),
);

/** What became of two rows, and what of it a person would look at who wonders why. */
export interface Found {
  readonly scene: string;
  readonly first: string;
  readonly second: string;
  readonly outcome: Outcome;
  readonly why: string;
}

/** Whether member ids ascend in the order in which rows are written down, or descend. */
export type Order = 'as written' | 'backwards';

/** Matches the rows of all scenes at once. Gives every pair of rows that is anything but no link. */
export async function outcomesOf(
  engine: Engine,
  scenes: readonly Scene[],
  order: Order,
): Promise<readonly Found[]> {
  await read(engine, scenes, order);
  await standardise(engine, CONFIG, { asOf: AS_OF, ciKey: 'a key', exclusions: [] });
  await matchRows(engine, CONFIG, tmpdir());
  const found = await engine.rows<{ l: string; r: string; outcome: Outcome; why: string }>(OUTCOMES_FOUND);
  const rows = scenes.flatMap(({ name: scene, rows: those }) => those.map(({ label }) => ({ scene, label })));
  const rowOf = (id: string) => rows[numberOf(id, order)] ?? { scene: id, label: id };
  return found.map(({ l, r, outcome, why }) => {
    const [first, second] = [rowOf(l), rowOf(r)];
    const scene = first.scene === second.scene ? first.scene : `${first.scene} / ${second.scene}`;
    return { scene, first: first.label, second: second.label, outcome, why };
  });
}

/** The row of an ambiguous pair that fits two persons stands first. */
const OUTCOMES_FOUND = sql`with ends as (
    select a.row_id as l, b.row_id as r, 1 as rank, 'link' as outcome, null::bigint as torn
    from person_rows as a join person_rows as b using (person_id) where a.row_id < b.row_id
    union all
    select l, r, 2, case when reason = 'ambiguous' then reason else 'review' end, torn from review
    union all
    select l, r, 3, 'cut', null from cut
    union all
    select l, r, 4, 'related', null from compared where outcome = 'related'
  ),
  best as (
    select l, r, arg_min({ outcome: outcome, torn: torn }, rank) as found from ends group by l, r
  )
  select a.member_id as l, b.member_id as r, found.outcome as outcome,
    coalesce(concat_ws(' ', agreement, how, 'stranger', stranger, 'household', household, 'weight', weight), 'not compared') as why
  from (select found, case when found.torn = r then r else l end as l, case when found.torn = r then l else r end as r from best) as pairs
  join rows as a on a.row_id = pairs.l join rows as b on b.row_id = pairs.r
  left join compared on compared.l = least(pairs.l, pairs.r) and compared.r = greatest(pairs.l, pairs.r)
  left join patterns using (pattern)
  order by a.row_id, b.row_id`;

const MOST_ROWS = 100_000;

async function read(engine: Engine, scenes: readonly Scene[], order: Order): Promise<void> {
  const rows = scenes.flatMap((scene) => scene.rows);
  const columns = ['member_id', ...FIELDS.split(' ')];
  const shape = JSON.stringify([Object.fromEntries(columns.map((column) => [column, 'varchar']))]);
  for (const { name: at } of CONFIG.sources) {
    const own = rows.flatMap((row, place) => (row.at === at ? [recordOf(row, memberId(place, order))] : []));
    await engine.step(
      `read_${at}`,
      sql`select ${join(columns.map(name))}, 0 as file_no from (
        select unnest(from_json(${JSON.stringify(own)}, ${shape}), recursive := true)
      ) order by ${raw('member_id')}`,
    );
  }
}

function recordOf({ cells }: SceneRow, member_id: string): Readonly<Record<string, string>> {
  const named = Object.entries(cells).map(([column, text]) => [COLUMN[column] ?? column, text]);
  const { ci } = cells;
  return { member_id, ...Object.fromEntries(named), ...(ci && { ci: sealed(ci) }) };
}

/** A CI has 88 characters of base64; a scene says `ci-kim`. */
function sealed(ci: string): string {
  return `${ci.replaceAll('-', '/').padEnd(86, 'x')}==`;
}

function memberId(place: number, order: Order): string {
  return String(order === 'as written' ? place : MOST_ROWS - 1 - place).padStart(5, '0');
}

function numberOf(id: string, order: Order): number {
  return order === 'as written' ? Number(id) : MOST_ROWS - 1 - Number(id);
}
