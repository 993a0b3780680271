import { join, name, raw, type Sql, sql } from '../../engine/sql.js';
import { adjusted, answered } from '../decided.js';
import { type Dimension, stridesOf } from './dimensions.js';
import { type GridRules, measureColumn } from './grid-rules.js';

/** What the points of a grid are made of. */
export interface Shape {
  readonly compiled: GridRules;
  readonly dimensions: readonly Dimension[];
  /** How many points a profile has. */
  readonly inner: number;
}

/** Every point with what it stands for, `rule_no`, and the rank after each adjustment. */
export function decidedPoints({ compiled, dimensions, inner }: Shape): Sql {
  return adjusted(compiled, answered(compiled, pointsSql({ compiled, dimensions, inner })));
}

/** Every point of `proof_profiles` with a column for each dimension. */
export function pointsSql({ compiled, dimensions, inner }: Shape): Sql {
  const strides = stridesOf(dimensions);
  const columns = dimensions.map((dimension, index) => sql`, ${valueSql(dimension, strides[index] ?? 1)}`);
  const none = (['previous', 'announced'] as const)
    .filter((kind) => !dimensions.some((dimension) => dimension.kind === kind))
    .map((kind) => sql`, null::utinyint as ${name(`${kind}_rank`)}`);
  const exceptions = compiled.exceptions.map((column) => sql`, ${column}`);
  const possible = dimensions.flatMap(({ name: measure, sources, samples }, index) =>
    sources === undefined
      ? []
      : [sql`(${name(`known ${measure}`)} or place // ${strides[index] ?? 1} % ${samples.length} = 0)`],
  );
  return sql`
    select profile * ${inner} + place as point, proof_profiles.* ${join([...columns, ...none, ...exceptions], '')},
      ${possible.length === 0 ? raw('true') : join(possible, ' and ')} as possible
    from proof_profiles, (select range as place from range(${inner}))`;
}

function valueSql({ kind, name: word, samples, type }: Dimension, stride: number): Sql {
  const list = samples.map((sample) => sql`${sample}`);
  const column = kind === 'previous' || kind === 'announced' ? name(`${kind}_rank`) : measureColumn(word);
  return sql`list_extract([${join(list)}]::${raw(type)}[], (place // ${stride} % ${samples.length} + 1)::integer) as ${column}`;
}
