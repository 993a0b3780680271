import { readFile } from 'node:fs/promises';
import type { Source } from '../../config/config.js';
import { isField } from '../../config/fields.js';
import { fieldsOf } from '../../config/source-fields.js';
import { parseYaml } from '../../config/yaml.js';
import type { Section } from './section.js';

/** What a file says that it reads has to be in the config. */
export function checkDeclared({ file, faults, sources }: Section): void {
  for (const [name, fields] of Object.entries(file.sources)) {
    const source = sources.find((candidate) => candidate.name === name);
    if (source === undefined) {
      faults.unknownKey(
        ['sources', name],
        `the config has no source ${name}`,
        sources.map((candidate) => candidate.name),
      );
      continue;
    }
    const absent = fields.filter((field) => !fieldsOf(source).includes(field));
    if (absent.length > 0)
      faults.at(
        ['sources', name],
        `the config maps no ${absent.join(', ')} of ${name}`,
        'add the columns there',
      );
  }
}

/** The sources that a rule file declares, as if a config had them: enough to run its examples without one. */
export async function declaredSources(path: string): Promise<readonly Source[]> {
  const { value } = parseYaml(path, await readFile(path, 'utf8'));
  // Its shape is not checked yet: loadRules tells what is wrong with it.
  const declared = (value as { readonly sources?: unknown } | null)?.sources;
  return Object.entries(declared ?? {}).map(([name, written], order): Source => {
    const fields = [written].flat().map(String);
    const same = (of: readonly string[]) => Object.fromEntries(of.map((field) => [field, field]));
    return {
      name,
      order,
      files: [],
      encoding: 'auto',
      quote: '"',
      header_row: 1,
      mode: 'full',
      one_row_per_person: false,
      columns: same(['member_id', ...fields.filter((field) => field !== 'member_id' && isField(field))]),
      extra: same(fields.filter((field) => !isField(field))),
      formats: {},
      values: {},
      exclude: [],
      on_repeat: 'reject',
    };
  });
}
