import type { Place } from '../../config/yaml.js';
import type { FindingKind } from '../ruleset.js';
import type { Claim, Decided } from './witness.js';

/** A finding before a real person was looked for who shows it. */
export interface Draft {
  readonly kind: FindingKind;
  readonly place: Place;
  readonly rule?: string;
  /** Lines for `examples`, where no claim has to find them. */
  readonly example?: string;
  /** Absent: it can be seen without an example. */
  readonly claim?: Claim;
  /** In words; `shown` are the persons who show it, where some were found. */
  say(shown: readonly Decided[] | undefined): string;
}
