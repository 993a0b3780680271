import type { LotExport, OrderExport, Source } from '../../config/config.js';
import type { Yaml } from '../../config/yaml.js';
import type { Engine } from '../../engine/engine.js';
import type { RuleCsv } from './csv.js';
import type { FaultList } from './faults.js';
import type { RuleFile } from './schema.js';

export interface RuleContext {
  /** Its parser reads the conditions; no table is touched. */
  readonly engine: Engine;
  readonly sources: readonly Source[];
  readonly orders?: readonly OrderExport[];
  readonly lots?: readonly LotExport[];
}

/** What one section of a rule file is read with. */
export interface Section extends RuleContext {
  readonly file: RuleFile;
  readonly yaml: Yaml;
  readonly faults: FaultList;
  /** The CSV files that were read so far, by their absolute path. */
  readonly csvs: Map<string, RuleCsv>;
}
