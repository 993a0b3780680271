import type { Config } from '../config/config.js';
import { openDecisions } from './decisions/take-decisions.js';
import { openReviewed } from './evaluate/reviewed.js';
import { identityOf } from './identity.js';
import { fitModel } from './model/fit.js';
import { levelsOf, modelChoice } from './model/for-plan.js';
import { readModel } from './model/model-file.js';

/**
 * Looks at the files that the identity section names, so that a wrong one is told before minutes are spent: decisions
 * and the reviewed sample by their headers, the model as a whole. Throws Faults, or a usage Failure.
 */
export async function openIdentityFiles(config: Config): Promise<void> {
  const { decisions, reviewed } = config.identity;
  const choice = modelChoice(config);
  if (typeof choice === 'object') fitModel(await readModel(choice.file), levelsOf(identityOf(config)));
  if (decisions !== undefined) await openDecisions(decisions);
  if (reviewed !== undefined) await openReviewed(reviewed);
}
