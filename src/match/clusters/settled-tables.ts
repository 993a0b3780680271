import type { Engine } from '../../engine/engine.js';
import { join, name, type Sql, sql } from '../../engine/sql.js';
import type { Settled } from './conflicts.js';
import type { Edge } from './edge.js';

const BATCH = 10_000;

const COLUMNS = {
  resettled: { row_id: 'bigint', person_id: 'bigint' },
  review: { l: 'bigint', r: 'bigint', reason: 'varchar', torn: 'bigint' },
  cut: { l: 'bigint', r: 'bigint', weight: 'integer', reason: 'varchar' },
  contradictions: { l: 'bigint', r: 'bigint', reason: 'varchar' },
} as const;

type Table = keyof typeof COLUMNS;

type SettledRow = Readonly<Record<string, string | number | null>>;

/** Makes the tables that take what was settled; `review` is there already. */
export async function createSettledTables(engine: Engine): Promise<void> {
  await engine.run(sql`create or replace table resettled (row_id bigint, person_id bigint)`);
  await engine.run(sql`create or replace table cut (l bigint, r bigint, weight integer, reason varchar)`);
  await engine.run(sql`create or replace table contradictions (l bigint, r bigint, reason varchar)`);
}

/** Puts what was settled into the engine, a batch at a time. */
export class SettledWriter {
  private readonly waiting: Record<Table, SettledRow[]> = {
    resettled: [],
    review: [],
    cut: [],
    contradictions: [],
  };

  constructor(private readonly engine: Engine) {}

  async add(settled: Settled & { readonly tooLarge?: readonly Edge[] }): Promise<void> {
    const { resettled, review, cut, contradictions } = this.waiting;
    for (const [row, person] of settled.person) resettled.push({ row_id: `${row}`, person_id: `${person}` });
    for (const edge of settled.ambiguous)
      review.push({ ...endsOf(edge), reason: 'ambiguous', torn: `${edge.torn}` });
    for (const edge of settled.tooLarge ?? [])
      review.push({ ...endsOf(edge), reason: 'too_large', torn: null });
    for (const edge of settled.cut) cut.push({ ...endsOf(edge), weight: edge.weight, reason: edge.reason });
    for (const edge of settled.contradictions) contradictions.push({ ...endsOf(edge), reason: edge.reason });
    if (Object.values(this.waiting).some((rows) => rows.length >= BATCH)) await this.flush();
  }

  async flush(): Promise<void> {
    for (const table of Object.keys(COLUMNS) as Table[]) {
      const rows = this.waiting[table].splice(0);
      for (let at = 0; at < rows.length; at += BATCH)
        await this.engine.run(insert(table, rows.slice(at, at + BATCH)));
    }
  }
}

/** All rows as one JSON text: the engine reads that several times faster than as many lists of values. */
function insert(table: Table, rows: readonly SettledRow[]): Sql {
  const columns = Object.keys(COLUMNS[table]).map(name);
  return sql`insert into ${name(table)} (${join(columns)})
    select unnest(from_json(${JSON.stringify(rows)}, ${JSON.stringify([COLUMNS[table]])}), recursive := true)`;
}

/** JSON knows no bigint; the engine reads the texts as numbers. */
function endsOf({ l, r }: Edge): { readonly l: string; readonly r: string } {
  return { l: `${l}`, r: `${r}` };
}
