import { type ComposedColumn, composedOf, layoutEntries } from '../config/composed-columns.js';
import type { Config } from '../config/config.js';
import { exportsOf } from '../config/source-fields.js';
import { parseYaml, readSmall } from '../config/yaml.js';
import type { Fault } from '../failure.js';
import { escapeTerminal } from '../report/escape.js';
import { type Language, messagesIn } from '../report/messages.js';

/** A field that is made of several columns, and where the config says so. */
export interface ComposedField extends ComposedColumn, Pick<Fault, 'file' | 'line' | 'column'> {
  readonly source: string;
  readonly field: string;
}

/** All of them, in the order of the exports. */
export async function composedFields(config: Config): Promise<readonly ComposedField[]> {
  const file = config.path;
  const yaml = parseYaml(file, (await readSmall(file)).toString('utf8'));
  return exportsOf(config).flatMap((source) => {
    const path = source.holds === undefined ? ['sources', source.name] : source.name.split('.');
    return layoutEntries(source).flatMap(([field, column]) => {
      const composed = composedOf(column);
      if (composed === undefined) return [];
      const section = field in source.columns ? 'columns' : 'extra';
      const place = yaml.where([...path, section, field]);
      return [{ file, ...place, source: source.name, field, ...composed }];
    });
  });
}

/** A line for each, what a made id costs beside it. */
export function composedText(fields: readonly ComposedField[], lang: Language): string {
  const words = messagesIn(lang).cli.composed;
  return fields
    .map(({ file, line, column, source, field, how, headers }) => {
      const named = { source, field, columns: escapeTerminal(headers.join(', ')) };
      return `${file}:${line}:${column}: ${words[how](named)}\n`;
    })
    .join('');
}
