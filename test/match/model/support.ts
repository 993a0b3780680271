import type { Engine } from '../../../src/engine/engine.js';
import { join, raw, sql } from '../../../src/engine/sql.js';
import type { Model } from '../../../src/match/model/model.js';

type LevelText = readonly [level: string, m: number, u: number, household: number | null];

export function modelOf(text: {
  readonly prior: number;
  readonly comparisons: Readonly<Record<string, readonly LevelText[]>>;
}): Model {
  return {
    version: 1,
    prior: text.prior,
    comparisons: Object.entries(text.comparisons).map(([name, levels]) => ({
      name,
      levels: levels.map(([level, m, u, household]) => ({ level, m, u, household })),
    })),
  };
}

/** A row as training reads it: its source, its name, whether it is kept apart. */
export type ModelRow = readonly [source: number, name: string | null, apart?: 'apart'];

/** The table `rows`; row ids and member ids are the places in the list. */
export async function fill(engine: Engine, rows: readonly ModelRow[]): Promise<void> {
  await engine.run(
    raw(
      'create or replace table rows (row_id bigint, source_no utinyint, member_id varchar, keep_apart boolean, name varchar)',
    ),
  );
  const values = rows.map(
    ([source, name, apart], at) => sql`(${at}, ${source}, ${`m${at}`}, ${apart === 'apart'}, ${name})`,
  );
  if (values.length > 0) await engine.run(sql`insert into rows values ${join(values)}`);
}
