import type { Cell } from './cell.js';

export interface OutlineSection {
  readonly id: SectionId;
  readonly title: string;
  readonly tables: readonly OutlineTable[];
  readonly notes: readonly string[];
}

export type SectionId =
  | 'taken_back'
  | 'inputs'
  | 'members'
  | 'gone'
  | 'grades'
  | 'matrix'
  | 'flow'
  | 'losses'
  | 'examples'
  | 'rules'
  | 'points'
  | 'orders'
  | 'lots'
  | 'costs'
  | 'matching'
  | 'scoring'
  | 'limits'
  | 'rejects'
  | 'emptied'
  | 'origin';

export interface OutlineTable {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** The sum below them. */
  readonly foot?: readonly Cell[];
  /** Set where a workbook has all of its rows on a sheet of their own. */
  readonly hasSheet?: true;
  /** Whether everything that its caption writes as a sum is one; absent: it writes none. */
  readonly addsUp?: boolean;
}
