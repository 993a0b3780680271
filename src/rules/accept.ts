import { didYouMean } from '../config/nearest.js';
import type { Section } from './file/section.js';
import type { Acceptance, Finding } from './ruleset.js';

/** The findings that the file accepts; a rule that one names has to be there. */
export function readAcceptances({ file, faults, yaml }: Section): readonly Acceptance[] {
  const rules = [...file.decide, ...file.adjust].map(({ name }) => name);
  return file.accept.map(({ finding, rule, because }, index) => {
    const path = ['accept', index];
    if (rule !== undefined && !rules.includes(rule))
      faults.at([...path, 'rule'], `there is no rule ${rule}`, didYouMean(rule, rules));
    return { place: yaml.where(path), finding, because, ...(rule === undefined ? {} : { rule }) };
  });
}

/** The findings, those that are accepted with the reason. */
export function accepting(findings: readonly Finding[], accepted: readonly Acceptance[]): readonly Finding[] {
  return findings.map((finding) => {
    const found = accepted.find((acceptance) => acceptance.finding === finding.kind);
    return found === undefined ? finding : { ...finding, accepted: found.because };
  });
}
