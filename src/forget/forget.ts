import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { Failure } from '../failure.js';
import { runFolders } from '../plan/run-folders.js';
import { forgottenRow } from '../standardise/suppressed.js';
import type { Erasure } from '../store/erase.js';
import type { LedgerRow } from '../store/ledger.js';
import type { Person } from '../store/person.js';
import type { Store } from '../store/store.js';
import { redactFolder } from './redact.js';

interface ForgetOptions {
  readonly config: Config;
  readonly store: Store;
  readonly engine: Engine;
  readonly person: Person;
  readonly runId: string;
  readonly asOf: string;
  readonly tool: string;
  readonly startedAt: string;
  readonly by: string | null;
  readonly reason: string | null;
}

interface Forgotten {
  readonly run: LedgerRow;
  /** Folders of plans that were redacted. */
  readonly folders: readonly string[];
}

/** Finds whom a member id means. Throws `usage` for an id that is not there, or is another member now. */
export async function findPerson(store: Store, member: string): Promise<Person> {
  const person = await store.person(member);
  if (person === undefined)
    throw new Failure(
      'usage',
      `${member} is no member of ${store.shown}`,
      'name a member id, such as M8b72…',
    );
  if (person.mergedInto !== null)
    throw new Failure(
      'usage',
      `${member} was merged into ${person.mergedInto}: they are one person`,
      `tier-merge forget ${person.mergedInto}`,
    );
  return person;
}

/**
 * Erases a person from the folders of all plans under `output.dir` first and from the target last: as long as that has
 * not happened, the command can be typed again.
 */
export async function forget(options: ForgetOptions): Promise<Forgotten> {
  const { config, store, engine, person } = options;
  await store.migrate();
  const ciKey = await store.meta('ci_key');
  if (ciKey === undefined)
    throw new Failure(
      'target',
      `${store.shown} has no ci_key, so that nobody could be recognised again`,
      'apply a plan to it once more, then try again',
    );
  const head = (await store.head())?.run_id ?? null;
  const folders: string[] = [];
  for (const folder of await runFolders(config.output.dir)) {
    if (await redactFolder(engine, folder, { person, at: options.startedAt })) folders.push(folder);
  }
  const run = await store.erase({
    run: runOf(options),
    head,
    members: person.members,
    forgotten: hashesOf(person, ciKey),
  });
  return { run, folders };
}

function hashesOf({ rows }: Person, ciKey: string): Erasure['forgotten'] {
  const cis = new Set(rows.flatMap((row) => row.ci_hashes));
  return [
    ...rows.map(
      (row) => ({ hash: forgottenRow(ciKey, row.source, row.source_member_id), kind: 'row' }) as const,
    ),
    ...[...cis].map((hash) => ({ hash, kind: 'ci' }) as const),
  ];
}

/** Says how many, never who. */
function runOf({ person, config, ...options }: ForgetOptions): Erasure['run'] {
  return {
    run_id: options.runId,
    plan_id: `forget-${options.runId}`,
    kind: 'forget',
    as_of: options.asOf,
    approved_by: options.by,
    content_hash: '',
    config_hash: config.hash,
    rules_hash: '',
    tool_version: options.tool,
    started_at: options.startedAt,
    input_summary: JSON.stringify({
      erased: { members: person.members.length, rows: person.rows.length },
      ...(options.reason === null ? {} : { reason: options.reason }),
    }),
  };
}
