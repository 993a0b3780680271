import type { Config } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import { name, sql } from '../../engine/sql.js';
import { trimmed } from '../../standardise/missing.js';
import { takeDecided } from '../decided-pairs.js';
import { MOST_FAULTS } from '../edited-file.js';
import { nothingAccepted, type TruthFile } from './truth-file.js';

export interface PairTruth {
  readonly kind: 'pairs';
  readonly path: string;
  readonly lines: number;
  /** Lines with a decision about a pair. Those of them that do not count are `absent` or `changed`. */
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
 * decision is still to be decided; one whose rows have changed since counts no more; one that leaves a row alone is
 * about no pair.
 */
export async function loadLabels(engine: Engine, config: Config, file: TruthFile): Promise<PairTruth> {
  await refuseStrata(engine, file);
  const lines = await takeDecided(engine, config, { file, more: ['stratum', 'stratum_pairs'] });
  const pairs = await engine.step(
    'labels',
    sql`select least(l, r) as l, greatest(l, r) as r, bool_and(decision = 'link') as is_link,
        min(stratum) as stratum, min(try_cast(stratum_pairs as bigint)) as stratum_pairs
      from decided where decision <> 'alone' and not is_absent and not is_changed group by all`,
  );
  const counts = await engine.one<{ decided: bigint; absent: bigint; changed: bigint }>(
    sql`select count(*) as decided, count(*) filter (where is_absent) as absent,
        count(*) filter (where is_changed) as changed from decided where decision <> 'alone'`,
  );
  const [decided, absent] = [Number(counts.decided), Number(counts.absent)];
  if (decided > 0 && absent === decided) await file.refuse([nothingAccepted('id_l')]);
  await engine.drop('decided');
  return { kind: 'pairs', path: file.path, lines, decided, absent, changed: Number(counts.changed), pairs };
}

async function refuseStrata(engine: Engine, file: TruthFile): Promise<void> {
  if (!file.columns.includes('stratum')) return;
  const size = file.columns.includes('stratum_pairs') ? trimmed(name('stratum_pairs')) : sql`null`;
  const found = await engine.rows<{ at: bigint }>(
    sql`select rowid as at from ${name(file.table)}
      where nullif(${trimmed(name('stratum'))}, '') is not null and coalesce(try_cast(${size} as bigint), 0) < 1
      order by rowid limit ${MOST_FAULTS}`,
  );
  const message = 'a stratum without its number of pairs';
  const hint = 'leave stratum and stratum_pairs as the sample was written';
  if (found.length > 0)
    await file.refuse(found.map(({ at }) => ({ at, column: 'stratum_pairs', message, hint })));
}
