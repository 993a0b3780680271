import type { Source } from '../../config/config.js';
import { fieldsOf } from '../../config/source-fields.js';
import { type Expression, operandsOf } from '../expression/expression.js';
import { isAggregate, readField } from '../person/aggregate.js';
import type { Measure } from '../person/measure.js';
import type { RuleParts } from '../ruleset.js';
import { AMOUNTS, counts, MOMENTS, type NumberLine, RECKONED } from './number-line.js';

/** An amount on rows, or of orders, that a measure is made of. */
export interface Basis {
  readonly aggregate: string;
  /** Whatever rows a person has, it may have bought anything. */
  readonly order?: OrderBasis;
  /** Absent: it counts rows. */
  readonly field?: string;
  readonly source?: string;
}

/** What is asked of the orders of a person. */
export interface OrderBasis {
  /** Absent: it counts orders. */
  readonly field?: string;
  readonly window?: string;
  readonly condition?: Expression;
}

type Call = Expression & { readonly kind: 'call' };

type Named = Pick<RuleParts, 'measures' | 'orders'>;

/** What an aggregate asks of orders; undefined when it is about rows. */
function orderBasisOf(call: Call, { orders }: Named): OrderBasis | undefined {
  const [written, ...more] = call.of;
  const operand = written?.kind === 'call' ? written.of[0] : written;
  if (orders === undefined || operand?.kind !== 'name' || operand.path[0] !== 'orders') return undefined;
  const [, field] = operand.path;
  if (field === undefined && call.name !== 'count') return undefined;
  const window = more.find((part) => part.kind === 'window');
  const condition = more.find((part) => part.kind !== 'window');
  return {
    ...(field === undefined ? {} : { field }),
    ...(window === undefined ? {} : { window: window.text }),
    ...(condition === undefined ? {} : { condition }),
  };
}

/** The amounts that a measure is made of, through the measures that it names. */
export function basesOf(measure: Measure, rules: Named, sources: readonly Source[]): readonly Basis[] {
  const named = (word: string) => {
    const inner = rules.measures.get(word);
    return inner === undefined ? [] : basesOf(inner, rules, sources);
  };
  const inside = (expression: Expression): readonly Basis[] => {
    if (expression.kind === 'name') return named(expression.path.join('.'));
    if (expression.kind === 'call' && isAggregate(expression.name)) {
      const order = orderBasisOf(expression, rules);
      return [order === undefined ? basisOf(expression, sources) : { aggregate: expression.name, order }];
    }
    return operandsOf(expression).flatMap(inside);
  };
  return measure.kind === 'score'
    ? measure.parts.flatMap((part) => named(part.measure))
    : inside(measure.expression);
}

function basisOf(call: Call, sources: readonly Source[]): Basis {
  const [written] = call.of;
  const operand = written?.kind === 'call' ? written.of[0] : written;
  if (operand?.kind !== 'name') return { aggregate: call.name };
  const isSource = sources.some(({ name }) => name === operand.path.join('.'));
  if (isSource) return { aggregate: call.name, source: operand.path.join('.') };
  const { field, source } = readField(operand, sources);
  return { aggregate: call.name, field, ...(source === undefined ? {} : { source }) };
}

/** The values that a measure can have. */
export function lineOf(measure: Measure, type: string, rules: Named): NumberLine {
  if (type === 'date') return MOMENTS;
  if (measure.kind === 'score') return RECKONED;
  const { expression } = measure;
  if (expression.kind !== 'call') return RECKONED;
  if (expression.name === 'count') return counts(expression.of.length === 0 ? 1 : 0);
  if (expression.name === 'count_distinct') return counts(0);
  if (!isAggregate(expression.name)) return RECKONED;
  // An order is never worth less than nothing.
  return orderBasisOf(expression, rules) === undefined ? AMOUNTS : { ...AMOUNTS, least: 0n };
}

export function canBeMissing(measure: Measure, rules: Named): boolean {
  const named = (word: string) => {
    const inner = rules.measures.get(word);
    return inner !== undefined && canBeMissing(inner, rules);
  };
  const missing = (expression: Expression): boolean => {
    const parts = operandsOf(expression);
    switch (expression.kind) {
      case 'name':
        return named(expression.path.join('.'));
      case 'number':
      case 'text':
        return false;
      case 'call':
        if (expression.name === 'sum' && orderBasisOf(expression, rules) !== undefined) return false;
        if (isAggregate(expression.name)) return !expression.name.startsWith('count');
        return ['coalesce', 'greatest', 'least'].includes(expression.name) ? parts.every(missing) : true;
      case 'arithmetic':
        return expression.operator === '/' || parts.some(missing);
      default:
        return true;
    }
  };
  return measure.kind === 'score'
    ? measure.parts.every((part) => named(part.measure))
    : missing(measure.expression);
}

/** The sources whose rows can give the measure a value, as bits by their order; undefined when any can. */
export function sourceBits(bases: readonly Basis[], sources: readonly Source[]): number | undefined {
  const bits = bases.map(({ field, source }) =>
    sources
      .filter(({ name }) => source === undefined || name === source)
      .filter((candidate) => field === undefined || fieldsOf(candidate).includes(field))
      .reduce((sum, { order }) => sum | (1 << order), 0),
  );
  const all = sources.reduce((sum, { order }) => sum | (1 << order), 0);
  const some = bits.reduce((sum, bit) => sum | bit, 0);
  return some === all || bases.length === 0 ? undefined : some;
}
