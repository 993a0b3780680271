import { FINDING_KINDS, type FindingKind } from '../../rules/ruleset.js';
import type { RulesReport } from '../model/rules.js';
import type { FactContext } from './context.js';

/** Not proofs: what could not be proven, and what the file accepts in vain. */
const REMARKS: readonly FindingKind[] = ['not proven', 'accepted for nothing'];

/** Rules that are about points alone decide nothing that could be proven. */
const OF_GRADES: readonly FindingKind[] = [
  'gap',
  'unreachable rule',
  'unreachable grade',
  'ambiguous table',
  'not monotone',
  'worse off',
];

/** Every proof, with how many findings it has and how many of them are accepted. */
export function proofsOf({
  findings,
  rules,
}: Pick<FactContext, 'findings' | 'rules'>): NonNullable<RulesReport['proofs']> {
  const runs = (kind: FindingKind) =>
    !REMARKS.includes(kind) && (rules.decide.length > 0 || !OF_GRADES.includes(kind));
  return FINDING_KINDS.map((kind) => {
    const found = findings.filter((finding) => finding.kind === kind);
    const accepted = found.filter((finding) => finding.accepted !== undefined).length;
    return { kind, found: found.length, accepted };
  }).filter(({ kind, found }) => found > 0 || runs(kind));
}
