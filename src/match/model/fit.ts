import { Failure } from '../../failure.js';
import type { Model } from './model.js';
import type { ComparisonLevels } from './start-model.js';

/**
 * The model with its comparisons in the order of `expected`, its chances untouched. Throws a usage Failure that
 * names every comparison or level that only one of them has.
 */
export function fitModel<T extends Model>(model: T, expected: readonly ComparisonLevels[]): T {
  const found = new Map(model.comparisons.map((comparison) => [comparison.name, comparison]));
  const wanted = new Set(expected.map(({ name }) => name));
  const differences = [
    ...expected.flatMap(({ name, levels }) => {
      const comparison = found.get(name);
      if (comparison === undefined) return [`the model has no comparison ${name}`];
      return levelDifference(name, { expected: levels, found: comparison.levels.map(({ level }) => level) });
    }),
    ...model.comparisons
      .filter(({ name }) => !wanted.has(name))
      .map(({ name }) => `the config does not compare ${name}, which the model has`),
  ];
  if (differences.length > 0)
    throw new Failure(
      'usage',
      `the model does not fit the config: ${differences.join('; ')}`,
      'train a model for this config, or give it the comparisons of the model',
    );
  return { ...model, comparisons: expected.flatMap(({ name }) => found.get(name) ?? []) };
}

function levelDifference(
  name: string,
  { expected, found }: { expected: readonly string[]; found: readonly string[] },
): readonly string[] {
  const same = expected.length === found.length && expected.every((level, at) => level === found[at]);
  return same ? [] : [`${name} has the levels ${found.join(', ')}, not ${expected.join(', ')}`];
}
