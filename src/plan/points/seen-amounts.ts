import type { Config } from '../../config/config.js';
import { isField } from '../../config/fields.js';
import type { Engine } from '../../engine/engine.js';
import { join, name, type Sql, sql } from '../../engine/sql.js';
import { sourceName } from '../../match/member-ids.js';
import type { Bucket } from '../../rules/points/bucket.js';
import { hasCounted, seenAmount } from '../../rules/points/seen-amount.js';

/**
 * What the rows of today said when they last counted: `seen_amounts(row_id, …)` with the columns of `seenAmount` and
 * `hasCounted` for each of the buckets, and `leaving_rows(row_id, person_id, owner)`, the rows that come from a member which
 * goes on without them. A row that was gone counts on where its points stayed: the bucket did not take
 * them away (`kept_buckets`), or its member went with it and kept everything, as the link shows that stayed.
 */
export async function takeSeenAmounts(
  engine: Engine,
  config: Config,
  buckets: readonly Bucket[],
): Promise<void> {
  await engine.step(
    'seen_amounts',
    sql`select row_id, ${join(buckets.flatMap(columnsOf))}
      from (select row_id, ${sourceName(config)} as source, member_id as source_member_id from rows)
      join previous_source_rows as seen using (source, source_member_id)
      left join previous_links using (source, source_member_id)`,
  );
  await engine.step(
    'leaving_rows',
    sql`select row_id, person_rows.person_id, previous_links.member_id as owner
      from (select row_id, ${sourceName(config)} as source, member_id as source_member_id from rows)
      join previous_links using (source, source_member_id)
      join person_rows using (row_id) join person_ids using (person_id)
      left join merged_ids on merged_ids.member_id = previous_links.member_id
      where previous_links.member_id <> person_ids.member_id
        and merged_ids.merged_into is distinct from person_ids.member_id`,
  );
}

function columnsOf(bucket: Bucket): readonly Sql[] {
  const counted = sql`(seen.gone_since is null or previous_links.member_id is not null
    or coalesce(list_contains(string_split(seen.kept_buckets, ','), ${bucket.name}), false))`;
  const fields = bucket.lines.flatMap((line) => (line.kind === 'amount' ? [line.field] : []));
  return [
    sql`${counted} as ${name(hasCounted(bucket.name))}`,
    ...[...new Set(fields)].map(
      (field) =>
        sql`case when ${counted} then ${stored(field)} end as ${name(seenAmount(bucket.name, field))}`,
    ),
  ];
}

function stored(field: string): Sql {
  const text = isField(field)
    ? sql`seen.${name(field)}`
    : sql`json_extract_string(seen.extra, ${`$."${field}"`})`;
  return sql`try_cast(${text} as decimal(18, 2))`;
}
