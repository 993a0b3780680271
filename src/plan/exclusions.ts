import type { Config } from '../config/config.js';
import { exportsOf, fieldsOf } from '../config/source-fields.js';
import { pathInWords } from '../config/yaml.js';
import type { Engine } from '../engine/engine.js';
import { compileRowCondition } from '../rules/expression/condition.js';
import type { CompiledExclusion } from '../standardise/rows.js';

/** The exclusions of the config as SQL. Throws Faults with the place of a condition that cannot be read. */
export async function compileExclusions(
  engine: Engine,
  config: Config,
): Promise<readonly CompiledExclusion[]> {
  const compiled: CompiledExclusion[] = [];
  for (const source of exportsOf(config)) {
    for (const [at, { name, when, keep_apart, place }] of source.exclude.entries()) {
      const what = pathInWords([...sectionOf(source), 'exclude', at, 'when']);
      const origin = { file: config.path, ...place, what };
      const condition = await compileRowCondition(engine, when, {
        fields: fieldsOf(source),
        origin,
        ...(source.holds === undefined ? {} : { holds: source.holds }),
      });
      compiled.push({ source, name, keepApart: keep_apart, condition });
    }
  }
  return compiled;
}

function sectionOf({ name, holds }: Config['sources'][number]): readonly string[] {
  return holds === undefined ? ['sources', name] : name.split('.');
}
