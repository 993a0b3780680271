import type { Engine } from '../../engine/engine.js';
import { matchRows } from '../../match/match.js';
import { nameMembers } from '../../match/member-ids.js';
import { explainMatching, type Weighed } from '../../match/weighed.js';
import type { MakeOptions } from '../make-options.js';
import type { Previous } from '../previous.js';

/** Finds the persons, and gives them their member ids. */
export async function matchMembers(
  engine: Engine,
  { config, folder, asOf, tool }: MakeOptions,
  previous: Previous,
): Promise<Weighed> {
  const { workDirectory } = folder;
  const matched = await matchRows(engine, config, workDirectory);
  await nameMembers(engine, config, previous.birthHead);
  return explainMatching(engine, config, { matched, workDirectory, asOf, program: tool });
}
