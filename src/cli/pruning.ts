import { dirname } from 'node:path';
import { shownFrom } from '../config/shown-path.js';
import { messagesIn } from '../report/messages.js';
import { expireMembers } from '../retention/expire.js';
import { pruneFolders } from '../retention/prune-folders.js';
import type { LedgerRow } from '../store/ledger.js';
import { openStore } from '../store/store.js';
import { TOOL } from './io.js';
import { asOfDay } from './options.js';
import { newRunId, type Session } from './planning.js';

interface Pruned {
  /** Members erased, and the run that did it. */
  readonly members: number;
  readonly run: LedgerRow | undefined;
  /** Folders removed. */
  readonly folders: readonly string[];
}

/** Erases the members that have expired and removes the folders of old plans, as the config says. */
export async function prune({ io, flags, config, interrupt }: Session): Promise<Pruned> {
  const store = await openStore(config.target, {
    baseDirectory: dirname(config.path),
    create: false,
    env: io.env,
  });
  interrupt.hold();
  try {
    const now = io.now();
    const run = await expireMembers({
      ...{ config, store },
      runId: newRunId(now),
      asOf: asOfDay(flags, config, io),
      tool: TOOL,
      startedAt: now.toISOString(),
    });
    const folders = await pruneFolders(config, { ledger: await store.runs(), now });
    return { members: run?.members_gone ?? 0, run, folders };
  } finally {
    await store.close();
  }
}

/** What was done, one sentence a line; nothing where nothing was. */
export function prunedLines({ io, config }: Session, { members, run, folders }: Pruned): readonly string[] {
  const words = messagesIn(config.report.lang).pruned;
  return [
    ...(run === undefined ? [] : [words.members({ run: run.run_id, members })]),
    ...(folders.length === 0 ? [] : [words.folders({ folders: folders.length })]),
    ...folders.map((folder) => `  ${shownFrom(io.cwd, folder)}`),
  ];
}
