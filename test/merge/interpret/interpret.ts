import type { Asked, Person, World } from './expressions.js';
import { holds } from './expressions.js';
import { fieldsSurviving } from './fields.js';
import { decide } from './grades.js';
import { balanceOf, balancesOf } from './points.js';
import type { Value } from './values.js';

/**
 * What the rules make of one person, worked out a second time: one person at a time, from what was read, without
 * a word of SQL. `grade | rule | adjusted by | points | refused | fields`
 */
export function interpret(person: Person, world: World): string {
  const { rules } = world;
  const { rank, rule, adjustedBy } = decide({ world, person });
  const grade: Value = rank ? { is: 'grade', of: rank } : undefined;
  const asked: Asked = { world, person, known: { grade } };
  const refused = rules.refuse.find(({ when }) => holds(when, asked))?.because;
  const points: Asked = { ...asked, known: { grade, refused: { is: 'flag', of: refused !== undefined } } };
  const below = rules.buckets.filter(
    (bucket) => bucket.negative === 'refuse' && balanceOf(bucket, points) < 0n,
  );
  const balances = [...balancesOf(points)].map(([bucket, balance]) => `${bucket} ${balance}`).toSorted();
  const reasons = [refused ?? [], below.map(({ name }) => `the balance of ${name} is below 0`)]
    .flat()
    .toSorted();
  return [
    rules.grades[(rank ?? 0) - 1] ?? '-',
    rule,
    adjustedBy,
    balances.join(', ') || '-',
    reasons.join(', ') || '-',
    ...fieldsSurviving(person, world),
  ].join(' | ');
}
