import { type Expression, operandsOf } from '../rules/expression/expression.js';
import { fieldType, type ValueType } from '../rules/expression/value-type.js';
import type { Teller } from './teller.js';

const DATES = ['as_date', 'add_months', 'add_days'];
const SAME = ['coalesce', 'greatest', 'least', 'max', 'min', 'latest'];

/** What a value is, as far as its wording depends on it. The rules are sound, so it need not be checked. */
export function typeOf(expression: Expression, teller: Teller): ValueType {
  switch (expression.kind) {
    case 'name':
      return typeOfName(expression.path, teller);
    case 'text':
      return 'text';
    case 'flag':
      return 'flag';
    case 'choice':
      return typeOf(operandsOf(expression)[1] ?? expression, teller);
    case 'call': {
      if (DATES.includes(expression.name)) return 'date';
      const [first] = expression.of;
      const inAccount: Teller = { ...teller, about: 'account' };
      if (SAME.includes(expression.name) && first !== undefined)
        return typeOf(first, expression.name === 'coalesce' ? teller : inAccount);
      return expression.name === 'sum' || expression.name.startsWith('count') ? 'number' : 'text';
    }
    default:
      return 'number';
  }
}

function typeOfName(path: readonly string[], teller: Teller): ValueType {
  const [word = '', field] = path;
  if (word === 'as_of') return 'date';
  if (field !== undefined) return fieldType(field);
  if (teller.about === 'account') return word === 'source' ? 'text' : fieldType(word);
  const isGrade =
    ['previous', 'announced', 'best_source', 'grade'].includes(word) || teller.rules.map.has(word);
  const measure = teller.rules.measures.get(word);
  if (measure?.kind === 'reckoned' && typeOf(measure.expression, teller) === 'date') return 'date';
  return isGrade ? 'grade' : 'number';
}
