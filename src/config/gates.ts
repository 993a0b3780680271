import type { Fault } from '../failure.js';
import type { ConfigFile } from './schema.js';
import type { Yaml } from './yaml.js';

/** Limits that are measured on the reviewed sample. */
export const GATES = ['min_precision', 'min_recall'] as const;

/** A gate that nothing is measured for would always stand open. */
export function gateFaults(yaml: Yaml, { limits, identity }: ConfigFile): readonly Fault[] {
  if (identity.reviewed !== undefined) return [];
  return GATES.filter((gate) => limits[gate] !== undefined).map((gate) => ({
    file: yaml.file,
    ...yaml.whereKey(['limits', gate]),
    message: `limits.${gate}: there is no reviewed sample to measure it on`,
    hint: 'name one under identity.reviewed; evaluate --sample N -o FILE draws it',
  }));
}
