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

export interface SourceDecisions {
  readonly name: string;
  /** As the config names it. */
  readonly file: string;
  readonly draft: SourceDraft;
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
  readonly ladders: readonly SourceLadder[];
  /** The lowest first. */
  readonly grades: Decided<readonly string[]>;
  readonly maps: readonly MapDecision[];
  readonly conversions: readonly Conversion[];
}
