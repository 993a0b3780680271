import type { GradeExpression } from '../rules/grade/grade.js';
import { gradeAt, sourceNames, spoken, type Teller } from './teller.js';

/** A grade expression in words. */
export function tellGrade(grade: GradeExpression, teller: Teller): string {
  const { words } = teller;
  const all = (of: readonly GradeExpression[]) => of.map((inner) => tellGrade(inner, teller));
  switch (grade.kind) {
    case 'label':
      return gradeAt(grade.rank, teller);
    case 'none':
      return words.leaves;
    case 'highest':
    case 'lowest': {
      const [only, ...more] = grade.of;
      if (only !== undefined && more.length === 0 && only.kind !== 'map') return tellGrade(only, teller);
      return words[grade.kind](all(grade.of));
    }
    case 'both':
      return words.both(all(grade.of));
    case 'map':
      return words.carriedOver(sourceNames(teller, grade.sources));
    case 'latest':
      return words.latestGrade(sourceNames(teller, grade.sources));
    case 'prefer':
      return words.preferred(grade.sources.map((source) => source.replaceAll('_', ' ')));
    case 'band':
      return words.byMeasure(spoken(grade.measure, teller));
    case 'matrix':
    case 'table':
      return words.fromTable(spoken(grade.name, teller));
    case 'known':
      return words.known[grade.what] ?? '';
  }
}
