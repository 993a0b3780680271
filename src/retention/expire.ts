import type { Config } from '../config/config.js';
import { dayBefore } from '../config/period.js';
import type { LedgerRow } from '../store/ledger.js';
import type { Store } from '../store/store.js';

interface ExpireOptions {
  readonly config: Config;
  readonly store: Store;
  readonly runId: string;
  readonly asOf: string;
  readonly tool: string;
  readonly startedAt: string;
}

/**
 * Erases the members that are gone or withdrawn for longer than `retention` says, from the target and its before-images.
 * Nothing is remembered of them: who returns is a new member. Gives the row of the ledger; undefined where there was
 * nobody.
 */
export async function expireMembers(options: ExpireOptions): Promise<LedgerRow | undefined> {
  const { config, store, asOf } = options;
  const { gone, withdrawn } = config.retention;
  if (gone === undefined && withdrawn === undefined) return undefined;
  const head = (await store.head())?.run_id;
  if (head === undefined) return undefined;
  await store.migrate();
  const members = await store.expired({
    ...(gone === undefined ? {} : { gone: dayBefore(asOf, gone) }),
    ...(withdrawn === undefined ? {} : { withdrawn: dayBefore(asOf, withdrawn) }),
  });
  if (members.length === 0) return undefined;
  return store.erase({
    run: {
      run_id: options.runId,
      plan_id: `retention-${options.runId}`,
      kind: 'retention',
      as_of: asOf,
      content_hash: '',
      config_hash: config.hash,
      rules_hash: '',
      tool_version: options.tool,
      started_at: options.startedAt,
      input_summary: JSON.stringify({ erased: { members: members.length }, retention: config.retention }),
    },
    head,
    members,
    forgotten: [],
  });
}
