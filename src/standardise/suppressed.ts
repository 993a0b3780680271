import { createHash } from 'node:crypto';
import type { Config, Source } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { join, name, type Sql, sql } from '../engine/sql.js';
import { trimmed } from './missing.js';

/** What such records are called among those that are excluded. */
export const SUPPRESSED = 'suppressed';

/** What stays of a row whose person was forgotten: equal rows can be found by it, and nobody can tell who it was. */
export function forgottenRow(ciKey: string, source: string, memberId: string): string {
  return createHash('sha256').update(`${ciKey}\n${source}\n${memberId}`).digest('hex');
}

/**
 * Takes the records of forgotten persons out of `rows`, known by their row or by their CI, as excluded under the name
 * `suppressed`; also those that were rejected or repeated for their key, so that no file lists them.
 */
export async function suppress(
  engine: Engine,
  config: Config,
  { ciKey, forgotten }: { readonly ciKey: string; readonly forgotten: readonly string[] },
): Promise<void> {
  if (forgotten.length === 0) return;
  await engine.step(
    'forgotten',
    sql`select unnest([${join(forgotten.map((hash) => sql`${hash}`))}]) as hash`,
  );
  for (const source of config.sources) {
    const known = hashOf({ ciKey, source, memberId: name('member_id') });
    const hidden = sql`source_no = ${source.order} and (${known} in (from forgotten) or ci in (from forgotten))`;
    await engine.run(
      sql`insert into dropped select source_no, read_row, 'excluded', ${SUPPRESSED} from rows where ${hidden} and read_row >= 0`,
    );
    await engine.run(sql`delete from rows where ${hidden}`);
    await suppressDropped(engine, source, ciKey);
  }
  await engine.drop('forgotten');
}

async function suppressDropped(engine: Engine, source: Source, ciKey: string): Promise<void> {
  const known = hashOf({ ciKey, source, memberId: trimmed(name('member_id')) });
  await engine.run(
    sql`update dropped set outcome = 'excluded', reason = ${SUPPRESSED}
      where source_no = ${source.order} and outcome <> 'excluded' and read_row in (
        select rowid from ${name(`read_${source.name}`)} where ${known} in (from forgotten))`,
  );
}

function hashOf({ ciKey, source, memberId }: { ciKey: string; source: Source; memberId: Sql }): Sql {
  return sql`sha256(${`${ciKey}\n${source.name}\n`} || ${memberId})`;
}
