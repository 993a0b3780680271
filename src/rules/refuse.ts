import { parseExpression } from './expression/parse.js';
import type { Section } from './file/section.js';
import type { Refusal } from './ruleset.js';

/** The requests that are not granted, each with its reason. */
export async function readRefusals({ file, faults, engine, yaml }: Section): Promise<readonly Refusal[]> {
  const refusals: Refusal[] = [];
  for (const [index, { when, because }] of file.refuse.entries()) {
    const path = ['refuse', index];
    const condition = await faults.reading([...path, 'when'], () => parseExpression(engine, when));
    if (condition !== undefined) refusals.push({ place: yaml.where(path), when: condition, because });
  }
  return refusals;
}
