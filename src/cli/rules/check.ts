import { shownFrom } from '../../config/shown-path.js';
import { isError } from '../../rules/accept.js';
import { proveRules } from '../../rules/proofs/prove.js';
import type { Finding } from '../../rules/ruleset.js';
import type { Io } from '../io.js';
import type { CommonFlags } from '../options.js';
import { writeEvent } from '../progress.js';
import { findingEvent, findingsText } from './finding-text.js';
import { withRules } from './rule-file.js';

export interface RulesRequest {
  readonly io: Io;
  readonly flags: CommonFlags;
  readonly file: string | undefined;
}

/** Proves a rule file and tells what was found; 10 for errors, and when strict for every finding that is not accepted. */
export async function checkRules(request: RulesRequest, how: 'strict' | 'lenient'): Promise<number> {
  const { io, flags } = request;
  return withRules(request, async ({ engine, rules, sources }) => {
    const findings = await proveRules(engine, rules, sources);
    const open = findings.filter(({ accepted }) => accepted === undefined);
    const code = (how === 'strict' ? open : open.filter(isError)).length > 0 ? 10 : 0;
    if (flags.json === true) {
      writeEvent(io, {
        event: 'proved',
        rules: rules.file,
        findings: findings.map(findingEvent),
        exit_code: code,
      });
      return code;
    }
    const shown = shownFrom(io.cwd, rules.file);
    io.stdout.write(findingsText(findings.map((finding) => ({ ...finding, file: shown }))));
    io.stdout.write(`${shown}: ${summary(findings)}\n`);
    return code;
  });
}

function summary(findings: readonly Finding[]): string {
  const accepted = findings.filter((finding) => finding.accepted !== undefined).length;
  const errors = findings.filter(isError).length;
  const open = findings.length - accepted - errors;
  const counts = [
    ...(errors > 0 ? [`${errors} ${errors === 1 ? 'error' : 'errors'}`] : []),
    ...(open > 0 ? [`${open} ${open === 1 ? 'finding' : 'findings'}`] : []),
    ...(accepted > 0 ? [`${accepted} accepted`] : []),
  ];
  return counts.length === 0 ? 'proven, without findings' : counts.join(', ');
}
