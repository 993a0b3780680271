import { sql } from '../../engine/sql.js';
import type { MatchingReport } from '../model/matching.js';
import type { FactContext } from './context.js';
import { gatherLargest } from './largest-members.js';
import { gatherPeopleDecisions } from './people-decisions.js';

/** How rows became members. */
export async function gatherMatching(context: FactContext): Promise<MatchingReport> {
  const { engine, config } = context;
  const sizes = await engine.rows<{ rows: bigint; members: bigint }>(
    sql`select cast(rows_count as bigint) as rows, count(*) as members from graded group by rows order by rows`,
  );
  const rules = await engine.rows<{ name: string; count: bigint }>(
    sql`select how as name, count(*) as count from ties join patterns using (pattern) group by name order by count desc, name`,
  );
  const presence = await engine.rows<{ presence: number; members: bigint }>(
    sql`select cast(presence as integer) as presence, count(*) as members from outcomes group by all order by members desc, presence`,
  );
  const open = await engine.rows<{ reason: string; count: bigint }>(
    sql`select reason, case when reason = 'ambiguous' then count(distinct torn) else count(*) end as count from review group by reason`,
  );
  const ambiguous = Number(open.find((o) => o.reason === 'ambiguous')?.count ?? 0n);
  const all = open.reduce((total, o) => total + Number(o.count), 0);
  return {
    links: rules.reduce((total, rule) => total + Number(rule.count), 0),
    review: all - ambiguous,
    ambiguous,
    clusters: sizes.filter((s) => s.rows > 1n).reduce((total, s) => total + Number(s.members), 0),
    largest: Number(sizes.at(-1)?.rows ?? 0n),
    sizes: sizes.map((s) => ({ rows: Number(s.rows), members: Number(s.members) })),
    by_rule: rules.map((rule) => ({ name: rule.name, count: Number(rule.count) })),
    by_sources: presence.map((p) => ({
      sources: config.sources
        .filter((source) => (p.presence & (2 ** source.order)) !== 0)
        .map((source) => source.name),
      members: Number(p.members),
    })),
    largest_members: await gatherLargest(context),
    ...(config.identity.decisions === undefined
      ? {}
      : { decisions: await gatherPeopleDecisions(context, config.identity.decisions) }),
  };
}
