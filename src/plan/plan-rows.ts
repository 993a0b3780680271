import { existsSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { join, name, type Sql, sql } from '../engine/sql.js';
import { sourceNumber } from '../match/source-name.js';
import { storedRow } from '../standardise/carried.js';
import { rowFields } from '../standardise/typed.js';
import type { Key } from '../store/find.js';
import type { StoredRow } from '../store/pages.js';
import type { Store } from '../store/store.js';
import { TABLES } from '../store/tables.js';
import { deltaFile } from './delta.js';

/** Where the rows of a plan are: what changed in its folder, everything else in its target. */
export interface RowsOfPlan {
  readonly directory: string;
  /** The run that the plan builds upon; null where the target was empty. */
  readonly head: string | null;
  readonly store: Store;
}

/**
 * A grade that this program wrote into a legacy system comes back in its exports: what the row `said` is not what it
 * says of its `own` then, and only that counts for rules.
 */
type GradeOfRow = 'said' | 'own';

/**
 * `rows`, as the plan saw them, of the lines in the table `wanted(source, member_id)`: standardised, in the order of
 * `row_id`, without what the config keeps apart. A wanted row that the plan has not accepted is not in it. Where
 * another run was applied since, a row that this run changed says what it said then.
 */
export async function loadPlanRows(
  engine: Engine,
  config: Config,
  plan: RowsOfPlan,
  grade: GradeOfRow = 'said',
): Promise<void> {
  await engine.run(
    sql`create or replace table plan_rows (${join(COLUMNS.map((c) => sql`${name(c)} varchar`))})`,
  );
  await takeChanged(engine, joinPath(plan.directory, deltaFile('source_rows')));
  if (plan.head !== null) await takeUnchanged(engine, plan.store);
  const fields = rowFields(config.sources);
  await engine.step(
    'rows',
    sql`select row_number() over (order by source_no, member_id) - 1 as row_id, *
      from (select ${sourceNumber(config, sql`source`)} as source_no, ${storedRow(fields)}
        from (${grade === 'own' ? OWN_GRADES : sql`from plan_rows`}) where gone_since is null)
      where source_no is not null`,
  );
  await engine.drop('plan_rows');
}

const OWN_GRADES = sql`select * replace (case when written_grade is null then grade else own_grade end as grade)
  from plan_rows`;

const COLUMNS = TABLES.source_rows.columns.map((column) => column.name);

const KEY = sql`source, source_member_id`;

async function takeChanged(engine: Engine, file: string): Promise<void> {
  if (!existsSync(file)) return;
  await engine.run(
    sql`insert into plan_rows by name
      select columns(known -> known in (${join(COLUMNS.map((column) => sql`${column}`))}))::varchar from read_parquet(${file})
      where (source, source_member_id) in (select (source, member_id) from wanted)`,
  );
}

async function takeUnchanged(engine: Engine, store: Store): Promise<void> {
  await engine.step(
    'unchanged',
    sql`select distinct source, member_id from wanted
      where (source, member_id) not in (select (${KEY}) from plan_rows)`,
  );
  for await (const left of engine.batches<{ source: string; member_id: string }>(sql`from unchanged`)) {
    const keys = left.map(({ source, member_id }): Key => [source, member_id]);
    for await (const found of store.find('source_rows', keys))
      if (found.length > 0) await engine.run(sql`insert into plan_rows by name ${listOf(found)}`);
  }
  await engine.drop('unchanged');
}

function listOf(rows: readonly StoredRow[]): Sql {
  const shape = JSON.stringify([Object.fromEntries(COLUMNS.map((column) => [column, 'varchar']))]);
  const texts = rows.map((row) => Object.fromEntries(COLUMNS.map((c) => [c, textOf(row[c])])));
  return sql`select unnest(from_json(${JSON.stringify(texts)}, ${shape}), recursive := true)`;
}

function textOf(value: StoredRow[string] | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
