import type { Config, Source } from './config.js';

/** The fields of one source, canonical and extra, in the order of its config. */
export function fieldsOf(source: Source): readonly string[] {
  return [...Object.keys(source.columns), ...Object.keys(source.extra)];
}

/** All fields that some source has, in the order of the first source that has them; extras last. */
export function allFields(sources: readonly Source[]): readonly string[] {
  return [
    ...new Set([
      ...sources.flatMap((source) => Object.keys(source.columns)),
      ...sources.flatMap((source) => Object.keys(source.extra)),
    ]),
  ];
}

/** How recent a row is: the first of these that it has. */
export const RECENCY = ['updated_at', 'last_activity_at', 'joined_at'] as const;

/** Everything that is read, members first: the place in this list is `order`, in the tables `source_no`. */
export function exportsOf({ sources, orders = [], lots = [] }: Exports): readonly Source[] {
  return [...sources, ...orders, ...lots];
}

/** The same by what they hold, for whoever asks for one kind. */
export function exportsIn({ sources, orders = [], lots = [] }: Exports): Required<Exports> {
  return { sources, orders, lots };
}

type Exports = Pick<Config, 'sources' | 'orders' | 'lots'>;
