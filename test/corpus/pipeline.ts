import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadConfig } from '../../src/config/load.js';
import { openEngine } from '../../src/engine/engine.js';
import { raw } from '../../src/engine/sql.js';
import { evaluate } from '../../src/match/evaluate/evaluate.js';
import type { Pairwise } from '../../src/match/evaluate/pairwise.js';
import { matchInputs } from '../../src/plan/matching.js';

/** Where the public sets lie: beside the repository, unless the environment says otherwise. */
export const DATASETS =
  process.env.TIER_MERGE_DATASETS ?? resolve(import.meta.dirname, '../../../shared/datasets');

export interface Matched {
  readonly pairs: Pairwise;
  /** Every row with the other rows of its person, in the order of member ids: the same whatever the order of rows. */
  readonly persons: readonly string[];
  /** Every compared pair with its weight and outcome. */
  readonly compared: readonly string[];
}

/** All sets as normal CSV with their truth, each in a folder of its own. */
export function prepare(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tier-merge-corpus-'));
  execFileSync(process.execPath, [join(import.meta.dirname, 'prepare.mjs'), DATASETS, folder]);
  return folder;
}

/** Reads, standardises and matches one prepared set, and measures it against its truth. */
export async function match(folder: string, threads = 2): Promise<Matched> {
  const workDirectory = mkdtempSync(join(folder, 'work-'));
  const config = await loadConfig(join(folder, 'tier-merge.yaml'), { workingDirectory: folder });
  const engine = await openEngine({ threads, memoryBytes: 2_000_000_000, spillDirectory: workDirectory });
  const texts = async (select: string) =>
    (await engine.rows<{ text: string }>(raw(`${select} order by text`))).map(({ text }) => text);
  try {
    await matchInputs(engine, {
      config,
      folder: { path: workDirectory, workDirectory, finish: async () => {}, discard: () => {} },
      asOf: '2026-06-30',
      threads,
      watch: { stage() {}, bytes() {} },
    });
    const evaluation = await evaluate(engine, config, { path: join(folder, 'truth.csv'), workDirectory });
    return {
      pairs: evaluation.pairs as Pairwise,
      persons: await texts(
        "select string_agg(member_id, ' ' order by source_no, member_id) as text from person_rows join rows using (row_id) group by person_id",
      ),
      compared: await texts(
        `select least(a.member_id, b.member_id) || ' ' || greatest(a.member_id, b.member_id) || ' ' || weight || ' ' || outcome as text
        from compared join rows as a on a.row_id = l join rows as b on b.row_id = r`,
      ),
    };
  } finally {
    engine.close();
  }
}
