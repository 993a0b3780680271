import type { Engine } from '../../engine/engine.js';
import { join, raw, type Sql, sql } from '../../engine/sql.js';
import type { Settled } from './conflicts.js';
import type { Edge } from './edge.js';

const BATCH = 2_000;

const COLUMNS = {
  resettled: 'row_id, person_id',
  review: 'l, r, reason, torn',
  cut: 'l, r, weight, reason',
  contradictions: 'l, r, reason',
} as const;

type Table = keyof typeof COLUMNS;

/** Makes the tables that take what was settled; `review` is there already. */
export async function createSettledTables(engine: Engine): Promise<void> {
  await engine.run(sql`create or replace table resettled (row_id bigint, person_id bigint)`);
  await engine.run(sql`create or replace table cut (l bigint, r bigint, weight integer, reason varchar)`);
  await engine.run(sql`create or replace table contradictions (l bigint, r bigint, reason varchar)`);
}

/** Puts what was settled into the engine, a batch at a time. */
export class SettledWriter {
  private readonly waiting: Record<Table, Sql[]> = { resettled: [], review: [], cut: [], contradictions: [] };

  constructor(private readonly engine: Engine) {}

  async add(settled: Settled & { readonly tooLarge?: readonly Edge[] }): Promise<void> {
    const { resettled, review, cut, contradictions } = this.waiting;
    for (const [row, person] of settled.person) resettled.push(raw(`(${row}, ${person})`));
    for (const { l, r, torn } of settled.ambiguous) review.push(raw(`(${l}, ${r}, 'ambiguous', ${torn})`));
    for (const { l, r } of settled.tooLarge ?? []) review.push(raw(`(${l}, ${r}, 'too_large', null)`));
    for (const { l, r, weight, reason } of settled.cut) cut.push(sql`(${l}, ${r}, ${weight}, ${reason})`);
    for (const { l, r, reason } of settled.contradictions) contradictions.push(sql`(${l}, ${r}, ${reason})`);
    if (Object.values(this.waiting).some((rows) => rows.length >= BATCH)) await this.flush();
  }

  async flush(): Promise<void> {
    for (const table of Object.keys(COLUMNS) as Table[])
      await this.insert(table, this.waiting[table].splice(0));
  }

  private async insert(table: Table, rows: readonly Sql[]): Promise<void> {
    for (let at = 0; at < rows.length; at += BATCH)
      await this.engine.run(
        sql`insert into ${raw(table)} (${raw(COLUMNS[table])}) values ${join(rows.slice(at, at + BATCH))}`,
      );
  }
}
