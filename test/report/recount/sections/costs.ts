import { cents, greater, minus, product, sumOf } from '../decimals.js';
import { grouped, mostFirst, type Person, tally } from '../persons.js';
import type { Recount } from '../recount.js';
import { amount, amountDifference, type Claims, count, joined, onBoth, text } from '../table.js';
import { sourcesOf } from './matching.js';

const SECTION = 'What the grades cost';

interface Cost {
  readonly person: Person;
  readonly before: string;
  readonly after: string;
}

/** What the grades of each member cost before and after, by the rules' `costs`, rounded for each member. */
export function costClaims(recount: Recount): Claims {
  const { tables, persons } = recount;
  if (tables.rules.costs === undefined) return { page: [], sheet: [] };
  const costs = persons.map(
    (person): Cost => ({
      person,
      before: costOf(recount, person, person.baseline),
      after: costOf(recount, person, person.grade),
    }),
  );
  return joined(byGrade(recount, costs), bySources(recount, costs), byStore(costs));
}

/** An amount, or such as `3.25% of spend`, which is the sum of what all rows of the member spent. */
function costOf({ tables }: Recount, { rows }: Person, grade: string | null): string {
  const cost = grade === null ? undefined : tables.rules.costs?.[grade];
  if (cost === undefined) return '0';
  const [, percent] = /^([\d.]+)% of spend$/.exec(String(cost)) ?? [];
  if (percent === undefined) return String(cost);
  const spent = sumOf(rows.map(({ said }) => said('spend').replaceAll(',', '') || '0'));
  return cents(product(spent, product(percent, '0.01')));
}

function byGrade({ tables }: Recount, costs: readonly Cost[]): Claims {
  const rows = tables.rules.grades.map((grade) => ({
    name: grade,
    had: costs.filter(({ person }) => person.baseline === grade),
    have: costs.filter(({ person }) => person.grade === grade),
  }));
  const all = {
    name: 'Total',
    had: costs.filter(({ person }) => person.baseline !== null),
    have: costs.filter(({ person }) => person.grade !== null),
  };
  return onBoth({
    section: SECTION,
    caption: 'A year, by grade, before and after',
    heads: ['Grade', 'Members before', 'Members', 'Before', 'After', 'Difference'],
    rows: [...rows, all].map(({ name, had, have }) => {
      const [before, after] = [sumOf(had.map((one) => one.before)), sumOf(have.map((one) => one.after))];
      return [text(name), count(had.length), count(have.length), ...money(before, after)];
    }),
  });
}

function money(before: string, after: string) {
  return [amount(before), amount(after), amountDifference(minus(after, before))];
}

function costRow(name: string, costs: readonly Cost[]) {
  const sum = (of: 'before' | 'after') => sumOf(costs.map((one) => one[of]));
  return [text(name), count(costs.length), ...money(sum('before'), sum('after'))];
}

function bySources(recount: Recount, costs: readonly Cost[]): Claims {
  const names = ({ person }: Cost) => sourcesOf(person, recount);
  const groups = grouped(costs, names);
  return onBoth({
    section: SECTION,
    caption: 'By the sources that a member has rows in',
    heads: ['Sources', 'Members', 'Before', 'After', 'Difference'],
    rows: [
      ...mostFirst(tally(costs.map(names))).map(([name]) => costRow(name, groups.get(name) ?? [])),
      costRow('Total', costs),
    ],
  });
}

/** By the store that members.csv says has survived, dearest first. */
function byStore(costs: readonly Cost[]): Claims {
  const groups = [...grouped(costs, ({ person }) => person.member.store || 'store not known')];
  const dearest = groups.toSorted(([, a], [, b]) =>
    greater(sumOf(a.map(({ after }) => after)), sumOf(b.map(({ after }) => after))) ? -1 : 1,
  );
  return onBoth({
    section: SECTION,
    caption: 'By store, as far as it is known',
    heads: ['Store', 'Members', 'Before', 'After', 'Difference'],
    rows: [...dearest.map(([store, own]) => costRow(store, own)), costRow('Total', costs)],
  });
}
