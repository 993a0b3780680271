import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { inertText } from '../engine/inert.js';
import { Failure } from '../failure.js';
import type { RowsOfPlan } from '../plan/plan-rows.js';
import type { Decision } from './decision-word.js';
import {
  COLUMNS,
  type DecisionsOnDisk,
  decisionsText,
  REPLACED,
  readDecisions,
  replaceDecisions,
} from './decisions-file.js';
import { type Forbidden, forbiddenLinks } from './forbidden-links.js';
import { type GivenLine, givenLines } from './given-lines.js';
import { tableOf } from './header-row.js';
import { type Judged, judgeLines } from './judge-lines.js';
import { lookUp } from './look-up.js';
import type { Looked } from './looked.js';
import { readSheets } from './read-sheets.js';
import { failureOf, type ReviewFault } from './review-faults.js';
import { unnamedDecisions } from './unnamed-decisions.js';

interface ReviewImport {
  readonly file: string;
  /** What messages call it, and the file of decisions. */
  readonly shown: { readonly file: string; readonly into: string };
  readonly into: string;
  readonly plan: RowsOfPlan;
  readonly by: string | undefined;
  /** UTC, as it is written into the file. */
  readonly at: string;
  readonly workDirectory: string;
}

/** What was written; nothing was where all three are 0. */
export interface Imported extends Readonly<Record<Decision, number>> {
  /** Decided the same before. */
  readonly known: number;
  /** Older decisions about the same rows that count no more. */
  readonly replaced: number;
  readonly undecided: number;
}

/**
 * Adds what a person has decided in a file to the file of decisions, all of it or nothing. Throws one Failure with
 * every fault: `usage` for a file that is wrong, `stale` for rows that have changed since, `decision` for a link
 * that a veto, a cardinality or another decision forbids.
 */
export async function importReview(engine: Engine, config: Config, options: ReviewImport): Promise<Imported> {
  const { lines, undecided, faults } = await readGiven(config, options);
  const decisions = await readDecisions(options.into);
  const judged = await judge(engine, config, { options, lines, decisions });
  const merging = { options, decisions, judged, merged: mergedLines(decisions, judged, options) };
  const wrong = [...faults, ...judged.faults];
  // A file that contradicts itself has no links to be looked at.
  const hasLinks = judged.added.length > 0 && wrong.every(({ code }) => code !== 'usage');
  const forbidden = hasLinks ? await newlyForbidden(engine, config, merging) : [];
  if (wrong.length + forbidden.length > 0) throw failureOf([...wrong, ...forbidden]);
  if (judged.added.length > 0) await replaceDecisions(decisions, merging.merged.text);
  const count = (wanted: Decision) => judged.added.filter(({ line }) => line.decision === wanted).length;
  return {
    ...{ link: count('link'), no_link: count('no_link'), alone: count('alone') },
    ...{ known: judged.known, replaced: judged.replaced.size, undecided },
  };
}

interface Judging {
  readonly options: ReviewImport;
  readonly lines: readonly GivenLine[];
  readonly decisions: DecisionsOnDisk;
}

/** The lines of the file beside those that decide something already, all of them looked up in the plan. */
async function judge(
  engine: Engine,
  config: Config,
  { options, lines, decisions }: Judging,
): Promise<Judged> {
  const before = decisions.lines.filter(({ decision }) => decision !== undefined);
  const found = await lookUp(engine, config, { plan: options.plan, lines: [...lines, ...before] });
  const looked = <L>(list: readonly L[], from: number) =>
    list.flatMap((line, at): readonly Looked<L>[] => {
      const known = found[from + at];
      return known === undefined ? [] : [{ line, found: known }];
    });
  return judgeLines({
    given: looked(lines, 0),
    before: looked(before, lines.length),
    into: options.shown.into,
    sources: config.sources.map(({ name }) => name),
    by: options.by,
  });
}

async function readGiven(config: Config, { file, shown }: ReviewImport) {
  const sheets = await readSheets(file);
  const tables = sheets.flatMap((sheet) => tableOf(sheet) ?? []);
  const unnamed = sheets.flatMap((sheet) => unnamedDecisions(shown.file, sheet));
  if (tables.length === 0 && unnamed.length === 0)
    throw new Failure(
      'usage',
      `${shown.file} has no table with the columns source_l, id_l, source_r, id_r and decision`,
      'export one with: tier-merge review export PLAN -o review.csv',
    );
  const sources = new Set(config.sources.map(({ name }) => name));
  const given = tables.map((table) => givenLines(shown.file, table, { sources }));
  return {
    lines: given.flatMap(({ lines }) => lines),
    faults: [...unnamed, ...given.flatMap(({ faults }) => faults)],
    undecided: given.reduce((sum, one) => sum + one.undecided, 0),
  };
}

interface Merged {
  readonly text: string;
  /** The first line of the file that is new. */
  readonly firstNew: number;
}

/** Older lines stay as they are, but for a decision that is replaced: it moves to another column, where nobody reads it. */
function mergedLines(decisions: DecisionsOnDisk, { added, replaced }: Judged, options: ReviewImport): Merged {
  const missing = [...COLUMNS, ...(replaced.size > 0 ? [REPLACED] : [])].filter(
    (c) => !decisions.columns.includes(c),
  );
  const columns = [...decisions.columns, ...missing];
  const old = decisions.lines.map((line) =>
    replaced.has(line) ? { ...line.cells, decision: '', [REPLACED]: line.decision ?? '' } : line.cells,
  );
  const head = decisionsText(columns, old);
  const text = decisionsText(columns, [...old, ...added.map((looked) => cellsOf(looked, options))]);
  return { text, firstNew: head.split('\n').length };
}

function cellsOf(
  { line, found }: Looked<GivenLine>,
  { by, at }: ReviewImport,
): Readonly<Record<string, string>> {
  return {
    source_l: line.source_l,
    id_l: inertText(found.id_l),
    source_r: found.id_r === '' ? '' : line.source_r,
    id_r: inertText(found.id_r),
    decision: line.decision,
    by: inertText(line.by === '' ? (by ?? '') : line.by),
    at,
    note: inertText(line.note.replaceAll(/\s*[\r\n]+\s*/g, ' ')),
    rows_hash: found.rowsHash ?? '',
  };
}

interface Merging {
  readonly options: ReviewImport;
  readonly decisions: DecisionsOnDisk;
  readonly merged: Merged;
  readonly judged: Judged;
}

/** What a plan would not follow now and would have followed before. */
async function newlyForbidden(
  engine: Engine,
  config: Config,
  merging: Merging,
): Promise<readonly ReviewFault[]> {
  const { options, decisions, merged } = merging;
  const forbiddenIn = async (text: string) => {
    const draft = join(options.workDirectory, 'decisions.csv');
    await writeFile(draft, text, { mode: 0o600 });
    return forbiddenLinks(engine, config, { decisions: draft, workDirectory: options.workDirectory });
  };
  const older = decisionsText(
    decisions.columns,
    decisions.lines.map(({ cells }) => cells),
  );
  const before = decisions.sha256 === undefined ? [] : await forbiddenIn(older);
  const known = new Set(before.map(({ key, reason }) => `${key} ${reason}`));
  const now = await forbiddenIn(merged.text);
  return now
    .filter(({ key, reason }) => !known.has(`${key} ${reason}`))
    .map((link) => forbiddenFault(link, merging));
}

function forbiddenFault({ line, reason }: Forbidden, { merged, judged, options }: Merging): ReviewFault {
  const own = judged.added[line - merged.firstNew]?.line;
  const older = { file: options.shown.into, sheet: null, line, column: 1 };
  return {
    place: own?.placeOf('decision') ?? older,
    code: 'decision',
    message: `these rows cannot be one person (${reason})`,
    hint:
      own === undefined
        ? 'one of the new links forbids it'
        : 'docs/matching.md names what forbids a link; correct the decision, or the data',
  };
}
