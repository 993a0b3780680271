import type { Language, Messages } from '../messages.js';
import type { ReportModel } from '../model.js';

/** What every table is made from. */
export interface Draft {
  readonly model: ReportModel;
  readonly words: Messages;
  readonly lang: Language;
}
