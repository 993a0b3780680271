import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { either, join, raw, type Sql, sql } from '../engine/sql.js';
import { connect } from './components.js';
import { type ConflictEdge, type ConflictRow, type Settled, settleConflict } from './conflicts.js';
import { type Veto, vetoes } from './vetoes.js';

const BATCH = 2_000;

/**
 * From `pairs` to persons. Makes `person_rows(row_id, person_id)` for every row, where a person is named
 * after its smallest row, and `evidence(row_id, evidence)` for every row that is not alone; adds to `review` what is ambiguous; and makes `cut(l, r, evidence)`, the pairs
 * that a veto or a cardinality kept apart within a larger group.
 */
export async function makePersons(engine: Engine, config: Config): Promise<void> {
  await separateSimplePairs(engine);
  await connect(engine, 'tangled');
  await engine.run(sql`create or replace table cut (l bigint, r bigint, evidence integer)`);
  await engine.run(sql`create or replace table resettled (row_id bigint, person_id bigint)`);
  await settleConflicts(engine, config);
  await engine.step(
    'joined',
    sql`select l as row_id, l as person_id from simple
      union all select r, l from simple
      union all select * from resettled
      union all select row_id, component from components where row_id not in (select row_id from resettled)`,
  );
  await engine.step(
    'person_rows',
    sql`select row_id, coalesce(joined.person_id, row_id) as person_id from rows left join joined using (row_id)`,
  );
  await engine.step('evidence', EVIDENCE);
  await engine.drop('simple', 'tangled', 'components', 'resettled', 'joined');
}

/** The best evidence that ties a row to another row of its own person. */
const EVIDENCE = sql`select l as row_id, evidence from simple
  union all select r, evidence from simple
  union all select ends.row_id, max(evidence) from (
      select l as row_id, l, r, evidence from tangled union all select r, l, r, evidence from tangled
    ) as ends
    join person_rows as pl on pl.row_id = l join person_rows as pr on pr.row_id = r
    where pl.person_id = pr.person_id
    group by ends.row_id`;

/** Most pairs share no row with another pair: they are persons at once. The rest is `tangled`. */
async function separateSimplePairs(engine: Engine): Promise<void> {
  await engine.step(
    'busy',
    sql`select row_id from (select l as row_id from pairs union all select r from pairs) group by row_id having count(*) > 1`,
  );
  await engine.step(
    'tangled',
    sql`select l, r, evidence from pairs where l in (from busy) or r in (from busy)`,
  );
  await engine.step('simple', sql`select l, r, evidence from pairs anti join tangled using (l, r)`);
  await engine.drop('busy');
}

async function settleConflicts(engine: Engine, config: Config): Promise<void> {
  const rules = vetoes(config);
  const alone = config.sources.filter((source) => source.one_row_per_person);
  const broken = [
    ...rules.map((veto) => sql`count(distinct ${veto.value}) > 1`),
    ...alone.map((source) => sql`count(*) filter (where source_no = ${source.order}) > 1`),
  ];
  await engine.step(
    'apart',
    sql`select l as row_id, r as other from review union all select r, l from review`,
  );
  await engine.step(
    'conflicts',
    sql`select component from components join rows using (row_id) group by component having ${either(broken)}
      union select one.component from apart
        join components as one using (row_id) join components as two on two.row_id = apart.other
      where one.component = two.component`,
  );
  const settled = new Writer(engine);
  for await (const { rows, edges } of conflicts(
    engine,
    rules,
    alone.map((source) => source.order),
  )) {
    await settled.add(settleConflict(rows, edges));
  }
  await settled.flush();
  await engine.drop('conflicts', 'apart');
}

interface Conflict {
  readonly rows: readonly ConflictRow[];
  readonly edges: readonly ConflictEdge[];
}

interface Member extends Record<string, unknown> {
  readonly component: bigint;
  readonly row_id: bigint;
  readonly single: string;
  readonly alone: string;
  readonly apart: string;
  readonly edges: string;
}

/** The components that cannot be one person, one after the other; each is as small as a shared value lets it be. */
async function* conflicts(
  engine: Engine,
  rules: readonly Veto[],
  alone: readonly number[],
): AsyncIterable<Conflict> {
  let current: { component: bigint; rows: ConflictRow[]; edges: ConflictEdge[] } | undefined;
  for await (const batch of engine.batches(conflictRows(rules, alone))) {
    for (const member of batch as unknown as readonly Member[]) {
      if (current?.component !== member.component) {
        if (current !== undefined) yield current;
        current = { component: member.component, rows: [], edges: [] };
      }
      current.rows.push({
        id: member.row_id,
        single: JSON.parse(member.single),
        alone: JSON.parse(member.alone),
        apart: numbersIn(member.apart),
      });
      current.edges.push(...edgesOf(member));
    }
  }
  if (current !== undefined) yield current;
}

function conflictRows(rules: readonly Veto[], alone: readonly number[]): Sql {
  const single = rules.map((veto) => veto.value);
  const aloneIn = alone.map((order) => sql`source_no = ${order}`);
  return sql`select component, row_id,
      cast(to_json([${join(single)}]::varchar[]) as varchar) as single,
      cast(to_json([${join(aloneIn)}]::boolean[]) as varchar) as alone,
      coalesce(edges, '') as edges, coalesce(apart, '') as apart
    from components join rows using (row_id)
    left join (select l as row_id, string_agg(r || ':' || evidence, ' ' order by r) as edges from tangled group by l) using (row_id)
    left join (select row_id, string_agg(other, ' ') as apart from apart group by row_id) using (row_id)
    where component in (from conflicts)
    order by component, row_id`;
}

function edgesOf({ row_id, edges }: Member): readonly ConflictEdge[] {
  if (edges === '') return [];
  return edges.split(' ').map((edge) => {
    const [r = '', evidence = ''] = edge.split(':');
    return { l: row_id, r: BigInt(r), evidence: Number(evidence) };
  });
}

function numbersIn(text: string): readonly bigint[] {
  return text === '' ? [] : text.split(' ').map(BigInt);
}

/** Puts what was settled into the engine, a batch at a time. */
class Writer {
  private persons: Sql[] = [];
  private ambiguous: Sql[] = [];
  private cut: Sql[] = [];

  constructor(private readonly engine: Engine) {}

  async add(settled: Settled): Promise<void> {
    for (const [row, person] of settled.person) this.persons.push(raw(`(${row}, ${person})`));
    for (const { l, r, torn } of settled.ambiguous)
      this.ambiguous.push(raw(`(${l}, ${r}, 'ambiguous', ${torn})`));
    for (const { l, r, evidence } of settled.cut) this.cut.push(raw(`(${l}, ${r}, ${evidence})`));
    if (this.persons.length >= BATCH) await this.flush();
  }

  async flush(): Promise<void> {
    await this.insert('resettled', this.persons);
    await this.insert('review', this.ambiguous);
    await this.insert('cut', this.cut);
    this.persons = [];
    this.ambiguous = [];
    this.cut = [];
  }

  private async insert(table: string, rows: readonly Sql[]): Promise<void> {
    if (rows.length > 0) await this.engine.run(sql`insert into ${raw(table)} values ${join(rows)}`);
  }
}
