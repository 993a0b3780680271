import { didYouMean } from '../../config/nearest.js';
import { allFields } from '../../config/source-fields.js';
import { compileCondition } from '../expression/condition.js';
import { type Expression, Misread } from '../expression/expression.js';
import { signatureOf } from '../expression/functions.js';
import { type Scope, unknownName, type Value } from '../expression/scope.js';
import { compileValue } from '../expression/value.js';
import { aggregateOrders } from '../orders/aggregate.js';
import { AGGREGATES, aggregate, isAggregate, MEASURE_FORM } from './aggregate.js';
import { asOfValue, type PersonContext } from './context.js';
import { personScope, sourcesOf } from './scope.js';
import { compileScore, type ScorePart } from './score.js';

/** A number or a date of a person: reckoned from amounts on its rows, or a weighted score of other measures. */
export type Measure =
  | { readonly kind: 'reckoned'; readonly expression: Expression }
  | { readonly kind: 'score'; readonly parts: readonly ScorePart[] };

/** A measure in SQL over the columns of a person; missing is NULL. Throws Misread. */
export function compileMeasure(measure: Measure, context: PersonContext): Value {
  if (measure.kind === 'score') return compileScore(measure.parts, context);
  const value = compileValue(measure.expression, measureScope(context));
  if (value.type === 'number' || value.type === 'date') return value;
  throw new Misread('this is not a measure', measure.expression.at, MEASURE_FORM);
}

/** A measure is made of aggregates and other measures; a bare field would be one value of several. */
function measureScope(context: PersonContext): Scope {
  return {
    named: ({ path, at }) => {
      const word = path.join('.');
      const value = word === 'as_of' ? asOfValue(context) : context.measure(word, at);
      if (value !== undefined) return value;
      if (word === 'sources') return { sql: sourcesOf(context), type: 'number' };
      if (allFields(context.sources).includes(path.at(-1) ?? ''))
        throw new Misread(`${word} has a value on every row`, at, `write sum(${word}) or max(${word})`);
      throw unknownName(word, at, ['as_of', 'sources', ...context.measures]);
    },
    called: (call) => {
      if (isAggregate(call.name)) return aggregateOrders(call, context) ?? aggregate(call, context);
      if (call.name === 'table') return context.table(call);
      if (signatureOf(call.name) !== undefined) return undefined;
      const hint = didYouMean(call.name, AGGREGATES) ?? MEASURE_FORM;
      throw new Misread(`unknown measure ${call.name}`, call.at, hint);
    },
    holds: (condition) => compileCondition(condition, personScope(context)),
  };
}
