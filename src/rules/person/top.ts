import { raw, type Sql, sql } from '../../engine/sql.js';
import { compileCondition } from '../expression/condition.js';
import { type Expression, Misread } from '../expression/expression.js';
import type { Scope } from '../expression/scope.js';
import { compileValue, converted } from '../expression/value.js';
import { commonType } from '../expression/value-type.js';
import type { PersonContext } from './context.js';

type Call = Expression & { readonly kind: 'call' };

/** What asks for all persons, not for this one alone: `top(0.1%, spend)` and `qualifies(a rule)`. */
export function amongPersons(call: Call, scope: Scope, context: PersonContext): Sql | undefined {
  if (call.name === 'top') return top(call, scope, context);
  if (call.name === 'qualifies') return qualifies(call, scope, context);
  return undefined;
}

/**
 * Whether fewer than the share of those who are ranked have more. Whoever equals the last of them is in as
 * well, and as long as anyone is ranked somebody is. Ranked are the persons who have the number and, where a
 * condition is given, satisfy it.
 */
function top(call: Call, scope: Scope, context: PersonContext): Sql {
  const [share, number, condition, ...more] = call.of;
  if (share?.kind !== 'share' || number === undefined || more.length > 0)
    throw new Misread('top takes a share, a number and perhaps a condition', call.at, FORM);
  const value = compileValue(number, scope);
  if (commonType(value.type, 'number') !== 'number')
    throw new Misread(`a ${value.type} cannot be ranked`, number.at, 'rank a number, such as top(1%, spend)');
  const amount = converted(value, 'number').sql;
  const ranked =
    condition === undefined
      ? sql`${amount} is not null`
      : sql`${amount} is not null and ${compileCondition(condition, without(['top'], scope))}`;
  const [whole = '', decimals = ''] = share.text.split('.');
  const ahead = sql`rank() over (partition by ${ranked} order by ${amount} desc) - 1`;
  const all = sql`count(*) over (partition by ${ranked})`;
  const unit = 100n * 10n ** BigInt(decimals.length);
  const isTop = sql`(${ranked}) and (${ahead}) * ${unit} < ${raw(BigInt(whole + decimals).toString())} * ${all}`;
  return context.population.add('top', isTop);
}

const FORM = "such as top(0.1%, spend) or top(10%, spend, qualifies('VIP'))";

/** Whether the condition of a rule of `decide` holds. */
function qualifies(call: Call, scope: Scope, context: PersonContext): Sql {
  const [rule, ...more] = call.of;
  const name = rule?.kind === 'text' ? rule.value : rule?.kind === 'name' ? rule.path.join('.') : '';
  const condition = context.rule(name);
  if (more.length > 0 || condition === undefined)
    throw new Misread(`there is no rule ${name || 'here'}`, call.at, "such as qualifies('VIP')");
  return condition === 'always'
    ? raw('true')
    : compileCondition(condition, without(['top', 'qualifies'], scope));
}

/** Neither a rank among the ranked nor a rule that refers to a rule: both could go round in a circle. */
function without(functions: readonly string[], scope: Scope): Scope {
  const inner: Scope = {
    ...scope,
    holds: (condition) => compileCondition(condition, inner),
    instead: (expression) => {
      const name = expression.kind === 'call' ? expression.name : '';
      if (functions.includes(name))
        throw new Misread(
          `${name} cannot stand inside top or in a rule that another names`,
          expression.at,
          'name it in a rule of its own',
        );
      return scope.instead?.(expression);
    },
  };
  return inner;
}
