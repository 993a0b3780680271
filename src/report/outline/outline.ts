import { nextCommand } from '../command.js';
import { type Language, messagesIn } from '../messages.js';
import type { ReportModel } from '../model.js';
import { brokenLimits, nextWords, verdictWords } from '../outcome.js';
import { contradictionLines } from '../sentences/contradictions.js';
import { limitText } from '../sentences/limit.js';
import { takenBackLines } from '../sentences/taken-back.js';
import { type Cell, day, text } from './cell.js';
import type { Draft } from './draft.js';
import type { OutlineSection, SectionId } from './section.js';
import { sectionsOf } from './sections.js';

/** A report as titled tables of values, for the renderings that are nothing but tables. */
export interface Outline {
  readonly title: string;
  /** Which plan this is. */
  readonly facts: readonly (readonly [string, Cell])[];
  /** Whether it may lie about. */
  readonly privacy: string;
  readonly verdict: {
    readonly name: string;
    readonly sentence: string;
    /** Whom the plan is about, where not all; what a revert does; contradicted decisions; limits that are not kept. */
    readonly lines: readonly string[];
    /** What to type, and what stands before it. */
    readonly next: string;
    readonly command: string | null;
  };
  readonly sections: readonly OutlineSection[];
}

/** The report in the order in which it is read: what to do, who is concerned, why, and from what. */
export function outlineOf(model: ReportModel, lang: Language): Outline {
  const words = messagesIn(lang);
  const draft: Draft = { model, words, lang };
  return {
    title: words.page.title({ project: model.project, asOf: model.as_of }),
    facts: [
      [words.page.asOf, day(model.as_of)],
      [words.page.runId, text(model.run_id)],
      [words.page.plan, text(model.plan_path)],
      ...scopeFacts(draft),
    ],
    privacy: model.masked ? words.workbook.masked : words.workbook.notMasked,
    verdict: verdictOf(draft),
    sections: sectionsOf(draft).filter(
      ({ id }) => model.taken_back === undefined || OF_A_REVERT.includes(id),
    ),
  };
}

/** It read nothing, matched nothing, and no rule decided. */
const OF_A_REVERT: readonly SectionId[] = ['taken_back', 'members', 'grades'];

function scopeFacts({ model, words }: Draft): Outline['facts'] {
  return model.scope === undefined ? [] : [[words.page.scope, text(model.scope.condition)]];
}

/** Whom a plan is about that is not about all. */
function scopeLines({ model, words }: Pick<Draft, 'model' | 'words'>): readonly string[] {
  if (model.scope === undefined) return [];
  const { persons, along, all_persons: all } = model.scope;
  return [words.page.scoped({ persons, all, along })];
}

function verdictOf({ model, words }: Draft): Outline['verdict'] {
  const { name, sentence } = verdictWords(words, model);
  const command = nextCommand(model);
  return {
    name,
    sentence,
    lines: [
      ...scopeLines({ model, words }),
      ...(model.taken_back === undefined ? [] : takenBackLines(words, model.taken_back)),
      ...contradictionLines(words, model),
      ...brokenLimits(model.limits).map((limit) => limitText(words, limit).line),
    ],
    next: command === null ? '' : nextWords(words, model),
    command,
  };
}
