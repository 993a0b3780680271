import type { ColumnText } from '../config/column-schema.js';
import { composedOf, headersOf } from '../config/composed-columns.js';
import type { Source } from '../config/config.js';
import type { PresetColumn, PresetInForce } from '../config/expand-presets.js';
import { tidy } from './mapping.js';

/** What a preset has to do with a column that an export does not have. */
export interface PresetAdvice {
  /** Behind the sentence that says what is missing. */
  readonly because: string;
  /** The line to add. */
  readonly line: string;
}

/** Undefined where the config names the column itself. `fields` is the header of the export. */
export function presetAdvice(
  header: string,
  fields: readonly string[],
  { preset, name }: Pick<Source, 'preset' | 'name'>,
): PresetAdvice | undefined {
  if (preset === undefined) return undefined;
  const missing = [...preset.columns].filter(([, { column }]) =>
    headersOf(column).map(tidy).includes(header),
  );
  if (missing.length === 0) return undefined;
  const sections = (['columns', 'extra'] as const).flatMap((section) => {
    const entries = missing.filter(([, column]) => column.section === section);
    const lines = entries.map(([field, column]) => `${field}: ${without(field, column, fields)}`);
    return lines.length === 0 ? [] : [`${section}: { ${lines.join(', ')} }`];
  });
  return {
    because: expectedBy(preset, 'it'),
    line: `if this export has no such column, add to sources.${name}: ${sections.join(' and ')}`,
  };
}

/** Who expects the columns, and where the config names it. */
export function expectedBy({ name, at }: PresetInForce, what: 'it' | 'them'): string {
  return `preset ${name} expects ${what} (${at.file}:${at.line}:${at.column})`;
}

/** The column as far as the export has it. Nobody can do without a member id. */
function without(field: string, { column }: PresetColumn, fields: readonly string[]): string {
  const rest = headersOf(column).filter((one) => fields.includes(tidy(one)));
  const how = composedOf(column)?.how;
  if (rest.length === 0) return field === 'member_id' ? 'HEADER' : 'none';
  return how === 'from' || rest.length > 1 ? `{ ${how}: [${rest.map(scalar).join(', ')}] }` : scalar(rest[0]);
}

function scalar(text: ColumnText | undefined): string {
  return typeof text === 'string' && /^[\p{L}_][\p{L}\p{N} _/-]*$/u.test(text) ? text : JSON.stringify(text);
}
