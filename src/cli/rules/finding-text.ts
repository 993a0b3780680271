import { escapeTerminal } from '../../report/escape.js';
import type { Finding } from '../../rules/ruleset.js';

/** Findings for whoever reads, each with the example that shows it. */
export function findingsText(findings: readonly Finding[]): string {
  return findings.map(findingText).join('');
}

function findingText({ file, line, column, kind, message, example, accepted }: Finding): string {
  const examples = (example?.split('\n') ?? []).map((text) => `    ${escapeTerminal(text)}\n`).join('');
  const because = accepted === undefined ? '' : `    accepted: ${escapeTerminal(accepted)}\n`;
  return `${file}:${line}:${column}: ${kind}: ${escapeTerminal(message)}\n${examples}${because}`;
}

/** A finding for a script. */
export function findingEvent({ file, line, column, kind, rule, message, example, accepted }: Finding) {
  return {
    file,
    line,
    column,
    kind,
    rule: rule ?? null,
    message,
    examples: example?.split('\n') ?? [],
    accepted: accepted ?? null,
  };
}
