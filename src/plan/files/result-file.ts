import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonText } from '../../report/json-text.js';
import { matchingCounts } from '../../report/matching-counts.js';
import type { Against, Comparison } from '../against/against.js';
import type { MadePlan } from '../made-plan.js';
import type { IdCounts } from '../member-ids.js';
import type { Stopwatch } from '../stopwatch.js';
import type { Format } from './content.js';

/** Writes result.json, last of all: that it is there means that everything else is. */
export async function writeResult(
  directory: string,
  {
    model,
    planId,
    against,
    ids,
    format,
    stopwatch,
  }: MadePlan & { readonly ids: IdCounts; readonly format: Format; readonly stopwatch: Stopwatch },
): Promise<void> {
  const { up, down, same, left } = model.grades;
  const result = {
    schema: 1,
    run_id: model.run_id,
    plan_id: planId,
    status: model.verdict.status,
    as_of: model.as_of,
    ...(model.scope === undefined ? {} : { scope: model.scope.condition }),
    format,
    content_hash: model.content_hash,
    inputs: Object.fromEntries(model.inputs.map(({ source, ...input }) => [source, input])),
    members: { ...model.members, ...ids },
    grades: { up, down, same, left },
    matching: matchingCounts(model.matching),
    limits: model.limits,
    ...(against === undefined ? {} : { against: countsOf(against) }),
    seconds: stopwatch.seconds,
    peak_memory_bytes: process.resourceUsage().maxRSS * 1024,
  };
  await writeFile(join(directory, 'result.json'), `${jsonText(result, 2)}\n`, { mode: 0o600 });
}

/** Values of members are for whoever reads the plan, not for scripts that watch its outcome. */
function countsOf({ examples: _, ...counts }: Comparison): Against {
  return counts;
}
