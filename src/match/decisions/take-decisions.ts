import type { Config } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import { sql } from '../../engine/sql.js';
import { Faults } from '../../failure.js';
import { PAIR_COLUMNS, takeDecided } from '../decided-pairs.js';
import { type EditedFile, headerOf, readEdited } from '../edited-file.js';

/** A file of decisions as it was read. */
export interface DecisionsFile {
  readonly path: string;
  readonly sha256: string;
}

/**
 * What people decided, as `decisions(line, decision, l, r, state)`, each decision once, with its first line:
 * - `link`, `no_link`: l < r; NULL where one of them is no accepted row;
 * - `alone`: of the row l; r is the row that it was shown beside, or NULL;
 * - `state`: `in_force`; `changed`, since the rows say something else than when it was made and it was not made
 *   anew; or `dormant`, since a row is not accepted.
 *
 * Rows that stay alone are kept apart from now on. The table is empty where the config names no file. Needs `rows`.
 * Throws Faults for lines that cannot be used, and for two that contradict each other.
 */
export async function takeDecisions(
  engine: Engine,
  config: Config,
  workDirectory: string,
): Promise<DecisionsFile | undefined> {
  const path = config.identity.decisions;
  if (path === undefined) {
    await engine.run(
      sql`create or replace table decisions (line bigint, decision varchar, l bigint, r bigint, state varchar)`,
    );
    return undefined;
  }
  const header = await openDecisions(path);
  const columns = [...PAIR_COLUMNS, 'rows_hash'].filter((column) => header.includes(column));
  const file = await readEdited(engine, { path, name: '_decisions', columns, header }, workDirectory);
  try {
    await takeDecided(engine, config, { file });
    await listLines(engine, file);
    await engine.step('decisions', DECISIONS);
  } finally {
    await file.dispose();
  }
  await engine.drop('decided', 'decided_at');
  await keepAlone(engine);
  return { path, sha256: file.sha256 };
}

/** A lost file is not the same as none: what people decided would be undone without a word. */
const NOT_THERE =
  'bring the file back or correct its path; where nothing was decided yet, take identity.decisions out until "tier-merge review import FILE --by NAME --into decisions.csv" has written it';

/** Looks at the header alone. Throws Faults for another one, a usage Failure for a file that cannot be read. */
export async function openDecisions(path: string): Promise<readonly string[]> {
  const header = await headerOf(path, NOT_THERE);
  const missing = PAIR_COLUMNS.filter((column) => !header.includes(column));
  if (missing.length === 0) return header;
  const message = `the header lacks ${missing.join(', ')}`;
  const hint = `a file of decisions begins like review.csv of a plan; it needs ${PAIR_COLUMNS.join(',')}`;
  throw new Faults([{ file: path, line: 1, column: 1, message, hint }]);
}

/** `decided_at(line_id, line)`: where each decision stands, since the file is gone when one is contradicted. */
async function listLines(engine: Engine, file: EditedFile): Promise<void> {
  const found = await engine.rows<{ line_id: bigint }>(sql`select line_id from decided order by line_id`);
  const lines = found.map(({ line_id }) => ({ line_id: Number(line_id), line: file.lineOf(line_id) }));
  const shape = JSON.stringify([{ line_id: 'bigint', line: 'bigint' }]);
  await engine.step(
    'decided_at',
    sql`select unnest(from_json(${JSON.stringify(lines)}, ${shape}), recursive := true)`,
  );
}

/** `one`, `two`: what a decision is about, so that a decision made anew takes the place of the one before. */
const DECISIONS = sql`with stated as (
    select line, decision,
      case when decision = 'alone' then left_key else least(left_key, right_key) end as one,
      case when decision <> 'alone' then greatest(left_key, right_key) end as two,
      case when decision = 'alone' then l when not is_absent then least(l, r) end as l,
      case when decision = 'alone' then r when not is_absent then greatest(l, r) end as r,
      case when is_absent then 'dormant' when is_changed then 'changed' else 'in_force' end as state
    from decided join decided_at using (line_id)
  ),
  once as (
    select min(line) as line, decision, one, two, min(l) as l, min(r) as r, state
    from stated group by decision, one, two, state
  ),
  valid as (from once where state = 'in_force'),
  alone as (from valid where decision = 'alone'),
  changed as (
    select once.* from once
    anti join valid on valid.one = once.one and valid.two = once.two
    anti join alone as first on first.one = once.one
    anti join alone as second on second.one = once.two
    where once.state = 'changed'
  )
  select line, decision, l, r, state
  from (from once where state <> 'changed' union all from changed) order by line`;

async function keepAlone(engine: Engine): Promise<void> {
  const alone = sql`from decisions where decision = 'alone' and state = 'in_force'`;
  const { some } = await engine.one<{ some: boolean }>(sql`select exists (${alone}) as some`);
  if (some) await engine.run(sql`update rows set keep_apart = true where row_id in (select l ${alone})`);
}
