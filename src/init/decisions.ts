import type { SourceLadder } from './ladder.js';
import type { SourceDraft } from './source-draft.js';
import type { Trial } from './trial.js';

/** Something that was decided, with what speaks for it. */
export interface Decided<T> {
  readonly value: T;
  readonly evidence?: string;
  /** Why it is a guess; absent: it is settled. */
  readonly guess?: string;
}

/** Files of a source that have columns of their own. */
export interface ListDecisions {
  /** As the config names them. */
  readonly files: readonly string[];
  readonly draft: SourceDraft;
  /** What all members of the list are, where no column says it. */
  readonly status?: Decided<'dormant' | 'withdrawn'>;
}

export interface SourceDecisions extends ListDecisions {
  readonly name: string;
  /** With the value lists and formats of the other lists too: they are the same for a whole source. */
  readonly draft: SourceDraft;
  /** Of an export in parts only the first has the header. */
  readonly header: 'every_file' | 'first_file';
  readonly others: readonly ListDecisions[];
  readonly trial: Trial;
  /** Fields that a person has said yes to. */
  readonly settled: readonly string[];
  readonly onePerPerson: Decided<boolean>;
  /** Whether test accounts are left out; undefined where there are none. */
  readonly excludesTests?: Decided<boolean>;
}

export interface MapDecision {
  readonly source: string;
  readonly lines: readonly { readonly text: string; readonly rows: number; readonly grade: string }[];
  readonly guess?: string;
}

export interface Conversion {
  readonly source: string;
  readonly field: 'points' | 'stamps' | 'cashback';
  readonly into: 'points' | 'stamps' | 'cashback';
  readonly rate: Decided<number>;
}

/** Everything that the two files will say. */
export interface Decisions {
  readonly lang: 'en' | 'ko';
  readonly project: string;
  readonly sources: readonly SourceDecisions[];
  readonly country: Decided<string>;
  readonly zone: Decided<string>;
  readonly maxRejected: Decided<string>;
  readonly maxEmptied: Decided<string>;
  readonly ladders: readonly SourceLadder[];
  /** The lowest first. */
  readonly grades: Decided<readonly string[]>;
  readonly maps: readonly MapDecision[];
  readonly conversions: readonly Conversion[];
}
