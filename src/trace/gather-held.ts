import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../engine/engine.js';
import { inertText } from '../engine/inert.js';
import { sql } from '../engine/sql.js';
import { deltaFile } from '../plan/delta.js';
import type { MemberView } from '../plan/member/view.js';
import { sumOf } from './decimals.js';
import type { HeldBalance } from './trace.js';

/** Of buckets whose balances belong to the target: what the member held, by how much the plan moves it, and what it has. */
export async function gatherHeld(
  engine: Engine,
  {
    directory,
    view,
    buckets,
  }: { readonly directory: string; readonly view: MemberView; readonly buckets: readonly string[] },
): Promise<readonly HeldBalance[]> {
  const file = join(directory, deltaFile('points'));
  if (buckets.length === 0 || !existsSync(file)) return [];
  const moves = await engine.rows<{ bucket: string; moved: string | null }>(
    // A first balance was nowhere before.
    sql`select bucket, cast(moves_by as varchar) as moved from read_parquet(${file})
      where member_id = ${view.member.member_id ?? ''}`,
  );
  return buckets.flatMap((bucket): readonly HeldBalance[] => {
    const held = view.points.find((one) => one.bucket === inertText(bucket));
    const move = moves.find((one) => one.bucket === bucket);
    if (held === undefined) return [];
    const after = held.balance;
    if (move?.moved === null) return [{ bucket, before: null, moved: after, after }];
    const moved = move?.moved ?? '0';
    return [{ bucket, before: sumOf([after, negative(moved)]), moved, after }];
  });
}

function negative(whole: string): string {
  return whole.startsWith('-') ? whole.slice(1) : `-${whole}`;
}
