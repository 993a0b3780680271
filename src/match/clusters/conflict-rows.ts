import type { Engine } from '../../engine/engine.js';
import { join, type Sql, sql } from '../../engine/sql.js';
import type { Edge } from './edge.js';
import type { ClusterRow } from './groups.js';
import type { ClusterRules } from './rules.js';

interface Conflict {
  readonly rows: readonly ClusterRow[];
  readonly edges: readonly Edge[];
}

interface Member extends Record<string, unknown> {
  readonly component: bigint;
  readonly row_id: bigint;
  readonly single: string;
  readonly alone: string;
  readonly held: string;
  readonly apart: string;
  readonly edges: string;
}

/**
 * The components listed in `conflicts`, one after the other, from `components`, `tangled`, `apart` and
 * `rows`; each is as small as a shared value lets it be.
 */
export async function* conflictsOf(engine: Engine, rules: ClusterRules): AsyncIterable<Conflict> {
  let current: { component: bigint; rows: ClusterRow[]; edges: Edge[] } | undefined;
  for await (const batch of engine.batches(members(rules))) {
    for (const member of batch as unknown as readonly Member[]) {
      if (current?.component !== member.component) {
        if (current !== undefined) yield current;
        current = { component: member.component, rows: [], edges: [] };
      }
      current.rows.push(rowOf(member));
      for (const edge of edgesOf(member)) current.edges.push(edge);
    }
  }
  if (current !== undefined) yield current;
}

function members({ vetoValues, aloneSources, valueColumns }: ClusterRules): Sql {
  const alone = aloneSources.map((source) => sql`source_no = ${source}`);
  const held = valueColumns.map((column) => sql`cast(${column} as varchar)`);
  return sql`with members as (select component, row_id from components where component in (from conflicts)),
    edges as (
      select l as row_id, string_agg(r || ':' || weight, ' ' order by r) as edges
      from tangled where l in (select row_id from members) group by l
    ),
    strangers as (
      select row_id, string_agg(other, ' ' order by other) as apart
      from apart where row_id in (select row_id from members) group by row_id
    )
    select component, row_id,
      cast(to_json([${join(vetoValues)}]::varchar[]) as varchar) as single,
      cast(to_json([${join(alone)}]::boolean[]) as varchar) as alone,
      cast(to_json([${join(held)}]::varchar[]) as varchar) as held,
      coalesce(edges, '') as edges, coalesce(apart, '') as apart
    from members join rows using (row_id)
    left join edges using (row_id)
    left join strangers using (row_id)
    order by component, row_id`;
}

function rowOf({ row_id, single, alone, held, apart }: Member): ClusterRow {
  const values: readonly (string | null)[] = JSON.parse(held);
  return {
    id: row_id,
    single: JSON.parse(single),
    alone: JSON.parse(alone),
    values: values.map((value) => (value === null ? [] : [value])),
    apart: apart === '' ? [] : apart.split(' ').map(BigInt),
  };
}

function edgesOf({ row_id, edges }: Member): readonly Edge[] {
  if (edges === '') return [];
  return edges.split(' ').map((edge) => {
    const [r = '', weight = ''] = edge.split(':');
    return { l: row_id, r: BigInt(r), weight: Number(weight) };
  });
}
