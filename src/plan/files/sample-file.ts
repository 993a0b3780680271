import { readFile, rm, writeFile } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import type { Config } from '../../config/config.js';
import type { Engine, Row } from '../../engine/engine.js';
import { inert } from '../../engine/inert.js';
import { join, name, raw, type Sql, sql } from '../../engine/sql.js';
import { Failure } from '../../failure.js';
import { sourceName } from '../../match/member-ids.js';
import { rowsHash } from '../../match/rows-hash.js';
import { maskValue } from '../../report/mask.js';
import { rowFields } from '../../standardise/typed.js';
import { copy } from './content.js';

/** What a person compares two rows by. */
const SHOWN = ['name', 'phone', 'birth_date', 'email'] as const;

const SIDES = ['l', 'r'] as const;

interface SampleFileOptions {
  readonly file: string;
  readonly workDirectory: string;
  /** Whether what the rows say is masked. */
  readonly mask: boolean;
}

/**
 * Writes the pairs of `sample` as a file of decisions to be filled in, sorted by their source keys: what decides
 * the stratum must not be guessed from the order. Never replaces a file: somebody's decisions may be in it.
 */
export async function writeSample(engine: Engine, config: Config, options: SampleFileOptions): Promise<void> {
  await showRows(engine, config, options.mask);
  const draft = joinPath(options.workDirectory, 'sample.csv');
  await copy(engine, lines(config), draft);
  try {
    await writeFile(options.file, await readFile(draft), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw unwritable(options.file, error as NodeJS.ErrnoException);
  } finally {
    await rm(draft, { force: true });
    await engine.drop('sample_shown');
  }
}

/** `sample_shown(l, r, name_l, name_r, …)`: what the rows say, masked where that is asked for. */
async function showRows(engine: Engine, config: Config, mask: boolean): Promise<void> {
  const columns = shownColumns();
  await engine.run(
    sql`create or replace table sample_shown (l bigint, r bigint, ${join(columns.map((c) => sql`${name(c)} varchar`))})`,
  );
  for await (const pairs of engine.batches(shownValues(config))) {
    const values = pairs.map(
      (pair) =>
        sql`(${pair.l as bigint}, ${pair.r as bigint}, ${join(columns.map((c) => shown(pair, c, mask)))})`,
    );
    if (values.length > 0) await engine.run(sql`insert into sample_shown values ${join(values)}`);
  }
}

function shownColumns(): readonly string[] {
  return SHOWN.flatMap((field) => SIDES.map((side) => `${field}_${side}`));
}

function shownValues(config: Config): Sql {
  const known = rowFields(config.sources);
  const values = SHOWN.flatMap((field) =>
    SIDES.map((side) => {
      const value = known.includes(field)
        ? sql`cast(row_${raw(side)}.${name(field)} as varchar)`
        : sql`null::varchar`;
      return sql`${value} as ${name(`${field}_${side}`)}`;
    }),
  );
  return sql`select l, r, ${join(values)} from sample
    join rows as row_l on row_l.row_id = l join rows as row_r on row_r.row_id = r order by l, r`;
}

function shown(pair: Row, column: string, mask: boolean): Sql {
  const value = pair[column] as string | null;
  return sql`${value === null || !mask ? value : maskValue(column.slice(0, -2), value)}`;
}

function lines(config: Config): Sql {
  const source = (row: string) => sql`(select ${sourceName(config)} from (select ${raw(row)}.source_no))`;
  const values = shownColumns().map((column) => sql`${inert(name(column))} as ${name(column)}`);
  return sql`select ${source('a')} as source_l, ${inert(sql`a.member_id`)} as id_l,
      ${source('b')} as source_r, ${inert(sql`b.member_id`)} as id_r,
      null as decision, null as "by", null as "at", null as note,
      ${rowsHash(raw('a'), raw('b'), rowFields(config.sources))} as rows_hash,
      stratum, stratum_pairs, weight as score, ${join(values)}
    from sample join sample_shown using (l, r)
    join rows as a on a.row_id = l join rows as b on b.row_id = r
    order by l, r`;
}

function unwritable(file: string, error: NodeJS.ErrnoException): Failure {
  if (error.code === 'EEXIST')
    return new Failure(
      'usage',
      `${file} exists already`,
      'name another file with -o: decisions may be in this one',
    );
  return new Failure(
    'usage',
    `${file} cannot be written: ${error.code}`,
    'name a file in a folder that exists',
    {
      cause: error,
    },
  );
}
