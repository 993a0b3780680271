import type { Config } from '../config/config.js';
import type { Store } from '../store/store.js';
import type { EarlierPlan } from './against/compared-plan.js';
import type { Folder } from './files/folder.js';
import type { Allowed } from './limits/limits.js';
import type { Watch } from './stopwatch.js';

/** What a plan is made from, and where it goes. */
export interface MakeOptions {
  readonly config: Config;
  readonly store: Store;
  readonly folder: Folder;
  /** Where the folder will be, and as a user would type it. */
  readonly directory: string;
  readonly shownDirectory: string;
  readonly runId: string;
  /** `YYYY-MM-DD`: the only clock the plan reads. */
  readonly asOf: string;
  readonly tool: string;
  readonly createdAt: string;
  readonly threads: number;
  /** For the whole process, in bytes. */
  readonly memoryBytes: number;
  /** `--scope`: the condition of a plan for some persons alone. */
  readonly scope?: string;
  /** `--superseding`: the faulty run whose grades need not be kept. */
  readonly superseding?: string;
  readonly allowed: Allowed;
  /** The plan to compare this one with. */
  readonly against?: EarlierPlan;
  readonly watch: Watch;
  readonly log?: (step: string, statement: string) => void;
}
