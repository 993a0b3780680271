import type { RulesReport } from '../model/rules.js';
import type { FactContext } from './context.js';
import { proofsOf } from './proofs.js';
import { tellRules } from './told.js';

/** The rules and the config in force, what they say in words, and what the proofs say of them. */
export function rulesOf(context: FactContext): RulesReport {
  const { rules, config, findings } = context;
  return {
    path: rules.file,
    name: rules.name,
    hash: rules.hash,
    config_path: config.path,
    config_hash: config.hash,
    findings: findings.map(({ line, kind, rule, message, accepted }) => ({
      line,
      kind,
      ...(rule === undefined ? {} : { rule }),
      message,
      ...(accepted === undefined ? {} : { accepted }),
    })),
    proofs: proofsOf(context),
    told: tellRules(context),
  };
}
