import { arrivalTexts } from '../arrival-text.js';
import { nextCommand } from '../command.js';
import { contradictionLines } from '../contradiction-text.js';
import { limitText } from '../limit-text.js';
import { type Language, type Messages, messagesIn } from '../messages.js';
import type { ReportModel } from '../model.js';
import { brokenLimits, nextWords, verdictWords } from '../outcome.js';
import { takenBackLines } from '../taken-back-text.js';
import { type Cell, day, text } from './cell.js';
import { exampleTables, ruleTable } from './decisions.js';
import { flowTables } from './flow.js';
import { goneTables } from './gone.js';
import { gradePointTables } from './grade-points.js';
import { inputTables } from './inputs.js';
import { largestTables } from './largest.js';
import { limitTable } from './limits.js';
import { lossRuleTables } from './loss-rules.js';
import { lossTables } from './losses.js';
import { matchingTables } from './matching.js';
import { matrixTable } from './matrix.js';
import { countTable, memberTable, movementTable } from './members.js';
import { originTables } from './origin.js';
import { pointNotes, pointTables } from './points.js';
import { emptiedTable, rejectTable } from './rejects.js';
import { scoringTables } from './scoring.js';
import { shownSections } from './shown.js';
import { takenBackTables } from './taken-back.js';
import { toldTables } from './told.js';

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

/** What every table is made from. */
export interface Draft {
  readonly model: ReportModel;
  readonly words: Messages;
  readonly lang: Language;
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

function sectionsOf(draft: Draft): readonly OutlineSection[] {
  const { model, words } = draft;
  const { taken_back: takenBack } = model;
  return [
    ...(takenBack === undefined
      ? []
      : [section('taken_back', words.takenBack.title, takenBackTables(draft, takenBack))]),
    section('inputs', words.inputs.title, inputTables(draft), ...arrivalTexts(words, model.inputs)),
    section('members', words.members.title, [memberTable(draft)], words.members.goneNote(model.members)),
    ...goneSections(draft),
    ...gradeSections(draft),
    section(
      'points',
      words.points.title,
      [...pointTables(draft), ...gradePointTables(draft)],
      ...pointNotes(draft),
    ),
    ...shownSections(draft),
    section('matching', words.matching.title, [...matchingTables(draft), ...largestTables(draft)]),
    ...(model.scoring === undefined
      ? []
      : [section('scoring', words.scoring.title, scoringTables(draft, model.scoring))]),
    section('limits', words.limits.title, [limitTable(draft)]),
    section('rejects', words.rejects.title, [rejectTable(draft)]),
    section('emptied', words.emptied.title, [emptiedTable(draft)]),
    section('origin', words.origin.title, originTables(draft)),
  ];
}

function goneSections(draft: Draft): readonly OutlineSection[] {
  const { gone } = draft.model.losses ?? {};
  return gone === undefined ? [] : [section('gone', draft.words.tables.gone.title, goneTables(draft, gone))];
}

/** What becomes of the grades, who loses and gains, and by which rules. */
function gradeSections(draft: Draft): readonly OutlineSection[] {
  const { model, words } = draft;
  const { losses, flow = [], superseding } = model;
  const { grades, decisions, tables } = words;
  const matrix = matrixTable(draft);
  const notes = [
    model.grades.baseline === 'previous' ? grades.comparedWithPrevious : grades.comparedWithBestSource,
    ...(superseding === undefined ? [] : [grades.superseding(superseding)]),
  ];
  return [
    section(
      'grades',
      grades.title,
      [movementTable(draft), countTable(draft), ...lossTables(draft)],
      ...notes,
    ),
    section('matrix', words.matrix.title, matrix === null ? [] : [matrix]),
    section('flow', tables.flow.title, flowTables(draft, flow)),
    section('losses', decisions.lossesTitle, losses === undefined ? [] : lossRuleTables(draft, losses)),
    section('examples', decisions.title, exampleTables(draft)),
    section('rules', decisions.rulesTitle, [ruleTable(draft), ...toldTables(draft)]),
  ];
}

/** A section says that it has nothing by having no rows; the renderings have words for that. */
function section(
  id: SectionId,
  title: string,
  tables: readonly OutlineTable[],
  ...notes: readonly string[]
): OutlineSection {
  return { id, title, tables: tables.filter(({ rows }) => rows.length > 0), notes };
}
