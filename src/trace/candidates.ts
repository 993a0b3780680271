import { tellGrade } from '../explain/grade.js';
import type { Teller } from '../explain/teller.js';
import { candidatesOf } from '../rules/grade/candidates.js';
import type { GradeExpression } from '../rules/grade/grade.js';

/** A candidate with its name in the rule file and in words. */
export interface NamedCandidate {
  readonly code: string;
  readonly words: string;
  readonly expression: GradeExpression;
}

/** Every grade that some rule takes into account, each once, in the order of the rules. A grade named outright is none. */
export function candidatesIn(teller: Teller): readonly NamedCandidate[] {
  const { rules } = teller;
  const leaves = rules.decide.flatMap(({ grade }) => leavesOf(grade));
  const floors = rules.adjust.flatMap((one) => (one.kind === 'floor' ? leavesOf(one.floor) : []));
  const named = [...leaves, ...floors].map((expression) => ({
    code: codeOf(expression),
    words: tellGrade(expression, teller),
    expression,
  }));
  return [...new Map(named.toReversed().map((one) => [one.code, one])).values()].toReversed();
}

function leavesOf(grade: GradeExpression): readonly GradeExpression[] {
  switch (grade.kind) {
    case 'highest':
    case 'lowest':
    case 'both':
      return grade.of.flatMap(leavesOf);
    case 'map':
    case 'prefer':
      return grade.sources.map((source) => ({ kind: 'map', sources: [source] }));
    case 'label':
    case 'none':
      return [];
    default:
      return [grade];
  }
}

function codeOf(grade: GradeExpression): string {
  if (grade.kind === 'latest') return `latest(map(${grade.sources.join(', ')}))`;
  return candidatesOf(grade).join(' or ');
}
