import { minus, sumOf } from '../decimals.js';
import type { Recount } from '../recount.js';
import { amount, amountDifference, type Claims, count, joined, onPage, onSheet, text } from '../table.js';

/** What the members of each grade hold: balances of the target under the grade there, those of the plan under the new one. */
export function gradePointClaims(recount: Recount): Claims {
  const buckets = [...new Set(recount.tables.rules.points.map(({ into }) => into))];
  return joined(...buckets.map((bucket) => bucketClaims(recount, bucket)));
}

function bucketClaims(recount: Recount, bucket: string): Claims {
  const { tables, persons } = recount;
  const after = heldBy(tables.of('points'), bucket);
  const before = heldBy(tables.before.points, bucket);
  const had = tables.before.members.filter(({ member_id: id = '' }) => !recount.gone.includes(id));
  const all = [...tables.rules.grades, null].map((grade) => {
    const have = persons.filter((person) => person.grade === grade);
    return {
      name: grade ?? 'no grade',
      members: have.length,
      before: sumOf(
        had.filter((one) => (one.grade || null) === grade).map((one) => before(one.member_id ?? '')),
      ),
      after: sumOf(have.map(({ id }) => after(id))),
    };
  });
  const sum = {
    name: 'Total',
    members: persons.length,
    before: sumOf(all.map((one) => one.before)),
    after: sumOf(all.map((one) => one.after)),
  };
  const was = !tables.isFirstRun;
  const table = { section: 'Points', under: bucket, caption: `${bucket} held by the members of each grade` };
  return joined(
    onPage({
      ...table,
      heads: ['Grade', 'Members', ...(was ? ['Before'] : []), 'After', ...(was ? ['Difference'] : [])],
      rows: [...all, sum].map((one) => [
        text(one.name),
        count(one.members),
        ...(was ? [amount(one.before)] : []),
        amount(one.after),
        ...(was ? [amountDifference(minus(one.after, one.before))] : []),
      ]),
    }),
    onSheet({
      ...table,
      heads: ['Grade', ...(was ? ['Before'] : []), 'After'],
      rows: [...all, sum].map((one) => [
        text(one.name),
        ...(was ? [amount(one.before)] : []),
        amount(one.after),
      ]),
    }),
  );
}

function heldBy(
  balances: readonly Readonly<Record<string, string>>[],
  bucket: string,
): (id: string) => string {
  const held = new Map(
    balances.filter((one) => one.bucket === bucket).map(({ member_id: id, balance = '0' }) => [id, balance]),
  );
  return (id) => held.get(id) ?? '0';
}
