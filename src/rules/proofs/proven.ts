import type { Source } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import { Faults } from '../../failure.js';
import { isError } from '../accept.js';
import type { Finding, RuleSet } from '../ruleset.js';
import { proveRules } from './prove.js';

/** The findings about the rules. Throws Faults for those that nobody can mean. */
export async function provenRules(
  engine: Engine,
  rules: RuleSet,
  sources: readonly Source[],
): Promise<readonly Finding[]> {
  const findings = await proveRules(engine, rules, sources);
  const errors = findings.filter(isError);
  if (errors.length > 0)
    throw new Faults(errors.map(({ file, line, column, message }) => ({ file, line, column, message })));
  return findings;
}
