import type { Config } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import { name, raw, type Sql, sql } from '../../engine/sql.js';
import { live } from '../../plan/files.js';
import { trimmed } from '../../standardise/missing.js';
import { rowFields } from '../../standardise/typed.js';
import { rowsHash } from '../rows-hash.js';
import { MOST_FAULTS, type TruthFile, type Wrong } from './truth-file.js';
import { nothingAccepted, sourceNumber, strangeSource } from './truth-source.js';

export interface PairTruth {
  readonly kind: 'pairs';
  readonly path: string;
  readonly lines: number;
  /** Lines with a decision. Those of them that do not count are `absent` or `changed`. */
  readonly decided: number;
  /** One of the two rows is no accepted row. */
  readonly absent: number;
  /** One of the two rows says something else than when the decision was made. */
  readonly changed: number;
  /** Distinct pairs that count. */
  readonly pairs: number;
}

/**
 * `labels(l, r, is_link, stratum, stratum_pairs)`, l < r: what people decided about pairs. A line without a
 * decision is still to be decided; one whose rows have changed since counts no more.
 */
export async function loadLabels(engine: Engine, config: Config, file: TruthFile): Promise<PairTruth> {
  const lines = await engine.step('label_lines', labelLines(config, file));
  await refuseUnreadable(engine, config, file);
  await engine.step('label_pairs', labelPairs(config));
  await refuseContradictions(engine, file);
  const pairs = await engine.step(
    'labels',
    sql`select l, r, bool_and(is_link) as is_link, min(stratum) as stratum, min(stratum_pairs) as stratum_pairs
      from label_pairs where l is not null and not is_changed group by l, r`,
  );
  const counts = await engine.one<{ decided: bigint; absent: bigint; changed: bigint }>(
    sql`select count(*) as decided, count(*) filter (where l is null) as absent,
        count(*) filter (where is_changed) as changed from label_pairs`,
  );
  const [decided, absent] = [Number(counts.decided), Number(counts.absent)];
  if (decided > 0 && absent === decided) await file.refuse([nothingAccepted('id_l')]);
  await engine.drop('label_lines', 'label_pairs');
  return { kind: 'pairs', path: file.path, lines, decided, absent, changed: Number(counts.changed), pairs };
}

function labelLines(config: Config, { columns }: TruthFile): Sql {
  const text = (column: string) =>
    columns.includes(column) ? sql`nullif(${trimmed(name(column))}, '')` : sql`cast(null as varchar)`;
  const number = (column: string) => sourceNumber(config, trimmed(name(column)));
  return sql`select rowid as line_id, ${text('source_l')} as source_l, ${text('source_r')} as source_r,
      ${number('source_l')} as no_l, ${live(text('id_l'))} as id_l,
      ${number('source_r')} as no_r, ${live(text('id_r'))} as id_r,
      lower(${text('decision')}) as decision, ${text('rows_hash')} as rows_hash,
      ${text('stratum')} as stratum, try_cast(${text('stratum_pairs')} as bigint) as stratum_pairs
    from read__truth`;
}

/** Decided pairs as rows, the smaller first; NULL where one of them is no accepted row. */
function labelPairs(config: Config): Sql {
  const hash = rowsHash(raw('a'), raw('b'), rowFields(config.sources));
  const both = sql`a.row_id is not null and b.row_id is not null`;
  return sql`select line_id, decision = 'link' as is_link, stratum, stratum_pairs,
      case when ${both} then least(a.row_id, b.row_id) end as l,
      case when ${both} then greatest(a.row_id, b.row_id) end as r,
      coalesce(${both} and rows_hash <> ${hash}, false) as is_changed
    from label_lines
    left join rows as a on a.source_no = no_l and a.member_id = id_l
    left join rows as b on b.source_no = no_r and b.member_id = id_r
    where decision is not null`;
}

async function refuseUnreadable(engine: Engine, config: Config, file: TruthFile): Promise<void> {
  const found = await engine.rows<{ line_id: bigint; fault: string; l: string | null; r: string | null }>(
    sql`select line_id, fault, source_l as l, source_r as r
      from (select *, ${FIRST_FAULT} as fault from label_lines)
      where fault is not null order by line_id limit ${MOST_FAULTS}`,
  );
  const wrongs = found.map(({ line_id: at, fault: column, l, r }): Wrong => {
    if (column === 'source_l') return strangeSource(config, { at, column }, l);
    if (column === 'source_r') return strangeSource(config, { at, column }, r);
    return { at, column, ...wordsOf(column) };
  });
  if (wrongs.length > 0) await file.refuse(wrongs);
}

/** The leftmost column of a line that cannot be used. */
const FIRST_FAULT = sql`case when no_l is null then 'source_l' when id_l is null then 'id_l'
    when no_r is null then 'source_r' when id_r is null or (no_l = no_r and id_l = id_r) then 'id_r'
    when decision not in ('link', 'no_link') then 'decision'
    when stratum is not null and coalesce(stratum_pairs, 0) < 1 then 'stratum_pairs' end`;

function wordsOf(column: string): Pick<Wrong, 'message' | 'hint'> {
  if (column === 'decision')
    return {
      message: 'the decision is neither link nor no_link',
      hint: 'link: one person; no_link: two persons; empty: not decided yet',
    };
  if (column === 'stratum_pairs')
    return {
      message: 'a stratum without its number of pairs',
      hint: 'leave stratum and stratum_pairs as the sample was written',
    };
  return {
    message: `${column} is missing, or the same row as the other`,
    hint: 'a pair needs the source and the member id of two rows',
  };
}

async function refuseContradictions(engine: Engine, file: TruthFile): Promise<void> {
  const found = await engine.rows<{ line_id: bigint }>(
    sql`select max(line_id) as line_id from label_pairs where l is not null
      group by l, r having count(distinct is_link) > 1 order by line_id limit ${MOST_FAULTS}`,
  );
  const message = 'another line decides the opposite about this pair';
  const hint = 'keep the line that is right';
  if (found.length > 0)
    await file.refuse(found.map(({ line_id: at }) => ({ at, column: 'decision', message, hint })));
}
