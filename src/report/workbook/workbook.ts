import { strFromU8, unzipSync } from 'fflate';
import type { Row } from '../../engine/engine.js';
import { raw, sql } from '../../engine/sql.js';
import type { FactContext } from '../facts/context.js';
import { type Language, messagesIn } from '../messages.js';
import type { ReportModel } from '../model.js';
import { archiveOf, bytesOf } from './archive.js';
import { changeList, SHOWN_CHANGES } from './changes.js';
import { downgradeList, SHOWN_DOWNGRADES } from './downgrades.js';
import { goneList } from './gone.js';
import { type List, listSheet } from './list.js';
import { nameShown, SHOWN_NAMES } from './names.js';
import { pairList } from './pairs.js';
import { PROGRAM_PART, PROGRAM_XML, sheetPart, workbookParts } from './parts.js';
import { rejectList } from './rejects.js';
import { type Sheet, sheetXml } from './sheet.js';
import { matrixSheet, summarySheet } from './summary.js';

/** The workbook of a finished plan, from its report and the engine's tables: the same plan gives the same bytes. */
export async function workbookOf(
  context: FactContext,
  model: ReportModel,
  { lang }: { readonly lang: Language },
): Promise<Uint8Array> {
  const words = messagesIn(lang);
  const listed = <T extends Row>(list: List<T>) => listSheet(context.engine, words, list);
  const matrix = matrixSheet(model, lang);
  const named = sql`from ${raw(SHOWN_NAMES)}`;
  const changes = await changeList({ ...context, named }, model, words);
  const downgrades = await downgradeList(context, model, words);
  await nameShown(context, [SHOWN_CHANGES, SHOWN_DOWNGRADES]);
  const sheets: readonly Sheet[] = [
    summarySheet(model, lang),
    ...(matrix === null ? [] : [matrix]),
    listed(changes),
    listed(downgrades),
    listed(await goneList(context, model, words)),
    listed(await pairList(context, { model, words, sheet: 'review' })),
    listed(await pairList(context, { model, words, sheet: 'ambiguous' })),
    listed(rejectList(model, words)),
  ];
  return bytesOf(archiveOf(workbookParts(sheets)));
}

/**
 * A workbook with the summary of another report, such as that the plan is applied by now. Null for a workbook that
 * another program has saved since: what a person wrote into it is worth more.
 */
export async function withSummary(
  workbook: Uint8Array,
  model: ReportModel,
  { lang }: { readonly lang: Language },
): Promise<Uint8Array | null> {
  const parts = unzipSync(workbook);
  const program = parts[PROGRAM_PART];
  if (program === undefined || strFromU8(program) !== PROGRAM_XML) return null;
  const rewritten = Object.entries(parts).map(([name, bytes]) => ({
    name,
    texts: name === sheetPart(0) ? sheetXml(summarySheet(model, lang)) : [strFromU8(bytes)],
  }));
  return bytesOf(archiveOf(rewritten));
}
