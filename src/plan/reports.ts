import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { Failure } from '../failure.js';
import { renderHtml } from '../report/html.js';
import { renderJson } from '../report/json.js';
import type { ReportModel } from '../report/model.js';

/** The report as a value, whatever formats are asked for: `show` prints it again. */
export const MODEL_FILE = 'model.json';

/** Writes `model.json` and `report.<format>` for each format that is asked for. */
export async function writeReports(
  model: ReportModel,
  { directory, report }: { readonly directory: string; readonly report: Config['report'] },
): Promise<void> {
  await replaceFile(join(directory, MODEL_FILE), renderJson(model));
  for (const format of report.formats) {
    const text = format === 'html' ? renderHtml(model, { lang: report.lang }) : renderJson(model);
    await replaceFile(join(directory, `report.${format}`), text);
  }
}

/**
 * Says in the report of a plan that it is in the target now, so that nobody who opens it later is asked to
 * apply it again. A plan without changes asked for nothing and stays as it is.
 */
export async function markApplied(directory: string, report: Config['report']): Promise<void> {
  const model = await readModel(directory);
  if (model.verdict.status === 'nothing_to_do') return;
  await writeReports({ ...model, verdict: { status: 'applied', limits: [] } }, { directory, report });
}

/** The report of a plan as a value. Throws `stale` where it is missing or damaged. */
export async function readModel(directory: string): Promise<ReportModel> {
  const file = join(directory, MODEL_FILE);
  try {
    return JSON.parse(await readFile(file, 'utf8')) as ReportModel;
  } catch (cause) {
    throw new Failure('stale', `${file} cannot be read`, 'make the plan again: tier-merge plan', { cause });
  }
}

/** Whoever opens the file sees the old text or the new one. */
async function replaceFile(path: string, text: string): Promise<void> {
  await writeFile(`${path}.partial`, text, { mode: 0o600 });
  await rename(`${path}.partial`, path);
}
