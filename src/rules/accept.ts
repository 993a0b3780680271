import { didYouMean } from '../config/nearest.js';
import type { Section } from './file/section.js';
import { type Acceptance, FINDING_KINDS, type Finding, type FindingKind, type RuleSet } from './ruleset.js';

/** Nobody can mean these. */
const ERRORS: readonly FindingKind[] = ['unreachable rule'];

/** Whether a finding has to be mended before a plan can be made. */
export function isError({ kind }: Pick<Finding, 'kind'>): boolean {
  return ERRORS.includes(kind);
}

/** The findings that the file accepts; a rule that one names has to be there. */
export function readAcceptances({ file, faults, yaml }: Section): readonly Acceptance[] {
  const rules = [...file.decide, ...file.adjust].map(({ name }) => name);
  const acceptable = FINDING_KINDS.filter((kind) => !isError({ kind }));
  return file.accept.map(({ finding, rule, because }, index) => {
    const path = ['accept', index];
    if (!acceptable.some((kind) => kind === finding))
      faults.at(
        [...path, 'finding'],
        `${finding} is not a finding that can be accepted`,
        didYouMean(finding, acceptable) ?? `known: ${acceptable.join(', ')}`,
      );
    if (rule !== undefined && !rules.includes(rule))
      faults.at([...path, 'rule'], `there is no rule ${rule}`, didYouMean(rule, rules));
    return { place: yaml.where(path), finding, because, ...(rule === undefined ? {} : { rule }) };
  });
}

/** The findings, those that are accepted with the reason; what is accepted without being there is a finding itself. */
export function accepting(
  findings: readonly Finding[],
  { accepted, file }: Pick<RuleSet, 'accepted' | 'file'>,
): readonly Finding[] {
  const covers = ({ finding, rule }: Acceptance, found: Finding) =>
    finding === found.kind && (rule === undefined || rule === found.rule);
  const told = findings.map((found) => {
    const because = accepted.find((acceptance) => covers(acceptance, found))?.because;
    return because === undefined ? found : { ...found, accepted: because };
  });
  // Where something could not be proven, nobody knows what there would be to accept.
  if (findings.some(({ kind }) => kind === 'not proven')) return told;
  const idle = accepted.filter((acceptance) => !findings.some((found) => covers(acceptance, found)));
  return [
    ...told,
    ...idle.map(({ place, finding, rule }): Finding => {
      const of = rule === undefined ? '' : ` of ${rule}`;
      return {
        kind: 'accepted for nothing',
        file,
        ...place,
        message: `there is no ${finding}${of} to accept`,
      };
    }),
  ];
}
