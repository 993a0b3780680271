import type { Config, Source } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { name, type Sql, sql } from '../engine/sql.js';
import { carryAbsent } from './carried.js';
import type { FieldContext } from './field.js';
import { settleKeys } from './keys.js';
import { makeMemberIds } from './made-ids.js';
import { settleOddPhones } from './odd-phones.js';
import { suppress } from './suppressed.js';
import { dropTexts, rowFields, typedRows } from './typed.js';

/** A condition of the config over the fields of one row, compiled. */
export interface CompiledExclusion {
  readonly source: Source;
  readonly name: string;
  readonly keepApart: boolean;
  readonly condition: Sql;
}

/**
 * From the tables `read_<source>` to the table `rows`: one row for every accepted record of every source, in
 * types, with what it is compared by, ordered by source and member id (`row_id`). Makes `dropped(source_no,
 * read_row, outcome, reason)` for the records that are not in it; outcome is `rejected`, `repeated` or
 * `excluded`, and the reason of an exclusion is its name.
 */
export async function standardise(
  engine: Engine,
  config: Config,
  options: {
    readonly asOf: string;
    readonly ciKey: string;
    readonly exclusions: readonly CompiledExclusion[];
    /** Keyed hashes of whoever was forgotten. */
    readonly forgotten?: readonly string[];
  },
): Promise<void> {
  const { country, junk } = config.identity;
  await engine.run(sql`create or replace table dropped
    (source_no utinyint, read_row bigint, outcome varchar, reason varchar)`);
  const fields = rowFields(config.sources);
  let rows = 0;
  for (const source of config.sources) {
    const context: FieldContext = { source, country, junk, asOf: options.asOf, ciKey: options.ciKey };
    await makeMemberIds(engine, context);
    const kept = await settleKeys(engine, context, rows);
    rows += kept.count;
    await addRows(engine, await typedRows(engine, context, { kept, fields }), source);
    await dropTexts(engine, context);
    await engine.drop(`kept_${source.name}`);
  }
  await settleOddPhones(engine, config);
  await carryAbsent(engine, config);
  await suppress(engine, config, { ciKey: options.ciKey, forgotten: options.forgotten ?? [] });
  await exclude(engine, options.exclusions);
}

async function addRows(engine: Engine, select: Sql, source: Source): Promise<void> {
  const typed = sql`select *, false as keep_apart from (${select})`;
  if (source.order === 0) await engine.step('rows', typed);
  else await engine.run(sql`insert into rows by name ${typed}`);
}

/** The first exclusion that holds for a row counts. */
async function exclude(engine: Engine, exclusions: readonly CompiledExclusion[]): Promise<void> {
  for (const { source, name: reason, keepApart, condition } of exclusions) {
    const holds = sql`source_no = ${source.order} and not keep_apart and (${condition})`;
    if (keepApart) {
      await engine.run(sql`update rows set keep_apart = true where ${holds}`);
    } else {
      await engine.run(
        // A row carried over from the target is no record of this export.
        sql`insert into dropped select source_no, read_row, 'excluded', ${reason} from rows where ${holds} and read_row >= 0`,
      );
      await engine.run(sql`delete from ${name('rows')} where ${holds}`);
    }
  }
}
