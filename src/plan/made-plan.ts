import type { ReportModel } from '../report/model.js';
import type { Comparison } from './against/against.js';

export interface MadePlan {
  readonly model: ReportModel;
  readonly planId: string;
  /** What differs from the plan that it was to be compared with. */
  readonly against?: Comparison;
}
