import type { GradeExpression } from './grade.js';

/**
 * What an expression reads: it is missing exactly when all of these are missing. `always` never is, and what
 * cannot be told apart further stands as a whole, such as both(band(spend), band(visits)).
 */
export function candidatesOf(grade: GradeExpression): readonly string[] {
  switch (grade.kind) {
    case 'label':
    case 'none':
      return ['always'];
    case 'highest':
    case 'lowest':
      return grade.of.flatMap(candidatesOf);
    case 'both':
      return [`both(${grade.of.map((inner) => candidatesOf(inner).join(' or ')).join(', ')})`];
    case 'band':
      return [`band(${grade.measure})`];
    case 'matrix':
      return [`matrix(${grade.name})`];
    case 'table':
      return [`table(${grade.name}, ${grade.result})`];
    case 'known':
      return [grade.what];
    default:
      return grade.sources.map((source) => `map(${source})`);
  }
}
