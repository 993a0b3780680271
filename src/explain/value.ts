import { isField, kindOf } from '../config/fields.js';
import type { Expression } from '../rules/expression/expression.js';
import { isAggregate } from '../rules/person/aggregate.js';
import { tellCondition } from './condition.js';
import { accounts, dayIn, plain, spoken, subject, type Teller } from './teller.js';
import { typeOf } from './type.js';

type Call = Expression & { readonly kind: 'call' };

const SIGNS = { '+': '+', '-': '−', '*': '×', '/': '÷' };

/** A value in words, such as `the amount spent`. `beside` is what a literal is compared with. */
export function tellValue(expression: Expression, teller: Teller, beside?: Expression): string {
  const { words, numbers } = teller;
  switch (expression.kind) {
    case 'name':
      return tellName(expression.path, teller);
    case 'number':
      return numbers.exact(expression.text);
    case 'share':
      return `${expression.text}%`;
    case 'flag':
      return words.values[String(expression.value)] ?? '';
    case 'text':
      return tellText(expression.value, teller, beside);
    case 'arithmetic':
      return tellArithmetic(expression, teller);
    case 'call':
      return isAggregate(expression.name) ? tellAggregate(expression, teller) : tellCall(expression, teller);
    case 'choice':
      return tellChoice(expression.of, teller);
    default:
      return tellCondition(expression, teller);
  }
}

function tellName(path: readonly string[], teller: Teller): string {
  const { words, rules, about } = teller;
  const [word = '', field] = path;
  if (field !== undefined) return subject(field, teller);
  if (word === 'as_of') return words.asOf;
  if (about === 'account') return word === 'source' ? words.source : subject(word, teller);
  const known = words.known[word];
  if (known !== undefined) return known;
  if (word === 'sources') return words.sourceCount;
  if (word === 'grade') return words.newGrade;
  if (!rules.measures.has(word) && rules.map.has(word)) return words.gradeOf(plain(word));
  return subject(word, teller);
}

function tellText(value: string, teller: Teller, beside: Expression | undefined): string {
  const { words } = teller;
  const type = beside === undefined ? 'text' : typeOf(beside, teller);
  if (type === 'date' || /^\d{4}-\d{2}-\d{2}( |$)/u.test(value)) return dayIn(value, teller);
  if (type === 'grade') return value;
  const field = beside?.kind === 'name' ? (beside.path.at(-1) ?? '') : '';
  if (field === 'source') return plain(value);
  const isClosed = isField(field) && ['status', 'gender'].includes(kindOf(field));
  return (isClosed ? words.values[value] : undefined) ?? words.quoted(value);
}

function tellArithmetic(
  { operator, of }: Expression & { readonly kind: 'arithmetic' },
  teller: Teller,
): string {
  const parts = of.map((part) => {
    const told = tellValue(part, teller);
    return part.kind === 'arithmetic' ? `(${told})` : told;
  });
  return parts.length === 1 ? `${SIGNS[operator]}${parts[0]}` : parts.join(` ${SIGNS[operator]} `);
}

function tellCall({ name, of }: Call, teller: Teller): string {
  const { words } = teller;
  const [first, second] = of;
  if (name === 'table') return words.tableValue(tableName(of, teller));
  const isZero = second?.kind === 'number' && Number(second.text) === 0;
  if (name === 'coalesce' && first !== undefined && of.length === 2 && isZero)
    return words.zeroIfUnknown(tellValue(first, teller));
  const told = of.map((part) => tellValue(part, teller));
  return words.functions[name]?.(told) ?? tellCondition({ kind: 'call', name, of, at: 1 }, teller);
}

/** A table, and which of its columns where it is said. */
function tableName(of: readonly Expression[], teller: Teller): string {
  return of.map((part) => (part.kind === 'name' ? spoken(part.path.join('.'), teller) : '')).join(', ');
}

/** `sum(online.spend, status = 'active')` in words. */
function tellAggregate({ name, of }: Call, teller: Teller): string {
  const { words, sources } = teller;
  const [written, condition] = of;
  const operand = written?.kind === 'call' ? written.of[0] : written;
  const path = operand?.kind === 'name' ? operand.path : [];
  const isSource = path.length === 1 && sources.some((source) => source.name === path[0]) && name === 'count';
  const field = isSource ? undefined : path.at(-1);
  const source = isSource || path.length === 2 ? path[0] : undefined;
  const from = accounts(source, teller);
  const ways =
    written !== undefined && typeOf(written, { ...teller, about: 'account' }) === 'date'
      ? { ...words.aggregates, ...words.dateAggregates }
      : words.aggregates;
  const value =
    field === undefined ? words.counted(from) : words.over(ways[name]?.(subject(field, teller)) ?? '', from);
  if (condition === undefined) return value;
  return words.only(value, tellCondition(condition, { ...teller, about: 'account' }));
}

function tellChoice(of: readonly Expression[], teller: Teller): string {
  const arms: string[] = [];
  for (let index = 0; index < of.length; index += 2) {
    const [first, second] = of.slice(index, index + 2);
    if (first === undefined) continue;
    const arm =
      second === undefined
        ? teller.words.otherwise(tellValue(first, teller))
        : teller.words.when(tellCondition(first, teller), tellValue(second, teller));
    arms.push(arm);
  }
  return teller.words.choice(arms);
}

/** What stands beside a literal, so that the literal can be put into words. */
export function tellSides(of: readonly Expression[], teller: Teller): readonly string[] {
  const beside = of.find((part) => part.kind !== 'text');
  return of.map((part) => tellValue(part, teller, beside));
}
