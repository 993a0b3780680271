import { arrivalTexts } from '../sentences/arrival.js';
import { exampleTables, ruleTable } from './decisions.js';
import type { Draft } from './draft.js';
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
import type { OutlineSection, OutlineTable, SectionId } from './section.js';
import { shownSections } from './shown.js';
import { takenBackTables } from './taken-back.js';
import { toldTables } from './told.js';

/** All sections of a report in the order in which they are read: who is concerned, why, and from what. */
export function sectionsOf(draft: Draft): readonly OutlineSection[] {
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
