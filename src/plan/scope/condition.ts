import type { Config } from '../../config/config.js';
import { allFields } from '../../config/source-fields.js';
import type { Engine } from '../../engine/engine.js';
import type { Sql } from '../../engine/sql.js';
import { Failure } from '../../failure.js';
import { sourceName } from '../../match/member-ids.js';
import { compileCondition } from '../../rules/expression/condition.js';
import { Misread } from '../../rules/expression/expression.js';
import { parseExpression } from '../../rules/expression/parse.js';
import { rowScope, type Value } from '../../rules/expression/scope.js';

/** A condition over one row, as it was typed and as SQL over `rows`, true or false, never NULL. */
export interface ScopeCondition {
  readonly text: string;
  readonly holds: Sql;
}

/**
 * The condition of `--scope` over the fields of a row of any source, and `source`. Throws a usage Failure with the
 * position of what cannot be read.
 */
export async function compileScope(engine: Engine, config: Config, text: string): Promise<ScopeCondition> {
  refuseDeltas(config);
  const names = config.sources.map(({ name }) => name);
  const source: Value = { sql: sourceName(config), type: 'text', among: names };
  const scope = rowScope(allFields(config.sources), new Map([['source', source]]));
  try {
    return { text, holds: compileCondition(await parseExpression(engine, text), scope) };
  } catch (error) {
    if (!(error instanceof Misread)) throw error;
    throw new Failure(
      'usage',
      `--scope: ${error.message} (character ${error.at})`,
      error.hint ?? `such as --scope "source = '${names[0]}'"`,
    );
  }
}

/**
 * What a delta export says of members outside of the scope would be lost: this plan does not write it, and the next
 * export does not say it again.
 */
function refuseDeltas({ path, sources }: Config): void {
  const delta = sources.find(({ mode }) => mode === 'delta');
  if (delta === undefined) return;
  throw new Failure(
    'usage',
    `--scope: ${delta.name} is a delta export, and what it says of members outside of the scope would be lost`,
    `read a full export and write mode: full under sources.${delta.name} in ${path}`,
  );
}
