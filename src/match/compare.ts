import type { Engine } from '../engine/engine.js';
import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import type { Comparison } from './identity.js';
import { packed, withdrawnBit } from './pattern.js';

/**
 * Compares the pairs of `from(l, r, …)`: makes the table `to` with the columns of `from`, `pattern`, and for each
 * comparison with term frequency `f_<comparison>`, the value in which both rows agree. What two values are
 * compared by is worked out once for every value, not once a pair.
 */
export async function compare(
  engine: Engine,
  comparisons: readonly Comparison[],
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  const dear = comparisons.filter(({ comparator }) => comparator.inline === undefined);
  await engine.step('gathered', gathered(comparisons, from));
  for (const comparison of dear) await compareValues(engine, comparison);
  await engine.step(to, assembled(comparisons, dear));
  await engine.drop('gathered', ...dear.map(levelTable));
}

/** The values of both rows side by side: what is equal or cheap is settled, what is dear is kept as two values. */
function gathered(comparisons: readonly Comparison[], from: string): Sql {
  const levels = comparisons.map(settledLevel);
  const kept = comparisons.flatMap((comparison) => {
    const [l, r] = values(comparison);
    const open = sql`not (${isEqual(comparison)})`;
    return [
      ...(comparison.comparator.inline !== undefined
        ? []
        : [
            sql`case when ${open} then least(${l}, ${r}) end as ${name(`a_${comparison.name}`)}`,
            sql`case when ${open} then greatest(${l}, ${r}) end as ${name(`b_${comparison.name}`)}`,
          ]),
      ...(comparison.termFrequency
        ? [sql`case when ${isEqual(comparison)} then ${l} end as ${name(`f_${comparison.name}`)}`]
        : []),
    ];
  });
  const withdrawn = sql`case when l.withdrawn <> r.withdrawn then ${withdrawnBit(comparisons.length)} else 0 end`;
  return sql`select pairs.*, ${packed(levels)} + ${withdrawn} as settled_pattern
      ${join(
        kept.map((column) => sql`, ${column}`),
        '',
      )}
    from ${name(from)} as pairs
    join identities as l on l.row_id = pairs.l
    join identities as r on r.row_id = pairs.r`;
}

function settledLevel(comparison: Comparison): Sql {
  const { comparator } = comparison;
  const [l, r] = values(comparison);
  const equal = sql`when ${isEqual(comparison)} then ${comparator.levels.length - 1}`;
  if (comparator.inline === undefined) return sql`case ${equal} end`;
  return sql`case ${equal} when ${l} <> ${r} then ${comparator.inline(l, r)} end`;
}

/** `levels_<comparison>(l, r, level)` of the pairs whose two values differ. */
async function compareValues(engine: Engine, comparison: Comparison): Promise<void> {
  const [a, b] = [name(`a_${comparison.name}`), name(`b_${comparison.name}`)];
  await engine.step('forms', withForms(comparison));
  await engine.step(
    levelTable(comparison),
    sql`select l, r, (${comparison.comparator.level})::utinyint as level
      from gathered join forms as a on a.value = ${a} join forms as b on b.value = ${b}`,
  );
  await engine.drop('forms');
}

/** Each distinct value with its forms, each a select around the one before. */
function withForms({ comparator, name: comparison }: Comparison): Sql {
  const [a, b] = [name(`a_${comparison}`), name(`b_${comparison}`)];
  return comparator.forms.reduce(
    (select, form) => sql`select *, ${form.of} as ${name(form.name)} from (${select})`,
    sql`select ${a} as value from gathered where ${a} is not null union select ${b} from gathered where ${b} is not null`,
  );
}

function assembled(comparisons: readonly Comparison[], dear: readonly Comparison[]): Sql {
  const found = comparisons.map((comparison) =>
    dear.includes(comparison) ? sql`${name(levelTable(comparison))}.level` : sql`null::utinyint`,
  );
  const aside = dear.flatMap(({ name: comparison }) => [name(`a_${comparison}`), name(`b_${comparison}`)]);
  const joins = dear.map((comparison) => {
    const table = name(levelTable(comparison));
    return sql`left join ${table} using (l, r)`;
  });
  return sql`select gathered.* exclude (${join([raw('settled_pattern'), ...aside])}),
      settled_pattern + ${packed(found)} as pattern
    from gathered ${join(joins, ' ')}`;
}

/** NULL where one of the two rows has no value. */
function isEqual(comparison: Comparison): Sql {
  const [l, r] = values(comparison);
  const { partial } = comparison.comparator;
  return partial === undefined ? sql`${l} = ${r}` : sql`(${l} = ${r} and not ${partial(l)})`;
}

function levelTable(comparison: Comparison): string {
  return `levels_${comparison.name}`;
}

function values(comparison: Comparison): readonly [Sql, Sql] {
  return [sql`l.${name(comparison.name)}`, sql`r.${name(comparison.name)}`];
}
