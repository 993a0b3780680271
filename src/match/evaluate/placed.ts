import type { Config } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import { sql } from '../../engine/sql.js';
import { emptiness, evidenceBits } from './evidence.js';

/**
 * `placed(row_id, human, person, member, evidence, is_empty)`: the rows whose person is known, each with the
 * smallest row of its true person and of its member, and what it says of itself. Where the config keeps
 * withdrawn rows apart, a withdrawn and a living row of one human being are two persons: whether they are one
 * member is a policy, not a question of who is who. `human` is the same for both. Needs `truth`, `rows` and
 * `person_rows`.
 */
export async function placeRows(engine: Engine, config: Config): Promise<void> {
  const isApart = config.identity.vetoes.includes('withdrawn');
  await engine.step(
    'placed',
    sql`select row_id, evidence, is_empty,
        min(row_id) over (partition by person) as human,
        min(row_id) over (partition by person, is_withdrawn) as person,
        min(row_id) over (partition by person_id) as member
      from truth join person_rows using (row_id)
      join (
        select row_id, ${evidenceBits(config)} as evidence, ${emptiness(config)} is not null as is_empty,
          ${isApart} and status is not distinct from 'withdrawn' as is_withdrawn
        from rows
      ) using (row_id)`,
  );
}

/** Unordered pairs among `n` rows. */
export const PAIRS_AMONG_N = sql`n * (n - 1) // 2`;
