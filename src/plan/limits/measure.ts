import type { Config } from '../../config/config.js';
import { gateMeasures } from '../../match/evaluate/gates.js';
import type { Facts } from '../../report/facts/collect.js';
import type { InputReport } from '../../report/model/inputs.js';
import { summaryOf } from '../inputs/summary.js';
import type { Measured } from './limits.js';

/** What the limits are held against. Limits against the last run are left out on a first run. */
export function measure(config: Config, facts: Facts, lastInputs: string | null): readonly Measured[] {
  const { members, grades, matching, inputs } = facts;
  const before = members.changed + members.unchanged + members.gone;
  const perSource = inputs.map(
    (input): Measured => ({
      name: 'max_rejected',
      scope: input.source,
      value: input.rejected,
      of: input.records,
    }),
  );
  const changes: readonly Measured[] = [
    { name: 'max_changed', scope: null, value: members.changed, of: before },
    { name: 'max_gone', scope: null, value: members.gone, of: before },
    { name: 'max_new', scope: null, value: members.new, of: before },
  ];
  const alone = matching.by_sources
    .filter((part) => part.sources.length === 1)
    .reduce((sum, part) => sum + part.members, 0);
  return [
    ...perSource,
    ...emptied(facts),
    ...againstLast(inputs, lastInputs),
    ...(before > 0 ? changes : []),
    { name: 'max_downgraded', scope: null, value: grades.down, of: grades.up + grades.down + grades.same },
    ...(config.sources.length > 1
      ? [{ name: 'max_unmatched', scope: null, value: alone, of: members.total } as const]
      : []),
    { name: 'max_review', scope: null, value: matching.review + matching.ambiguous, of: matching.links },
    { name: 'max_cluster', scope: null, value: matching.largest, of: null },
    ...estimated(facts),
  ];
}

/** Precision and recall, as far as a reviewed sample tells them. */
function estimated({ scoring }: Facts): readonly Measured[] {
  const { reviewed } = scoring ?? {};
  if (reviewed === undefined) return [];
  const { precision, recall } = reviewed;
  return gateMeasures({ precision, recall }).map((measured) => {
    const { low, high } = (measured.name === 'min_precision' ? precision : recall) ?? { low: 0, high: 1 };
    return { ...measured, interval: { low, high } };
  });
}

function emptied({ emptied, inputs }: Facts): readonly Measured[] {
  const fields = new Map<string, { source: string; field: string; count: number }>();
  for (const { source, field, count } of emptied) {
    const key = `${source}.${field}`;
    fields.set(key, { source, field, count: (fields.get(key)?.count ?? 0) + count });
  }
  return [...fields.values()].map(({ source, field, count }) => ({
    name: 'max_emptied',
    scope: `${source}.${field}`,
    value: count,
    of: inputs.find((input) => input.source === source)?.records ?? 0,
  }));
}

function againstLast(inputs: readonly InputReport[], lastInputs: string | null): readonly Measured[] {
  if (lastInputs === null) return [];
  const last = summaryOf(lastInputs);
  return inputs.flatMap((input): Measured[] => {
    const records = last[input.source]?.records;
    return records === undefined
      ? []
      : [{ name: 'min_rows_vs_last', scope: input.source, value: input.records, of: records }];
  });
}
