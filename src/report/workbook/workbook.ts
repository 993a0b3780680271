import { strFromU8, unzipSync } from 'fflate';
import type { Row } from '../../engine/engine.js';
import type { FactContext } from '../facts/context.js';
import { type Language, messagesIn } from '../messages.js';
import type { ReportModel } from '../model.js';
import { openArchive } from './archive.js';
import { changeList, SHOWN_CHANGES } from './changes.js';
import { downgradeList, SHOWN_DOWNGRADES } from './downgrades.js';
import { type List, listSheet } from './list.js';
import { nameShown } from './names.js';
import { pairList } from './pairs.js';
import { frameParts, PROGRAM_PART, PROGRAM_XML, sheetPart } from './parts.js';
import { rejectList } from './rejects.js';
import { type Sheet, sheetXml } from './sheet.js';
import { stylesXml } from './styles.js';
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
  const changes = await changeList(context, model, words);
  const downgrades = await downgradeList(context, model, words);
  await nameShown(context, [SHOWN_CHANGES, SHOWN_DOWNGRADES]);
  const sheets: readonly Sheet[] = [
    summarySheet(model, lang),
    ...(matrix === null ? [] : [matrix]),
    listed(changes),
    listed(downgrades),
    listed(await pairList(context, { model, words, sheet: 'review' })),
    listed(await pairList(context, { model, words, sheet: 'ambiguous' })),
    listed(rejectList(model, words)),
  ];
  const archive = openArchive();
  for (const [part, xml] of Object.entries(frameParts(sheets))) await archive.add(part, [xml]);
  await archive.add('xl/styles.xml', [stylesXml()]);
  for (const [at, sheet] of sheets.entries()) await archive.add(sheetPart(at), sheetXml(sheet));
  return archive.finish();
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
  const archive = openArchive();
  for (const [part, bytes] of Object.entries(parts)) {
    const isSummary = part === sheetPart(0);
    await archive.add(part, isSummary ? sheetXml(summarySheet(model, lang)) : [strFromU8(bytes)]);
  }
  return archive.finish();
}
