import { isConsent } from '../rules/fields/policies.js';
import { gatherCosts } from './costs.js';
import { gatherFields, gatherRefusals } from './fields.js';
import { type CompareContext, mergeBoth, type Side } from './merge-both.js';
import type { ComparedRules, RuleComparison } from './model.js';
import { compareMembers, gatherMatrix, gatherMovement } from './movement.js';
import { gatherPoints } from './points.js';
import { gatherPairs } from './rule-pairs.js';

interface CompareOptions {
  /** `YYYY-MM-DD` */
  readonly asOf: string;
  readonly tool: string;
  /** The rule files as a user would type them. */
  readonly paths: Readonly<Record<Side, string>>;
}

/**
 * Merges the matched rows of `rows` and `person_rows` by two rule files and compares what comes of it. Nobody has
 * a previous grade. Throws Faults for labels that a file does not map.
 */
export async function compareRules(
  context: CompareContext,
  { asOf, tool, paths }: CompareOptions,
): Promise<RuleComparison> {
  const { config } = context;
  await mergeBoth(context, { asOf });
  await compareMembers(context);
  const { members, ...movement } = await gatherMovement(context);
  const fields = await gatherFields(context);
  return Object.freeze({
    schema: 1,
    tool,
    project: config.project,
    as_of: asOf,
    time_zone: config.timeZone,
    masked: config.report.mask,
    config_hash: config.hash,
    a: rulesOf(context, 'a', paths),
    b: rulesOf(context, 'b', paths),
    members,
    movement,
    matrix: await gatherMatrix(context),
    pairs: await gatherPairs(context),
    points: await gatherPoints(context, members),
    costs: await gatherCosts(context),
    fields: fields.filter(({ field }) => !isConsent(field)),
    consents: fields.filter(({ field }) => isConsent(field)),
    refusals: await gatherRefusals(context),
  });
}

function rulesOf({ rules }: CompareContext, side: Side, paths: CompareOptions['paths']): ComparedRules {
  const { name, hash, grades } = rules[side];
  return { path: paths[side], name, hash, grades };
}
