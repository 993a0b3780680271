import type { FactContext } from '../../report/facts/context.js';
import type { Readings } from '../inputs/read-inputs.js';
import type { Previous } from '../previous.js';

/** What is known once the members are merged; the tables are in the engine. */
export interface Merged extends FactContext {
  readonly previous: Previous;
  readonly readings: Readings;
  /** Whether grades are written back to the old systems. */
  readonly writesBack: boolean;
}
